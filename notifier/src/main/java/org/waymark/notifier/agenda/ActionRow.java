package org.waymark.notifier.agenda;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;

/**
 * An action, as far as reminders and escalations need it. Days are local days of recording.
 *
 * @param position global position of the last event folded
 * @param reference as shown, with its ordinal where several actions share it
 * @param title what is promised, in one line
 * @param since day on which the action came into its plan, or was opened again: nothing counts from before
 * @param ledSince day from which each present lead has led
 * @param handovers day on which each present lead took it over, for those who were not named from the start
 * @param leadsChangedOn day on which the leads last changed
 * @param datedOn day on which the present timescale was agreed
 * @param firstTarget first date ever agreed, once it has slipped; otherwise null
 * @param slipPosition position of the last slip; 0 without one
 * @param slippedOn day of the last slip, or null
 * @param updatePosition position of the last word from those who lead; 0 without one
 * @param updatedOn its day, or null
 * @param proposals what waits for governance, oldest first
 * @param open escalations that are open
 * @param raised highest level at which each cause was ever raised
 * @param decisionPosition position of the last recorded decision; 0 without one
 * @param ratings every rating with the day from which it held, oldest first
 * @param told what mails about it are on record: {@link Told} key to day
 * @param closedOn day on which it was completed or ended, or null while it is open
 * @param milestones dated milestones that were not reached yet, in the order in which they were added
 */
public record ActionRow(
        String actionId,
        long position,
        String planId,
        String themeId,
        String reference,
        String title,
        LocalDate since,
        Leads leads,
        Map<String, LocalDate> ledSince,
        Map<String, LocalDate> handovers,
        LocalDate leadsChangedOn,
        Status status,
        Rating rating,
        Timescale timescale,
        LocalDate datedOn,
        @Nullable LocalDate firstTarget,
        int slips,
        long slipDays,
        long slipPosition,
        @Nullable LocalDate slippedOn,
        long updatePosition,
        @Nullable LocalDate updatedOn,
        List<Proposal> proposals,
        List<Open> open,
        Map<String, Integer> raised,
        long decisionPosition,
        List<Rated> ratings,
        Map<String, LocalDate> told,
        @Nullable LocalDate closedOn,
        List<Milestone> milestones)
        implements Row {

    static final String KIND = "a/";

    /** What a lead asks for. */
    public enum Asked {
        DATE,
        COMPLETION,
        ENDING,
        /** Not to lead it any more. */
        LEAD
    }

    /**
     * A lead's wish that waits for governance.
     *
     * @param target the date asked for; null where another thing is asked for or the timescale has no date
     */
    public record Proposal(
            String proposalId,
            LocalDate on,
            Asked asked,
            @Nullable LocalDate target) {}

    /** An open escalation, and when it was raised. */
    public record Open(Escalation escalation, LocalDate on, long position) {}

    /** A rating, and the day from which it held. */
    public record Rated(LocalDate on, Rating rating) {}

    /**
     * A dated step that was not reached yet.
     *
     * @param missable whether it is late once its date is over; not where it goes on as ongoing from then
     * @param datedOn day on which it was added, or got the date that it has
     */
    public record Milestone(String milestoneId, String text, LocalDate target, boolean missable, LocalDate datedOn) {}

    public ActionRow {
        ledSince = Map.copyOf(ledSince);
        handovers = Map.copyOf(handovers);
        proposals = List.copyOf(proposals);
        open = List.copyOf(open);
        raised = Map.copyOf(raised);
        ratings = List.copyOf(ratings);
        told = Map.copyOf(told);
        milestones = List.copyOf(milestones);
    }

    @Override
    public String key() {
        return key(actionId);
    }

    /** Key of the row of this action. */
    public static String key(String actionId) {
        return KIND + actionId;
    }

    /** The rating that held at the end of this day, or none where the action was not there yet. */
    public Rating ratingAt(LocalDate day) {
        Rating held = Rating.NONE;
        for (Rated rated : ratings) {
            if (!rated.on().isAfter(day)) {
                held = rated.rating();
            }
        }
        return held;
    }

    /** This row after the event at {@code position} made {@code change}. */
    ActionRow after(long position, Consumer<Change> change) {
        Change draft = new Change(this);
        change.accept(draft);
        return draft.at(position);
    }

    /** A row while an event is folded into it. */
    static final class Change {

        private final ActionRow before;
        String planId;
        String themeId;
        String reference;
        String title;
        LocalDate since;
        Leads leads;
        Map<String, LocalDate> ledSince;
        Map<String, LocalDate> handovers;
        LocalDate leadsChangedOn;
        Status status;
        Rating rating;
        Timescale timescale;
        LocalDate datedOn;

        @Nullable
        LocalDate firstTarget;

        int slips;
        long slipDays;
        long slipPosition;

        @Nullable
        LocalDate slippedOn;

        long updatePosition;

        @Nullable
        LocalDate updatedOn;

        List<Proposal> proposals;
        List<Open> open;
        Map<String, Integer> raised;
        long decisionPosition;
        List<Rated> ratings;
        Map<String, LocalDate> told;

        @Nullable
        LocalDate closedOn;

        List<Milestone> milestones;

        private Change(ActionRow row) {
            before = row;
            planId = row.planId;
            themeId = row.themeId;
            reference = row.reference;
            title = row.title;
            since = row.since;
            leads = row.leads;
            ledSince = row.ledSince;
            handovers = row.handovers;
            leadsChangedOn = row.leadsChangedOn;
            status = row.status;
            rating = row.rating;
            timescale = row.timescale;
            datedOn = row.datedOn;
            firstTarget = row.firstTarget;
            slips = row.slips;
            slipDays = row.slipDays;
            slipPosition = row.slipPosition;
            slippedOn = row.slippedOn;
            updatePosition = row.updatePosition;
            updatedOn = row.updatedOn;
            proposals = row.proposals;
            open = row.open;
            raised = row.raised;
            decisionPosition = row.decisionPosition;
            ratings = row.ratings;
            told = row.told;
            closedOn = row.closedOn;
            milestones = row.milestones;
        }

        void rated(LocalDate on, Rating now) {
            rating = now;
            ratings = with(ratings, new Rated(on, now));
        }

        static <T> List<T> with(List<T> list, T item) {
            List<T> longer = new ArrayList<>(list);
            longer.add(item);
            return longer;
        }

        static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
            Map<String, T> larger = new HashMap<>(map);
            larger.put(key, value);
            return larger;
        }

        private ActionRow at(long position) {
            return new ActionRow(
                    before.actionId,
                    position,
                    planId,
                    themeId,
                    reference,
                    title,
                    since,
                    leads,
                    ledSince,
                    handovers,
                    leadsChangedOn,
                    status,
                    rating,
                    timescale,
                    datedOn,
                    firstTarget,
                    slips,
                    slipDays,
                    slipPosition,
                    slippedOn,
                    updatePosition,
                    updatedOn,
                    proposals,
                    open,
                    raised,
                    decisionPosition,
                    ratings,
                    told,
                    closedOn,
                    milestones);
        }
    }
}
