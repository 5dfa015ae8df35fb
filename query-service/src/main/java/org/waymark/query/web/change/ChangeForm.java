package org.waymark.query.web.change;

import java.util.List;
import java.util.Set;
import org.waymark.contract.log.Role;

/**
 * What a form asks for, and by whom it can be filled in. Its texts have keys {@code change.COMMAND.title},
 * {@code change.COMMAND.FIELD} and so on.
 *
 * @param command name of the command as in the address of the command API
 * @param roles who is offered it; the command API decides
 * @param state which actions it is for
 * @param checked whether a page shows what follows before anything is sent
 */
record ChangeForm(String command, Set<Role> roles, State state, boolean checked, List<Field> fields) {

    /** Which actions a form is for. */
    enum State {
        OPEN,
        CLOSED,
        ANY
    }

    /** How a field is drawn and sent. */
    enum Kind {
        /** Several lines in a person's own words. */
        WORDS,
        /** One line. */
        LINE,
        /** A time as written in a plan; its reading is shown underneath. */
        TIMESCALE,
        /** A day, as three numbers would be typed; sent as an ISO date. */
        DAY,
        RATING,
        /** Not started or in progress. */
        STATUS,
        DECISION,
        /** One party. */
        PARTY,
        /** A party that is a partner now. */
        PARTNER,
        /** Leads, one of them possibly accountable. */
        LEADS,
        /** A milestone that was not reached yet. */
        MILESTONE,
        /** Another action of the same plan. */
        ACTION,
        /** A meeting of a group that sees the plan; fills groupId and meetingId. */
        MEETING,
        /** Several lines, one value on each. */
        LINES,
        /** Chosen by the link that led here. */
        GIVEN,
        /** An id for something new. */
        NEW_ID
    }

    /**
     * @param name name of the component in the command's JSON; a dot leads into a nested object
     * @param required whether the form is sent back without it
     */
    record Field(String name, Kind kind, boolean required) {

        /** The name as part of an element id. */
        String id() {
            return name.replace('.', '-');
        }
    }
}
