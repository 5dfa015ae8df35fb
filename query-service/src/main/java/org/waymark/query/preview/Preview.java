package org.waymark.query.preview;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;

/**
 * What would go out about one plan if nobody did anything.
 *
 * @param policy the policy that was looked at
 * @param stopped whether the stop switch of the installation is set
 * @param mails number of mails
 * @param raised number of escalations
 * @param days every day from {@code from} to {@code until}
 */
public record Preview(
        String planId,
        PlanState state,
        Policy policy,
        LocalDate from,
        LocalDate until,
        boolean stopped,
        int mails,
        int raised,
        List<Day> days) {

    /** @param closed null on a day with mail; empty on a weekend or bank holiday, or the name of the closure */
    public record Day(
            LocalDate date, @Nullable String closed, List<Mark> marks, List<Mail> mails, List<Raised> raised) {}

    /** What happens on a day beside mail. */
    public record Mark(Kind kind, String group) {

        /** The papers deadline, the issue of the pack, the meeting. */
        public enum Kind {
            PAPERS,
            ISSUE,
            MEETING
        }
    }

    /**
     * One mail.
     *
     * @param name whom it goes to, or null where nobody knows
     * @param party the party whose contact is written to, or null for officers and chairs
     */
    public record Mail(
            @Nullable String name,
            RecipientRole role,
            @Nullable String party,
            List<Line> lines) {}

    /**
     * One line of a mail.
     *
     * @param actionId the action it is about, or null where it is about the whole plan
     * @param level of the escalation that it tells of, otherwise 0
     */
    public record Line(
            MailRule rule,
            @Nullable String actionId,
            @Nullable String reference,
            @Nullable String title,
            int level,
            @Nullable EscalationReason reason) {}

    /** A concern that would be raised. */
    public record Raised(String actionId, String reference, String title, int level, EscalationReason reason) {}

    /**
     * The next mails about one action.
     *
     * @param mail whether mail goes out about its plan at all
     */
    public record Next(PlanState state, boolean mail, boolean stopped, List<NextMail> mails) {}

    /** One line about the action, in a mail of this day. */
    public record NextMail(
            LocalDate date,
            RecipientRole role,
            @Nullable String party,
            MailRule rule,
            int level,
            @Nullable EscalationReason reason) {}
}
