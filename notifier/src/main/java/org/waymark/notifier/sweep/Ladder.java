package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.GroupRow;
import org.waymark.notifier.agenda.GroupRow.Meeting;
import org.waymark.notifier.agenda.GroupRow.MeetingState;
import org.waymark.notifier.agenda.Told;
import org.waymark.notifier.directory.Contact;

/**
 * The ladder. An action has at most one open escalation, at the highest rung it qualifies for; it climbs, and is never
 * raised twice for the same cause at the same level. A cause names what exactly is wrong ({@code late@2018-04-30},
 * {@code silent@m-1}), so that another date or another meeting is another cause.
 */
final class Ladder {

    /** A reason that holds, with the rung it belongs to. */
    private record Concern(
            int level,
            EscalationReason reason,
            String cause,
            @Nullable LocalDate since,
            int count,
            @Nullable String meetingId) {}

    private static final Comparator<Concern> HIGHEST_FIRST =
            Comparator.comparingInt(Concern::level).reversed().thenComparing(Concern::reason);

    private Ladder() {}

    /** What is to be resolved of a closed action, or of any in a closed plan: everything open. */
    static List<Due.Resolve> resolveAll(ActionRow row) {
        return row.open().stream().map(open -> resolve(row, open)).toList();
    }

    /** What is to be resolved because its cause is gone. */
    static List<Due.Resolve> resolve(ActionDay action) {
        return action.row().open().stream()
                .filter(open -> !holds(action, open))
                .map(open -> resolve(action.row(), open))
                .toList();
    }

    private static Due.Resolve resolve(ActionRow row, ActionRow.Open open) {
        return new Due.Resolve(row.actionId(), open.escalation().escalationId());
    }

    /** The one escalation to be raised, or null. */
    static Due.@Nullable Raise raise(ActionDay action) {
        ActionRow row = action.row();
        int open = row.open().stream()
                .filter(escalation -> holds(action, escalation))
                .mapToInt(escalation -> escalation.escalation().level())
                .max()
                .orElse(0);
        Concern highest = concerns(action).stream()
                // Once raised it does not climb because its rung is empty now: who comes next is told what was not
                .filter(concern -> concern.level > row.raised().getOrDefault(concern.cause, 0))
                .map(concern -> new Concern(
                        action.plan().rung(concern.level, row.leads()),
                        concern.reason,
                        concern.cause,
                        concern.since,
                        concern.count,
                        concern.meetingId))
                .min(HIGHEST_FIRST)
                .orElse(null);
        if (highest == null || highest.level <= open) {
            return null;
        }
        return new Due.Raise(
                row.actionId(),
                new Escalation(
                        id(row.actionId(), highest.cause, highest.level),
                        highest.level,
                        highest.reason,
                        highest.cause,
                        highest.since,
                        highest.count,
                        highest.meetingId));
    }

    /** Reasons that hold today and for which the plan raises anything, each at its own rung. */
    private static List<Concern> concerns(ActionDay action) {
        Concerns concerns = new Concerns(action.plan().policy().ladder());
        nearDate(action, concerns);
        late(action, concerns);
        silent(action, concerns);
        slipped(action, concerns);
        gaps(action, concerns);
        undeliverable(action, concerns);
        redAtMeetings(action, concerns);
        return concerns.found;
    }

    /** Collects what holds, at the rung where the plan wants it; what it wants nowhere is left out. */
    private static final class Concerns {

        private final Policy.Ladder ladder;
        private final List<Concern> found = new ArrayList<>();

        Concerns(Policy.Ladder ladder) {
            this.ladder = ladder;
        }

        void add(EscalationReason reason, String cause, @Nullable LocalDate since, int count) {
            add(reason, cause, since, count, null);
        }

        void add(
                EscalationReason reason,
                String cause,
                @Nullable LocalDate since,
                int count,
                @Nullable String meetingId) {
            int level = ladder.levelOf(reason);
            if (level > 0) {
                found.add(new Concern(level, reason, cause, since, count, meetingId));
            }
        }
    }

