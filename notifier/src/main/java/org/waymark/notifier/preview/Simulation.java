package org.waymark.notifier.preview;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.agenda.AtAdoption;
import org.waymark.notifier.agenda.Row;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.sweep.Due;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.NearActions;
import org.waymark.notifier.sweep.Outlook;
import org.waymark.notifier.sweep.Situation;
import org.waymark.notifier.sweep.Sweep;

/**
 * Day after day, what the daily check would do if nobody did anything: it asks {@link Sweep#sweep}, and folds what that
 * answers into its own copy of the agenda with the events that the check would have put on record. The agenda it was given
 * stays as it is.
 */
final class Simulation {

    /** The day's mail, whatever the hours of the plans: the sweep's answer does not depend on how late it is asked. */
    private static final LocalTime EVENING = LocalTime.of(23, 59);

    /** What one day would bring. The agenda is that of the day's mail, with what was raised for it. */
    record Day(
            LocalDate date,
            List<Due.Resolve> resolved,
            List<Due.Raise> raised,
            List<DueDigest> digests,
            Agenda agenda) {

        Day {
            resolved = List.copyOf(resolved);
            raised = List.copyOf(raised);
            digests = List.copyOf(digests);
        }
    }

    private final Outlook near = new NearActions();

    /** What happened since {@link #agenda} was made. */
    private final Map<String, Row> changed = new HashMap<>();

    private Agenda agenda;
    private final Map<String, AtAdoption> takenOn;
    private final Collection<Contact> people;
    private final Set<String> writtenOnFirstDay;
    private final LocalDate firstDay;
    private LocalDate today;
    private long position;

    /**
     * @param takenOn as the sweep wants it
     * @param onTheirWay mails that are written down and not on record: they count as sent
     * @param writtenOnFirstDay contact ids for whom that day's mail is written down already
     */
    Simulation(
            Agenda agenda,
            Map<String, AtAdoption> takenOn,
            Collection<Contact> people,
            List<Mail> onTheirWay,
            Set<String> writtenOnFirstDay,
            LocalDate firstDay) {
        this.takenOn = takenOn;
        this.people = people;
        this.writtenOnFirstDay = writtenOnFirstDay;
        this.firstDay = firstDay;
        this.today = firstDay;
        this.agenda = agenda;
        this.position = agenda.rows().stream().mapToLong(Row::position).max().orElse(0);
        for (Mail mail : onTheirWay) {
            happen(new MailEvent.MailRecorded(mail, MailState.SENT, 1, null));
        }
    }

    /**
     * As if a draft were adopted on the first day, with the dates that count from it.
     *
     * @return the agenda as it stands then
     */
    Agenda adopt(String planId) {
        happen(new PlanEvent.PlanAdopted(planId, firstDay, null));
        for (ActionRow action : agenda.actionsOf(planId)) {
            Timescale timescale = action.timescale();
            Timescale counted = TimescaleReader.atAdoption(timescale, firstDay);
            if (action.status().open() && !counted.equals(timescale)) {
                happen(new ActionEvent.OccurrenceScheduled(action.actionId(), timescale, counted, firstDay));
            }
        }
        agenda = agenda.with(changed.values());
        changed.clear();
        return agenda;
    }

    /** The next {@code days} days, the first one included. */
    List<Day> days(int days) {
        List<Day> simulated = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            today = firstDay.plusDays(i);
            simulated.add(day());
        }
        return simulated;
    }

    private Day day() {
        Situation situation = situation();
        Due due = Sweep.sweep(situation, near);
        List<Due.Resolve> resolved = due.resolve();
        List<Due.Raise> raised = due.raise();
        if (!resolved.isEmpty() || !raised.isEmpty()) {
            resolved.forEach(this::resolve);
            raised.forEach(this::raise);
            situation = situation();
            due = Sweep.sweep(situation, near);
        }
        due.digests().forEach(this::send);
        return new Day(today, resolved, raised, due.digests(), situation.agenda());
    }

    private Situation situation() {
        agenda = agenda.with(changed.values());
        changed.clear();
        return new Situation(
                agenda,
                takenOn,
                new Contacts(people, agenda::standingFor),
                Set.of(),
                today.equals(firstDay) ? writtenOnFirstDay : Set.of(),
                LocalDateTime.of(today, EVENING));
    }

    private void resolve(Due.Resolve gone) {
        happen(new ActionEvent.EscalationResolved(gone.actionId(), gone.escalationId(), null));
    }

    private void raise(Due.Raise raise) {
        if (row(ActionRow.key(raise.actionId())) instanceof ActionRow row) {
            int before = row.open().stream()
                    .mapToInt(open -> open.escalation().level())
                    .max()
                    .orElse(0);
            happen(new ActionEvent.EscalationRaised(raise.actionId(), row.planId(), raise.escalation(), before));
        }
    }

    private void send(DueDigest digest) {
        happen(digest.asIfSent(today));
    }

    private void happen(Event event) {
        position++;
        ZonedDateTime midday = today.atTime(LocalTime.NOON).atZone(AgendaFold.ZONE);
        for (String key : AgendaFold.keys(event)) {
            Row row = row(key);
            if (row != null) {
                changed.put(key, row);
            }
        }
        AgendaFold.fold(changed, event, position, midday.toInstant());
    }

    private @Nullable Row row(String key) {
        Row row = changed.get(key);
        return row == null ? agenda.row(key) : row;
    }
}
