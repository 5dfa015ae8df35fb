package org.waymark.query.web.link;

import org.waymark.query.view.ActionRow;

/** How much an answer about an action is wanted. The parts of a person's list, in its order. */
enum Wanted {
    /** Late, or silent since the last meeting. */
    NOW,
    /** Due soon. */
    SOON,
    /** A proposal waits for governance, and nobody is chased. */
    WITH_GOVERNANCE,
    /** Open, and nothing is wanted at present. */
    NOT_NOW,
    /** Complete or ended. */
    CLOSED;

    static Wanted of(ActionRow row) {
        if (!row.status().open()) {
            return CLOSED;
        }
        if (row.proposal() != null) {
            return WITH_GOVERNANCE;
        }
        if (row.when().late() || row.noUpdateSince() != null) {
            return NOW;
        }
        return row.when().dueSoon() ? SOON : NOT_NOW;
    }
}
