package org.waymark.notifier.preview;

import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.WorkingDays;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.agenda.AtAdoption;
import org.waymark.notifier.agenda.GroupRow.ReportDue;
import org.waymark.notifier.agenda.MailSwitch;
import org.waymark.notifier.agenda.PlanRow;
import org.waymark.notifier.commands.CommandApi;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.outbox.Outbox;
import org.waymark.notifier.sweep.Due;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.DueItem;
import org.waymark.notifier.sweep.MeetingDates;
import org.waymark.notifier.sweep.PlanDay;
import org.waymark.notifier.sweep.Situation;
import org.waymark.notifier.sweep.StepDate;
import org.waymark.notifier.sweep.Sweep;

/**
 * Answers what would go out. Reads agenda, outbox and directory as the daily check does, takes no lease, and simulates one
 * plan at a time, so that a check beside it keeps a processor for itself. The preview of a saved policy is kept until
 * anything that it hangs on changes.
 */
final class Previews {

    /** How many days beyond today are looked at for the next mails about an action. */
    static final int HORIZON = 120;

    private static final int KEPT = 50;
    private static final Duration CATCH_UP = Duration.ofSeconds(2);
    private static final Duration TURN = Duration.ofSeconds(15);

    private final Agendas agendas;
    private final CommandApi commands;
    private final Outbox outbox;
    private final MailSwitch mailSwitch;
    private final Clock clock;
    private final Timer duration;
    private final Semaphore turn = new Semaphore(1, true);
    private final Map<Asked, Preview> kept = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Preview> eldest) {
            return size() > KEPT;
        }
    });

    /** All that the preview of a saved policy hangs on. */
    private record Asked(
            String planId,
            int days,
            boolean adopted,
            LocalDate today,
            long position,
            List<Contact> people,
            List<Mail> onTheirWay,
            Set<String> written) {}

    Previews(Agendas agendas, CommandApi commands, Outbox outbox, MailSwitch mailSwitch, Clock clock, Timer duration) {
        this.agendas = agendas;
        this.commands = commands;
        this.outbox = outbox;
        this.mailSwitch = mailSwitch;
        this.clock = clock;
        this.duration = duration;
    }

    /**
     * What would go out about a plan today and on {@code days} days after it.
     *
     * @param changed a policy that is not saved, or null for the saved one
     * @return null where there is no such plan
     * @throws Busy when others wait too
     */
    @Nullable
    Preview preview(String planId, int days, @Nullable Policy changed) throws InterruptedException {
        return preview(planId, days, changed, false);
    }

    /** As if a draft were adopted today; any other plan as it is. Else as {@link #preview(String, int, Policy)}. */
    @Nullable
    Preview asAdopted(String planId, int days) throws InterruptedException {
        return preview(planId, days, null, true);
    }

    private @Nullable Preview preview(String planId, int days, @Nullable Policy changed, boolean adopted)
            throws InterruptedException {
        agendas.awaitHead(CATCH_UP);
        LocalDate today = LocalDate.ofInstant(clock.instant(), AgendaFold.ZONE);
        Asked asked = new Asked(
                planId,
                days,
                adopted,
                today,
                agendas.position(),
                commands.contacts(),
                outbox.onTheirWay(today),
                outbox.writtenOn(today));
        Preview known = changed == null ? kept.get(asked) : null;
        if (known != null) {
            return known;
        }
        if (!turn.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Busy();
        }
        try {
            Preview preview = duration.record(() -> simulated(asked, changed));
            if (preview != null && changed == null && preview.behind() == 0) {
                kept.put(asked, preview);
            }
            return preview;
        } finally {
            turn.release();
        }
    }

    /** The next mails about an action, or null where there is no such action. */
    Preview.@Nullable Next next(String actionId) throws InterruptedException {
        ActionRow action = agendas.action(actionId);
        Preview preview = action == null ? null : preview(action.planId(), HORIZON, null);
        if (preview == null) {
            return null;
        }
        List<Preview.NextMail> mails = new ArrayList<>();
        for (Preview.Day day : preview.days()) {
            for (Preview.PreviewedMail mail : day.mails()) {
                mail.lines().stream()
                        .filter(line -> actionId.equals(line.actionId()))
                        .forEach(line -> mails.add(new Preview.NextMail(
                                day.date(), mail.role(), mail.party(), line.rule(), line.level(), line.reason())));
            }
        }
        return new Preview.Next(
                actionId, preview.planId(), preview.state(), preview.policy().mail(), preview.stopped(), mails);
    }

    private @Nullable Preview simulated(Asked asked, @Nullable Policy changed) {
        Agenda whole = agendas.current();
        PlanRow plan = whole.plan(asked.planId());
        if (plan == null) {
            return null;
        }
        Contacts contacts = new Contacts(asked.people(), whole::standingFor);
        Agenda agenda = Connected.around(asked.planId(), whole, contacts);
        Map<String, AtAdoption> takenOn = agendas.takenOn(agenda);
        if (changed != null) {
            if (changed.mail() && !plan.policy().mail() && plan.state() == PlanState.ADOPTED) {
                AtAdoption then = agendas.takenOnWithMailFrom(asked.today(), plan, whole);
                if (then != null) {
                    takenOn.put(plan.planId(), then);
                }
            }
            plan = plan.under(changed);
            agenda = agenda.with(List.of(plan));
        }
        Simulation simulation =
                new Simulation(agenda, takenOn, asked.people(), asked.onTheirWay(), asked.written(), asked.today());
        if (asked.adopted() && plan.state() == PlanState.DRAFT) {
            agenda = simulation.adopt(plan.planId());
            plan = Objects.requireNonNull(agenda.plan(plan.planId()));
        }
        return told(asked, plan, agenda, contacts, simulation.days(asked.days() + 1));
    }

    private Preview told(Asked asked, PlanRow plan, Agenda agenda, Contacts contacts, List<Simulation.Day> simulated) {
        Policy policy = plan.policy();
        WorkingDays mailDays = policy.mailDays(plan.nation());
        Map<LocalDate, List<Preview.Mark>> marks = marks(asked, plan, agenda, contacts);
        List<Preview.Day> days = new ArrayList<>();
        int mails = 0;
        int raised = 0;
        for (Simulation.Day day : simulated) {
            List<Preview.PreviewedMail> mailsOfDay = new ArrayList<>();
            for (DueDigest digest : day.digests()) {
                Preview.PreviewedMail mail = mail(plan.planId(), digest, day, contacts);
                if (mail != null) {
                    mailsOfDay.add(mail);
                }
            }
            List<Preview.Raised> raisedOnDay = day.raised().stream()
                    .map(raise -> raised(raise, day.agenda()))
                    .filter(each -> each != null && belongs(each.actionId(), plan.planId(), day.agenda()))
                    .toList();
            mails += mailsOfDay.size();
            raised += raisedOnDay.size();
            days.add(new Preview.Day(
                    day.date(),
                    mailDays.isWorkingDay(day.date()) ? null : closure(policy, day.date()),
                    marks.getOrDefault(day.date(), List.of()),
                    mailsOfDay,
                    raisedOnDay));
        }
        return new Preview(
                plan.planId(),
                plan.state(),
                policy,
                asked.today(),
                asked.today().plusDays(asked.days()),
                !mailSwitch.on(),
                agendas.behind(),
                mails,
                raised,
                days);
    }

    private static boolean belongs(String actionId, String planId, Agenda agenda) {
        ActionRow action = agenda.action(actionId);
        return action != null && action.planId().equals(planId);
    }

    private static String closure(Policy policy, LocalDate day) {
        return policy.closures().stream()
                .filter(closure -> !day.isBefore(closure.from()) && !day.isAfter(closure.until()))
                .map(Policy.Closure::name)
                .findFirst()
                .orElse("");
    }

    /** Papers, issue and meetings to come, of the groups that ask for updates. */
    private static Map<LocalDate, List<Preview.Mark>> marks(
            Asked asked, PlanRow plan, Agenda agenda, Contacts contacts) {
        PlanDay today = Sweep.planDays(new Situation(
                        agenda,
                        Map.of(),
                        contacts,
                        Set.of(),
                        Set.of(),
                        asked.today().atTime(LocalTime.MIDNIGHT)))
                .get(plan.planId());
        Map<LocalDate, List<Preview.Mark>> marks = new HashMap<>();
        if (today == null) {
            return marks;
        }
        for (MeetingDates meeting : today.meetingDates()) {
            if (meeting.scheduled()) {
                String group = meeting.group().details().name();
                mark(marks, meeting.papers(), Preview.Mark.Kind.PAPERS, group);
                mark(marks, meeting.issue(), Preview.Mark.Kind.ISSUE, group);
                mark(marks, meeting.date(), Preview.Mark.Kind.MEETING, group);
            }
        }
        return marks;
    }

    private static void mark(
            Map<LocalDate, List<Preview.Mark>> marks, LocalDate day, Preview.Mark.Kind kind, String group) {
        marks.computeIfAbsent(day, _ -> new ArrayList<>()).add(new Preview.Mark(kind, group));
    }

    private static Preview.@Nullable PreviewedMail mail(
            String planId, DueDigest digest, Simulation.Day day, Contacts contacts) {
        List<DueItem> items = digest.items().stream()
                .filter(item -> item.planId().equals(planId))
                .toList();
        if (items.isEmpty()) {
            return null;
        }
        // A digest goes out when the hour of each of its plans has come
        LocalTime hour = digest.items().stream()
                .map(item -> day.agenda().plan(item.planId()))
                .filter(row -> row != null)
                .map(row -> row.policy().sendAt())
                .max(LocalTime::compareTo)
                .orElseThrow();
        DueItem first = items.getFirst();
        Contact contact = contacts.find(digest.contactId());
        return new Preview.PreviewedMail(
                digest.contactId(),
                contact == null ? null : contact.name(),
                first.role(),
                first.partyId() == null ? null : day.agenda().partyName(first.partyId()),
                day.date().atTime(hour).atZone(AgendaFold.ZONE).toInstant(),
                items.stream().map(item -> line(item, day.agenda())).toList());
    }

    private static Preview.Line line(DueItem item, Agenda agenda) {
        ActionRow action = item.actionId() == null ? null : agenda.action(item.actionId());
        if (action == null) {
            ReportDue report = item.rule() == MailRule.REPORT_BEFORE || item.rule() == MailRule.REPORT_AFTER
                    ? agenda.report(StepDate.of(item.occurrence()).id())
                    : null;
            String title = report == null ? null : report.details().title();
            return new Preview.Line(item.rule(), item.actionId(), null, title, 0, null);
        }
        Escalation escalation = action.open().stream()
                .map(ActionRow.Open::escalation)
                .filter(open -> open.escalationId().equals(item.occurrence()))
                .findFirst()
                .orElse(null);
        return new Preview.Line(
                item.rule(),
                action.actionId(),
                action.reference(),
                action.title(),
                escalation == null ? 0 : escalation.level(),
                escalation == null ? null : escalation.reason());
    }

    private static Preview.@Nullable Raised raised(Due.Raise raise, Agenda agenda) {
        ActionRow action = agenda.action(raise.actionId());
        return action == null
                ? null
                : new Preview.Raised(
                        action.actionId(),
                        action.reference(),
                        action.title(),
                        raise.escalation().level(),
                        raise.escalation().reason());
    }

    /** Too many ask at once. */
    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
