package org.waymark.notifier.check;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What one daily check came to.
 *
 * @param day local day it was for
 * @param at when it began
 * @param result whether it went through
 * @param resolved escalations resolved because their cause was gone
 * @param raised escalations raised
 * @param items lines written
 * @param mails mails written
 * @param sent mails that the mail server took, including those written earlier
 * @param failed mails that it refused for now, or whose outcome is unknown
 * @param givenUp mails that it refused for good
 * @param waiting mails still to go out
 * @param millis how long it took
 */
public record Report(
        LocalDate day,
        Instant at,
        Result result,
        int resolved,
        int raised,
        int items,
        int mails,
        int sent,
        int failed,
        int givenUp,
        int waiting,
        long millis) {

    /** How a check ended. */
    public enum Result {
        DONE,
        /** Another notifier was at it. */
        ELSEWHERE,
        /** The agenda did not reach the head of the log in time; the next check looks again. */
        AGENDA_BEHIND,
        /** Nothing had changed since the last one. */
        NOTHING_NEW
    }

    static Report without(LocalDate day, Instant at, Result result) {
        return new Report(day, at, result, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
