package org.waymark.contract.plan;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.WorkingDays;

/**
 * When a plan reminds, asks and escalates. The defaults are the domain brief's. What came in with a later release is
 * absent from older events, and then stands for what the older release did.
 *
 * @param remindDaysBefore days before the target date on which leads are reminded, longest first
 * @param remindDayAfter whether leads are reminded on the day after the target date
 * @param chaseWeekly whether leads are chased again and again while an action is late
 * @param clearDays clear working days between issue of the papers and the meeting; null for the nation's own
 * @param papersBeforeIssue working days from papers deadline to issue
 * @param updateRequestBeforePapers working days from the update request to the papers deadline
 * @param secondRequestBeforePapers working days from the second request to the papers deadline
 * @param ladder when which concern goes to whom
 * @param sendAt local time (Europe/London) at which the day's mail goes out
 * @param proposals whether what a lead changes about date, completion or ending waits for governance
 * @param closures days without mail, for example Christmas
 * @param mail whether mail goes out at all; off until the first mails have been looked at
 * @param furtherDaysAfter further days after the target date on which leads are reminded; absent for none
 * @param chaseEveryWeeks weeks from one chase to the next, where leads are chased; absent for 1
 * @param nation whose bank holidays and clear days count; null for the plan's own nation
 * @param holds days on which public pages are held, for example before an election; absent for none
 * @param holidays bank holidays that the shipped list does not know, or has on another day; absent for none
 */