    /** Days before the date: not started, red, or reminded without an answer. */
    private static void nearDate(ActionDay action, Concerns concerns) {
        LocalDate target = action.missable();
        int daysBefore = action.plan().policy().ladder().level1DaysBefore();
        LocalDate today = action.today();
        if (target == null
                || today.isAfter(target)
                || today.isBefore(target.minusDays(daysBefore))
                || !target.minusDays(daysBefore).isAfter(action.countsFrom())
                || !action.leadIsChased()) {
            return;
        }
        ActionRow row = action.row();
        int daysLeft = (int) ChronoUnit.DAYS.between(today, target);
        if (row.rating() == Rating.RED) {
            concerns.add(EscalationReason.RED_NEAR_DATE, "red@" + target, null, daysLeft);
        }
        if (row.status() == Status.NOT_STARTED) {
            concerns.add(EscalationReason.NOT_STARTED_NEAR_DATE, "not-started@" + target, null, daysLeft);
        }
        LocalDate reminded = firstReminder(row, target);
        LocalDate updated = row.updatedOn();
        if (reminded != null && reminded.isBefore(today) && (updated == null || updated.isBefore(reminded))) {
            concerns.add(EscalationReason.UNANSWERED_NEAR_DATE, "unanswered@" + target, reminded, daysLeft);
        }
    }

