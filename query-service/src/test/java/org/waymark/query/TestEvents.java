package org.waymark.query;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;

/** Events with good defaults: {@code anAction("a", "plan").due("2018-03-31").red().added()}. */
public final class TestEvents {

    private TestEvents() {}

    public static AnAction anAction(String actionId, String planId) {
        return new AnAction(actionId, planId);
    }

    public static Timescale on(String date) {
        return new Timescale(date, Timescale.Kind.DATE, null, LocalDate.parse(date), null, false, null);
    }

    public static ActionEvent.TimescaleSlipped slip(String actionId, String from, String to, int count, String first) {
        LocalDate later = LocalDate.parse(to);
        return new ActionEvent.TimescaleSlipped(
                actionId,
                on(from),
                on(to),
                FreeText.of("Waits for the new contract"),
                LocalDate.parse(first),
                count,
                ChronoUnit.DAYS.between(LocalDate.parse(from), later),
                ChronoUnit.DAYS.between(LocalDate.parse(first), later));
    }

    /** An action in progress, without date, lead and rating until they are given. */
    public static final class AnAction {

        private final String actionId;
        private final String planId;
        private String reference = "1.1";
        private Timescale timescale = Timescale.none();
        private Leads leads = Leads.none();
        private Rating rating = Rating.NONE;

        private AnAction(String actionId, String planId) {
            this.actionId = actionId;
            this.planId = planId;
        }

        public AnAction reference(String printed) {
            reference = printed;
            return this;
        }

        public AnAction due(String date) {
            timescale = on(date);
            return led("p-count");
        }

        public AnAction timescale(String written) {
            timescale = TimescaleReader.read(written);
            return this;
        }

        public AnAction undated() {
            timescale = Timescale.none();
            return led("p-count");
        }

        public AnAction led(String... parties) {
            leads = Leads.of(parties);
            return this;
        }

        public AnAction red() {
            rating = Rating.RED;
            return this;
        }

        public AnAction amber() {
            rating = Rating.AMBER;
            return this;
        }

        public AnAction green() {
            rating = Rating.GREEN;
            return this;
        }

        public ActionEvent.ActionAdded added() {
            return new ActionEvent.ActionAdded(
                    actionId,
                    planId,
                    new ActionDetails("t1", "o1", reference, 0, "Promise of " + actionId, null, null, List.of()),
                    leads,
                    List.of(),
                    timescale,
                    Status.IN_PROGRESS,
                    rating,
                    List.of(),
                    List.of());
        }
    }
}
