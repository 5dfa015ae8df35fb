package org.waymark.contract.action;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * A raised concern, as the daily check states it.
 *
 * @param escalationId unique over all actions
 * @param level 1 (accountable party's escalation contact), 2 (governance officer) or 3 (chair)
 * @param reason why
 * @param cause what exactly, so that the same reason at the same level is never raised twice for it: the target date
 *     for lateness, the meeting for silence, and so on
 * @param since the first day on which the reason held, or null where it has none
 * @param count days late, number of slips, meetings running: what the reason counts; 0 where it counts nothing
 * @param meetingId the meeting that the reason comes from, or null
 */
public record Escalation(
        String escalationId,
        int level,
        EscalationReason reason,
        String cause,
        @Nullable LocalDate since,
        int count,
        @Nullable String meetingId) {

    public Escalation {
        escalationId = InvalidField.required("escalation.escalationId", escalationId, "give-the-escalation-an-id");
        cause = InvalidField.required("escalation.cause", cause, "say-what-exactly-is-the-cause");
        InvalidField.required("escalation.reason", reason, "choose-a-reason");
        if (level < 1 || level > 3) {
            throw new InvalidField("escalation.level", "choose-a-level");
        }
    }
}
