package org.waymark.contract.plan;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * When a plan reminds, asks and escalates. The defaults are the domain brief's.
 *
 * @param remindDaysBefore days before the target date on which leads are reminded, longest first
 * @param remindDayAfter whether leads are reminded on the day after the target date
 * @param chaseWeekly whether leads are chased every seven days while an action is late
 * @param clearDays clear working days between issue of the papers and the meeting; null for the nation's own
 * @param papersBeforeIssue working days from papers deadline to issue
 * @param updateRequestBeforePapers working days from the update request to the papers deadline
 * @param secondRequestBeforePapers working days from the second request to the papers deadline
 * @param ladder when which concern goes to whom
 * @param sendAt local time (Europe/London) at which the day's mail goes out
 * @param proposals whether what a lead changes about date, completion or ending waits for governance
 * @param closures days without mail, for example Christmas
 * @param mail whether mail goes out at all; off until the first mails have been looked at
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
        boolean mail) {

    /**
     * The rungs. All numbers are days unless their name says otherwise.
     *
     * @param level1DaysBefore before the date, when not started, red or unanswered
     * @param level1DaysLate after the date
     * @param level2DaysLate after the date
     * @param level2Slips number of slips
     * @param level3DaysLate after the date
     * @param level3RedMeetings meetings running at which it was red
     */
    public record Ladder(
            int level1DaysBefore,
            int level1DaysLate,
            int level2DaysLate,
            int level2Slips,
            int level3DaysLate,
            int level3RedMeetings) {
        public Ladder {
            if (level1DaysLate < 1) {
                throw new InvalidField("policy.ladder.level1DaysLate", "Enter 1 day or more");
            }
            if (level2DaysLate <= level1DaysLate) {
                throw new InvalidField("policy.ladder.level2DaysLate", "Enter more days than for level 1");
            }
            if (level3DaysLate <= level2DaysLate) {
                throw new InvalidField("policy.ladder.level3DaysLate", "Enter more days than for level 2");
            }
        }
    }

    /** Days without mail, first and last included. */
    public record Closure(LocalDate from, LocalDate until, String name) {
        public Closure {
            if (until.isBefore(from)) {
                throw new InvalidField("policy.closures", "Enter a last day after the first");
            }
        }
    }

    public Policy {
        remindDaysBefore = List.copyOf(remindDaysBefore);
        closures = List.copyOf(closures);
        if (remindDaysBefore.stream().anyMatch(days -> days < 1)) {
            throw new InvalidField("policy.remindDaysBefore", "Enter days before the date: 1 or more");
        }
        if (sendAt.isBefore(LocalTime.of(5, 0))) {
            throw new InvalidField("policy.sendAt", "Choose a time from 05:00 on");
        }
        if (secondRequestBeforePapers >= updateRequestBeforePapers) {
            throw new InvalidField(
                    "policy.secondRequestBeforePapers", "Enter fewer working days than for the first request");
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
                new Ladder(3, 7, 28, 2, 56, 2),
                LocalTime.of(7, 30),
                true,
                List.of(),
                true);
    }
}
