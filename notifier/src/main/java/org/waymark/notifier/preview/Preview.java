package org.waymark.notifier.preview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;

/**
 * What would go out about one plan if nobody did anything. Names, never addresses.
 *
 * @param state nothing goes out about a draft or a closed plan; a draft that was looked at as if adopted is adopted here
 * @param policy the policy that was looked at, saved or not
 * @param stopped whether the stop switch keeps every mail from going out, whatever is shown here
 * @param behind log entries that the daily check's agenda had not read
 * @param mails number of mails in which the plan has a line
 * @param raised number of escalations that would be raised
 * @param days every day from {@code from} to {@code until}
 */
record Preview(
        String planId,
        PlanState state,
        Policy policy,
        LocalDate from,
        LocalDate until,
        boolean stopped,
        long behind,
        int mails,
        int raised,
        List<Day> days) {

    /** @param closed null on a mail day; empty on a weekend or bank holiday, or the name of the closure */
    record Day(
            LocalDate date,
            @Nullable String closed,
            List<Mark> marks,
            List<PreviewedMail> mails,
            List<Raised> raised) {}

    /** What happens on a day beside mail. */
    record Mark(Kind kind, String group) {

        enum Kind {
            PAPERS,
            ISSUE,
            MEETING
        }
    }

    /**
     * One mail; lines about other plans are left out.
     *
     * @param at when it would be handed over
     * @param name whom it goes to, or null where the directory does not know
     * @param party the party whose contact is written to, or null for officers and chairs
     */
    record PreviewedMail(
            String contactId,
            @Nullable String name,
            RecipientRole role,
            @Nullable String party,
            Instant at,
            List<Line> lines) {}

    /**
     * One line of a mail.
     *
     * @param actionId the action it is about; null, like the reference, where it is about the whole plan or a report
     * @param title the action's or the report's; null where it is about the whole plan
     * @param level of the escalation that the line tells of, otherwise 0
     * @param reason of the same, otherwise null
     */
    record Line(
            MailRule rule,
            @Nullable String actionId,
            @Nullable String reference,
            @Nullable String title,
            int level,
            @Nullable EscalationReason reason) {}

    /** A concern that would be raised. */
    record Raised(String actionId, String reference, String title, int level, EscalationReason reason) {}

    /** The next mails about one action: the lines of its plan's preview. */
    record Next(String actionId, String planId, PlanState state, boolean mail, boolean stopped, List<NextMail> mails) {}

    /** @param party as in {@link PreviewedMail} */
    record NextMail(
            LocalDate date,
            RecipientRole role,
            @Nullable String party,
            MailRule rule,
            int level,
            @Nullable EscalationReason reason) {}
}
