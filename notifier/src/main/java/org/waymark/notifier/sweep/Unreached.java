package org.waymark.notifier.sweep;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.notifier.directory.Absence;
import org.waymark.notifier.directory.Contact;

/**
 * Somebody whose mail finds nobody.
 *
 * @param contact null where the directory does not know them any more
 * @param of the group or party by name
 */
public record Unreached(@Nullable Contact contact, RecipientRole role, String of, Why why) {

    /** What stands in the way. */
    public enum Reason {
        /** Mail to them came back for good. */
        REFUSED,
        LEFT,
        /** Away, and nobody stands in. */
        AWAY,
        FORGOTTEN
    }

    /**
     * @param occurrence what makes it this time and no other
     * @param until last day of an absence, or null
     */
    public record Why(
            Reason reason, String occurrence, @Nullable LocalDate until) {}

    /** Why mail to somebody finds nobody on the plan's day, or null where it finds them or who stands in. */
    static @Nullable Why why(@Nullable Contact contact, String contactId, PlanDay plan) {
        if (contact == null) {
            return new Why(Reason.FORGOTTEN, "forgotten@" + contactId, null);
        }
        if (contact.leftOn() != null) {
            return new Why(Reason.LEFT, "left@" + contactId, null);
        }
        if (contact.undeliverable()) {
            return new Why(Reason.REFUSED, "refused@" + contact.refusal(), null);
        }
        Absence away = contact.away();
        return away != null && plan.awayWithoutDeputy(contact)
                ? new Why(Reason.AWAY, "away@" + contactId + "@" + away.from(), away.until())
                : null;
    }
}