public record Policy(
        List<Integer> remindDaysBefore,
        boolean remindDayAfter,
        boolean chaseWeekly,
        @Nullable Integer clearDays,
        int papersBeforeIssue,
        int updateRequestBeforePapers,
        int secondRequestBeforePapers,
        Ladder ladder,
        LocalTime sendAt,
        boolean proposals,
        List<Closure> closures,
        boolean mail,
        List<Integer> furtherDaysAfter,
        Integer chaseEveryWeeks,
        @Nullable Nation nation,
        List<Hold> holds,
        List<Holiday> holidays) {

    /**
     * The rungs. All numbers are days unless their name says otherwise.
     *
     * @param level1DaysBefore before the date, when not started, red or unanswered
     * @param level1DaysLate after the date
     * @param level2DaysLate after the date
     * @param level2Slips number of slips that are too many
     * @param level3DaysLate after the date
     * @param level3RedMeetings meetings running at which it was red
     * @param rungs levels 1 to 3; absent for {@link #standardRungs}
     */
    public record Ladder(
            int level1DaysBefore,
            int level1DaysLate,
            int level2DaysLate,
            int level2Slips,
            int level3DaysLate,
            int level3RedMeetings,
            List<Rung> rungs) {
        public Ladder {
            if (level1DaysLate < 1) {
                throw new InvalidField("policy.ladder.level1DaysLate", "enter-a-day-or-more");
            }
            if (level2DaysLate <= level1DaysLate) {
                throw new InvalidField("policy.ladder.level2DaysLate", "enter-more-days-than-for-level-1");
            }
            if (level3DaysLate <= level2DaysLate) {
                throw new InvalidField("policy.ladder.level3DaysLate", "enter-more-days-than-for-level-2");
            }
            rungs = rungs == null || rungs.isEmpty() ? standardRungs() : List.copyOf(rungs);
            if (rungs.size() != LEVELS) {
                throw new InvalidField("policy.ladder.rungs", "give-three-rungs-the-lowest-first");
            }
        }

        /** The brief's numbers, with these rungs. */
        public static Ladder standard() {
            return new Ladder(3, 7, 28, 2, 56, 2, standardRungs());
        }

        /** What stands at a level from 1 to 3. */
        public Rung rung(int level) {
            return rungs.get(level - 1);
        }

        /** The lowest level to which this reason belongs, or 0 where nothing is raised for it. */
        public int levelOf(EscalationReason reason) {
            for (int level = 1; level <= LEVELS; level++) {
                if (rung(level).reasons().contains(reason)) {
                    return level;
                }
            }
            return 0;
        }

        /** Days late from which this level is reached, whether or not anything is raised there for lateness. */
        public int daysLate(int level) {
            return switch (level) {
                case 1 -> level1DaysLate;
                case 2 -> level2DaysLate;
                default -> level3DaysLate;
            };
        }
    }

    /** Number of rungs. */
    public static final int LEVELS = 3;

    /**
     * One rung of the ladder.
     *
     * @param tells who is told; where nobody of them can be reached, the concern passes to the next rung
     * @param reasons for what it is raised to this rung; only lateness climbs, and may stand on several
     */
    public record Rung(List<RecipientRole> tells, List<EscalationReason> reasons) {
        public Rung {
            tells = List.copyOf(tells);
            if (!tells.stream().allMatch(RecipientRole::standsOnRungs)) {
                throw new InvalidField("policy.ladder.rungs", "choose-people-who-stand-on-rungs");
            }
            reasons = List.copyOf(reasons);
        }

        /** Whom the rung is there for: the first of those it tells, or the governance officer where it tells nobody. */
        public RecipientRole mainly() {
            return tells.isEmpty() ? RecipientRole.GOVERNANCE_OFFICER : tells.getFirst();
        }
    }

    /** Days without mail, first and last included. */
    public record Closure(LocalDate from, LocalDate until, String name) {
        public Closure {
            if (until.isBefore(from)) {
                throw new InvalidField("policy.closures", "enter-a-last-day-after-the-first");
            }
        }
    }

    /** Days on which public pages are held, first and last included. */
    public record Hold(LocalDate from, LocalDate until, String name) {
        public Hold {
            if (until.isBefore(from)) {
                throw new InvalidField("policy.holds", "enter-a-last-day-after-the-first");
            }
        }
    }

    /**
     * A bank holiday that was proclaimed once, or moved.
     *
     * @param insteadOf the bank holiday in whose place it comes, which is a working day then; null where it is a further one
     */
    public record Holiday(
            LocalDate date, String name, @Nullable LocalDate insteadOf) {
        public Holiday {
            if (date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY) {
                throw new InvalidField("policy.holidays", "enter-a-bank-holiday-from-monday-to-friday");
            }
            if (date.equals(insteadOf)) {
                throw new InvalidField("policy.holidays", "enter-another-day-than-the-one-that-it-was-moved-from");
            }
        }
    }

    public Policy {
        remindDaysBefore = List.copyOf(remindDaysBefore);
        closures = List.copyOf(closures);
        furtherDaysAfter = furtherDaysAfter == null ? List.of() : List.copyOf(furtherDaysAfter);
        chaseEveryWeeks = chaseEveryWeeks == null ? 1 : chaseEveryWeeks;
        holds = holds == null ? List.of() : List.copyOf(holds);
        holidays = holidays == null ? List.of() : List.copyOf(holidays);
        if (remindDaysBefore.stream().anyMatch(days -> days < 1)) {
            throw new InvalidField("policy.remindDaysBefore", "enter-days-before-the-date");
        }
        if (furtherDaysAfter.stream().anyMatch(days -> days < 1)) {
            throw new InvalidField("policy.furtherDaysAfter", "enter-days-after-the-date");
        }
        if (chaseEveryWeeks < 1) {
            throw new InvalidField("policy.chaseEveryWeeks", "enter-a-week-or-more");
        }
        if (sendAt.isBefore(LocalTime.of(5, 0))) {
            throw new InvalidField("policy.sendAt", "choose-a-later-time");
        }
        if (secondRequestBeforePapers >= updateRequestBeforePapers) {
            throw new InvalidField(
                    "policy.secondRequestBeforePapers", "enter-fewer-working-days-than-for-the-first-request");
        }
    }

    /** The default of the domain brief, with mail on. */
    public static Policy standard() {
        return new Policy(
                List.of(28, 14, 3),
                true,
                true,
                null,
                5,
                5,
                2,
                Ladder.standard(),
                LocalTime.of(7, 30),
                true,
                List.of(),
                true,
                List.of(),
                1,
                null,
                List.of(),
                List.of());
    }

    /**
     * The brief's rungs: the lead's escalation contact, the governance officer, and the chair, of whose concerns the
     * officer hears too.
     */
    public static List<Rung> standardRungs() {
        return List.of(
                new Rung(
                        List.of(RecipientRole.ESCALATION_CONTACT),
                        List.of(
                                EscalationReason.NOT_STARTED_NEAR_DATE,
                                EscalationReason.RED_NEAR_DATE,
                                EscalationReason.UNANSWERED_NEAR_DATE,
                                EscalationReason.LATE,
                                EscalationReason.SILENT)),
                new Rung(
                        List.of(RecipientRole.GOVERNANCE_OFFICER),
                        List.of(
                                EscalationReason.LATE,
                                EscalationReason.SLIPPED,
                                EscalationReason.NO_LEAD,
                                EscalationReason.NOBODY_TO_WRITE_TO,
                                EscalationReason.UNDATED,
                                EscalationReason.UNREADABLE,
                                EscalationReason.UNDELIVERABLE)),
                new Rung(
                        List.of(RecipientRole.CHAIR, RecipientRole.GOVERNANCE_OFFICER),
                        List.of(EscalationReason.LATE, EscalationReason.RED_AT_MEETINGS)));
    }

    /** The nation whose bank holidays and clear days count for a plan of this nation. */
    public Nation nationOf(Nation planNation) {
        return nation == null ? planNation : nation;
    }

    /** Clear days between issue and meeting for a plan of this nation. */
    public int clearDaysOf(Nation planNation) {
        return clearDays == null ? nationOf(planNation).clearDays() : clearDays;
    }

    /** Working days of a plan of this nation: those that clear days and deadlines are counted in. */
    public WorkingDays workingDays(Nation planNation) {
        return WorkingDays.of(nationOf(planNation), further(), moved());
    }

    /** Days on which mail about a plan of this nation goes out: its working days, but for closures. */
    public WorkingDays mailDays(Nation planNation) {
        Set<LocalDate> closed = closedDays();
        closed.addAll(further());
        return WorkingDays.of(nationOf(planNation), closed, moved());
    }

    private Set<LocalDate> further() {
        return holidays.stream().map(Holiday::date).collect(Collectors.toSet());
    }

    private Set<LocalDate> moved() {
        Set<LocalDate> moved = new HashSet<>();
        for (Holiday holiday : holidays) {
            if (holiday.insteadOf() != null) {
                moved.add(holiday.insteadOf());
            }
        }
        return moved;
    }

    private Set<LocalDate> closedDays() {
        Set<LocalDate> days = new HashSet<>();
        for (Closure closure : closures) {
            closure.from().datesUntil(closure.until().plusDays(1)).forEach(days::add);
        }
        return days;
    }

    /** Days after the target date on which leads are reminded once, the nearest first. */
    public List<Integer> daysAfter() {
        Set<Integer> days = new TreeSet<>(furtherDaysAfter);
        if (remindDayAfter) {
            days.add(1);
        }
        return List.copyOf(days);
    }

    /**
     * The hold on public pages of that day, or null. Holds that follow on each other without a day between are one: it
     * goes from the first day of all to the last, and is named after the one that lasts longest.
     */
    public @Nullable Hold holdOn(LocalDate day) {
        Hold found = null;
        for (Hold each : holds) {
            boolean now = !day.isBefore(each.from()) && !day.isAfter(each.until());
            if (now && (found == null || each.until().isAfter(found.until()))) {
                found = each;
            }
        }
        for (Hold grown = found; grown != null; grown = joined(grown)) {
            found = grown;
        }
        return found;
    }

    /** The hold with another that touches it, or null where none does. */
    private @Nullable Hold joined(Hold hold) {
        for (Hold each : holds) {
            boolean touches = !each.until().isBefore(hold.from().minusDays(1))
                    && !each.from().isAfter(hold.until().plusDays(1));
            boolean before = each.from().isBefore(hold.from());
            boolean after = each.until().isAfter(hold.until());
            if (touches && (before || after)) {
                return new Hold(
                        before ? each.from() : hold.from(),
                        after ? each.until() : hold.until(),
                        after ? each.name() : hold.name());
            }
        }
        return null;
    }

    /** This policy, to be changed in places. */
    public Change change() {
        return new Change(this);
    }

    /** A policy that is being changed. */
    public static final class Change {

        private List<Integer> remindDaysBefore;
        private boolean remindDayAfter;
        private boolean chaseWeekly;
        private @Nullable Integer clearDays;
        private int papersBeforeIssue;
        private int updateRequestBeforePapers;
        private int secondRequestBeforePapers;
        private Ladder ladder;
        private LocalTime sendAt;
        private boolean proposals;
        private List<Closure> closures;
        private boolean mail;
        private List<Integer> furtherDaysAfter;
        private int chaseEveryWeeks;
        private @Nullable Nation nation;
        private List<Hold> holds;
        private List<Holiday> holidays;

        private Change(Policy policy) {
            remindDaysBefore = policy.remindDaysBefore;
            remindDayAfter = policy.remindDayAfter;
            chaseWeekly = policy.chaseWeekly;
            clearDays = policy.clearDays;
            papersBeforeIssue = policy.papersBeforeIssue;
            updateRequestBeforePapers = policy.updateRequestBeforePapers;
            secondRequestBeforePapers = policy.secondRequestBeforePapers;
            ladder = policy.ladder;
            sendAt = policy.sendAt;
            proposals = policy.proposals;
            closures = policy.closures;
            mail = policy.mail;
            furtherDaysAfter = policy.furtherDaysAfter;
            chaseEveryWeeks = policy.chaseEveryWeeks;
            nation = policy.nation;
            holds = policy.holds;
            holidays = policy.holidays;
        }

        /** Leads are reminded this many days before the date. */
        public Change remindDaysBefore(List<Integer> days) {
            remindDaysBefore = days;
            return this;
        }

        /** Leads are reminded on the next day or not, and on these days after the date. */
        public Change remindAfter(boolean nextDay, List<Integer> further) {
            remindDayAfter = nextDay;
            furtherDaysAfter = further;
            return this;
        }

        /** While late, leads are chased every so many weeks; 0 for never. */
        public Change chaseEvery(int weeks) {
            chaseWeekly = weeks > 0;
            chaseEveryWeeks = Math.max(1, weeks);
            return this;
        }

        public Change clearDays(@Nullable Integer days) {
            clearDays = days;
            return this;
        }

        public Change papersBeforeIssue(int days) {
            papersBeforeIssue = days;
            return this;
        }

        /** Working days from the first and from the second update request to the papers deadline. */
        public Change requestsBeforePapers(int first, int second) {
            updateRequestBeforePapers = first;
            secondRequestBeforePapers = second;
            return this;
        }

        public Change ladder(Ladder now) {
            ladder = now;
            return this;
        }

        public Change sendAt(LocalTime time) {
            sendAt = time;
            return this;
        }

        public Change proposals(boolean on) {
            proposals = on;
            return this;
        }

        public Change closures(List<Closure> now) {
            closures = now;
            return this;
        }

        public Change mail(boolean on) {
            mail = on;
            return this;
        }

        public Change nation(@Nullable Nation now) {
            nation = now;
            return this;
        }

        public Change holds(List<Hold> now) {
            holds = now;
            return this;
        }

        public Change holidays(List<Holiday> now) {
            holidays = now;
            return this;
        }

        /**
         * The changed policy.
         *
         * @throws InvalidField when its parts do not fit together
         */
        public Policy made() {
            return new Policy(
                    remindDaysBefore,
                    remindDayAfter,
                    chaseWeekly,
                    clearDays,
                    papersBeforeIssue,
                    updateRequestBeforePapers,
                    secondRequestBeforePapers,
                    ladder,
                    sendAt,
                    proposals,
                    closures,
                    mail,
                    furtherDaysAfter,
                    chaseEveryWeeks,
                    nation,
                    holds,
                    holidays);
        }
    }
}
