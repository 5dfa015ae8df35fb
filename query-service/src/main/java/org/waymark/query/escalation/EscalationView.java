package org.waymark.query.escalation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.query.view.ActionRow;

/**
 * One escalation.
 *
 * @param action the action as it stands
 * @param words the reason in words: "56 days late"
 * @param climbedFrom level at which it was open before, or 0
 * @param raisedOn local day
 * @param daysOpen days since it was raised, to today or its resolution
 * @param acknowledgedBy who acknowledged it, in words; null while nobody did
 * @param resolvedBecause reason in words; null while open or when its cause went away by itself
 * @param told who was written to about it, oldest first
 * @param with whom the plan's policy has at this level: see {@link org.waymark.contract.plan.Policy.Rung#mainly}
 */
public record EscalationView(
        String escalationId,
        ActionRow action,
        int level,
        EscalationReason reason,
        String words,
        int climbedFrom,
        Instant raisedAt,
        LocalDate raisedOn,
        int daysOpen,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String acknowledgement,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBecause,
        @Nullable String meetingId,
        List<Told> told,
        RecipientRole with) {

    /** @param who role in words: "the chair"; never an address */
    public record Told(String mailId, String who, Instant at, boolean delivered) {}

    public boolean open() {
        return resolvedAt == null;
    }

    public boolean acknowledged() {
        return acknowledgedAt != null;
    }
}