    private static @Nullable LocalDate firstReminder(ActionRow row, LocalDate target) {
        return row.told().entrySet().stream()
                .filter(told -> Told.by(MailRule.REMINDER_BEFORE, told.getKey())
                        && told.getKey().contains("|" + target + "@"))
                .map(java.util.Map.Entry::getValue)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The highest level whose days have passed; while a proposal waits, the lead's own organisation is left alone. */
    private static void late(ActionDay action, Concerns concerns) {
        Policy.Ladder ladder = action.plan().policy().ladder();
        int days = action.ladderDaysLate();
        int level = Policy.LEVELS;
        while (level > 0 && (days < ladder.daysLate(level) || !raisedForLateness(ladder, level))) {
            level--;
        }
        LocalDate target = action.missable();
        if (level == 0 || target == null || (level == 1 && !action.leadIsChased())) {
            return;
        }
        concerns.found.add(new Concern(
                level, EscalationReason.LATE, "late@" + target, target.plusDays(1), action.daysLate(), null));
    }

    private static boolean raisedForLateness(Policy.Ladder ladder, int level) {
        return ladder.rung(level).reasons().contains(EscalationReason.LATE);
    }

    /** Asked, and nothing heard by the papers deadline. */
    private static void silent(ActionDay action, Concerns concerns) {
        if (!action.leadIsChased()) {
            return;
        }
        for (MeetingDates meeting : action.plan().meetingDates()) {
            if (!action.today().isBefore(meeting.papers())
                    && !action.today().isAfter(meeting.date())
                    && action.silentFor(meeting)
                    && (action.askedSince(meeting.request().minusDays(7)) || action.askedFor(meeting))) {
                concerns.add(EscalationReason.SILENT, silence(meeting), meeting.papers(), 0, meeting.meetingId());
            }
        }
    }

    private static String silence(MeetingDates meeting) {
        return "silent@" + meeting.occurrence();
    }

    /** Whether an escalation was raised because nothing was heard by this meeting's papers deadline. */
    static boolean isSilenceBefore(MeetingDates meeting, ActionRow.Open open) {
        return open.escalation().cause().equals(silence(meeting));
    }

    /** Slipped as often as the plan allows, with no decision recorded since. */
    private static void slipped(ActionDay action, Concerns concerns) {
        ActionRow row = action.row();
        if (slippedTooOften(action)) {
            concerns.add(EscalationReason.SLIPPED, "slipped@" + row.slips(), row.slippedOn(), row.slips());
        }
    }

    static boolean slippedTooOften(ActionDay action) {
        ActionRow row = action.row();
        LocalDate on = row.slippedOn();
        return on != null
                && row.slips() >= action.plan().policy().ladder().level2Slips()
                && on.isAfter(action.plan().adoptedOn())
                && row.decisionPosition() < row.slipPosition();
    }

    /**
     * Something is missing. What was missing at adoption stands in the take-on report; the ladder gives it as
     * many days from adoption as it gives a late action before level 2.
     */
    private static void gaps(ActionDay action, Concerns concerns) {
        for (Gap gap : Gap.of(action)) {
            LocalDate since = gap.since(action);
            int grace = since.isAfter(action.plan().adoptedOn())
                    ? 0
                    : action.plan().policy().ladder().level2DaysLate();
            if (action.today().isBefore(since.plusDays(grace))) {
                continue;
            }
            EscalationReason reason = switch (gap) {
                case NO_LEAD -> EscalationReason.NO_LEAD;
                case NOBODY_TO_WRITE_TO -> EscalationReason.NOBODY_TO_WRITE_TO;
                case NO_DATE -> EscalationReason.UNDATED;
                case UNREADABLE -> EscalationReason.UNREADABLE;
            };
            String cause = switch (gap) {
                case NO_LEAD -> "no-lead@" + since;
                case NOBODY_TO_WRITE_TO -> "nobody@" + since;
                case NO_DATE -> "undated@" + since;
                case UNREADABLE -> "unreadable@" + since;
            };
            concerns.add(reason, cause, since, 0);
        }
    }

    /** Mail to a lead's contact came back for good. */
    private static void undeliverable(ActionDay action, Concerns concerns) {
        for (Contact contact : action.plan().allLeadContacts(action.row().leads())) {
            if (contact.undeliverable()) {
                concerns.add(EscalationReason.UNDELIVERABLE, "undeliverable@" + contact.refusal(), null, 0);
            }
        }
    }

    /** Red at as many meetings running as the plan allows, and still red. */
    private static void redAtMeetings(ActionDay action, Concerns concerns) {
        ActionRow row = action.row();
        int wanted = action.plan().policy().ladder().level3RedMeetings();
        if (row.rating() != Rating.RED || wanted < 1) {
            return;
        }
        for (GroupRow group : action.plan().groups()) {
            List<Meeting> held = group.meetings().values().stream()
                    .filter(meeting -> meeting.state() == MeetingState.HELD
                            && meeting.date().isAfter(action.countsFrom()))
                    .sorted(Comparator.comparing(Meeting::date)
                            .thenComparing(Meeting::meetingId)
                            .reversed())
                    .toList();
            List<Meeting> running = held.stream()
                    .takeWhile(meeting -> row.ratingAt(meeting.date()) == Rating.RED)
                    .toList();
            if (running.size() >= wanted) {
                Meeting first = running.getLast();
                concerns.add(
                        EscalationReason.RED_AT_MEETINGS,
                        "red-at-meetings@" + first.meetingId(),
                        first.date(),
                        running.size(),
                        running.getFirst().meetingId());
            }
        }
    }

    /** Whether what an escalation was raised for is still so. */
    private static boolean holds(ActionDay action, ActionRow.Open open) {
        ActionRow row = action.row();
        Escalation escalation = open.escalation();
        boolean decided = row.decisionPosition() > open.position();
        boolean answered = row.updatePosition() > open.position();
        String about = escalation.cause().substring(escalation.cause().indexOf('@') + 1);
        LocalDate target = action.missable();
        boolean sameTarget = target != null && about.equals(target.toString());
        return switch (escalation.reason()) {
            case NOT_STARTED_NEAR_DATE -> sameTarget && row.status() == Status.NOT_STARTED;
            case RED_NEAR_DATE -> sameTarget && row.rating() == Rating.RED;
            case UNANSWERED_NEAR_DATE -> sameTarget && !answered;
            case LATE -> sameTarget && action.daysLate() > 0;
            case SILENT -> !answered && action.plan().papersOver(about);
            case SLIPPED -> !decided;
            case NO_LEAD -> Gap.of(action).contains(Gap.NO_LEAD);
            case NOBODY_TO_WRITE_TO -> Gap.of(action).contains(Gap.NOBODY_TO_WRITE_TO);
            case UNDATED -> Gap.of(action).contains(Gap.NO_DATE);
            case UNREADABLE -> row.timescale().kind() == Timescale.Kind.UNREADABLE;
            case UNDELIVERABLE ->
                action.plan().allLeadContacts(row.leads()).stream()
                        .anyMatch(contact ->
                                contact.undeliverable() && contact.refusal().equals(about));
            case RED_AT_MEETINGS -> row.rating() == Rating.RED && !decided;
        };
    }

    /** The same escalation has the same id, whoever raises it. */
    private static String id(String actionId, String cause, int level) {
        return "e-" + Digests.of(actionId + '|' + cause + '|' + level);
    }
}
