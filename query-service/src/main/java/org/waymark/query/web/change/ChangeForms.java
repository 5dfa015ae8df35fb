package org.waymark.query.web.change;

import static org.waymark.query.web.change.ChangeForm.Kind.*;
import static org.waymark.query.web.change.ChangeForm.State.ANY;
import static org.waymark.query.web.change.ChangeForm.State.CLOSED;
import static org.waymark.query.web.change.ChangeForm.State.OPEN;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Role;
import org.waymark.query.web.change.ChangeForm.Field;
import org.waymark.query.web.change.ChangeForm.State;

/** Every change of an action that a person can make, as a form. */
final class ChangeForms {

    private static final Set<Role> GOVERNANCE = Set.of(Role.GOVERNANCE, Role.ADMINISTRATOR);
    private static final Set<Role> LEADS_TOO = Set.of(Role.GOVERNANCE, Role.ADMINISTRATOR, Role.LEAD);
    private static final Set<Role> PROPOSERS = Set.of(Role.LEAD);
    private static final Set<Role> BOARD_TOO = Set.of(Role.GOVERNANCE, Role.ADMINISTRATOR, Role.BOARD);

    private static final Map<String, ChangeForm> FORMS = new LinkedHashMap<>();

    static {
        add("report-progress", LEADS_TOO, OPEN, must("note", WORDS), may("rating", RATING));
        add("change-rating", LEADS_TOO, OPEN, must("rating", RATING), may("note", WORDS));
        add("change-status", LEADS_TOO, OPEN, must("status", STATUS), may("note", WORDS));
        add("set-timescale", LEADS_TOO, OPEN, must("timescale", TIMESCALE), may("reason", WORDS));
        add("slip-timescale", LEADS_TOO, OPEN, true, must("timescale", TIMESCALE), must("reason", WORDS));
        add("bring-forward", LEADS_TOO, OPEN, must("timescale", TIMESCALE), may("reason", WORDS));
        add(
                "propose-date",
                PROPOSERS,
                OPEN,
                must("proposalId", NEW_ID),
                must("timescale", TIMESCALE),
                must("reason", WORDS));
        add("propose-completion", PROPOSERS, OPEN, must("proposalId", NEW_ID), must("note", WORDS));
        add("propose-ending", PROPOSERS, OPEN, must("proposalId", NEW_ID), must("reason", WORDS));
        add("propose-lead-change", PROPOSERS, OPEN, must("proposalId", NEW_ID), must("reason", WORDS));
        add("accept-proposal", GOVERNANCE, OPEN, must("proposalId", GIVEN), may("note", WORDS));
        add("decline-proposal", GOVERNANCE, OPEN, must("proposalId", GIVEN), must("reason", WORDS));
        add("assign-lead", GOVERNANCE, OPEN, must("leads", LEADS));
        add("reassign-lead", GOVERNANCE, OPEN, may("leads", LEADS), must("reason", WORDS));
        add("add-partner", GOVERNANCE, OPEN, must("partyId", PARTY));
        add("remove-partner", GOVERNANCE, OPEN, must("partyId", PARTNER), may("reason", WORDS));
        add(
                "add-milestone",
                LEADS_TOO,
                OPEN,
                must("milestone.milestoneId", NEW_ID),
                must("milestone.text", LINE),
                may("milestone.timescale", TIMESCALE));
        add(
                "move-milestone",
                GOVERNANCE,
                OPEN,
                must("milestoneId", MILESTONE),
                must("timescale", TIMESCALE),
                must("reason", WORDS));
        add(
                "reach-milestone",
                LEADS_TOO,
                OPEN,
                must("milestoneId", MILESTONE),
                may("reachedOn", DAY),
                may("note", WORDS));
        add("complete-occurrence", LEADS_TOO, OPEN, may("note", WORDS));
        add("complete", LEADS_TOO, OPEN, may("completedOn", DAY), may("note", WORDS));
        add("end", LEADS_TOO, OPEN, must("reason", WORDS));
        add("reopen", GOVERNANCE, CLOSED, must("reason", WORDS));
        add("attach-evidence", LEADS_TOO, ANY, must("title", LINE), may("link", LINE), may("note", WORDS));
        add("declare-dependency", GOVERNANCE, OPEN, must("waitsFor", ACTION), may("note", WORDS));
        add("label", GOVERNANCE, OPEN, may("labels", LINES));
        add("mark-exempt", GOVERNANCE, OPEN, must("reason", WORDS));
        add("lift-exemption", GOVERNANCE, OPEN, must("reason", WORDS));
        add(
                "record-decision",
                BOARD_TOO,
                OPEN,
                must("kind", DECISION),
                must("text", WORDS),
                may("meeting", MEETING),
                may("decidedOn", DAY));
        add(
                "amend-details",
                GOVERNANCE,
                OPEN,
                must("details.reference", LINE),
                must("details.text", WORDS),
                may("details.title", LINE),
                may("details.process", WORDS),
                may("details.measures", LINES),
                may("reason", WORDS));
        add(
                "correct",
                GOVERNANCE,
                ANY,
                may("details.text", WORDS),
                may("timescale", TIMESCALE),
                may("rating", RATING),
                must("reason", WORDS));
        add("acknowledge-escalation", BOARD_TOO, OPEN, must("escalationId", GIVEN), may("note", WORDS));
        add("resolve-escalation", GOVERNANCE, OPEN, must("escalationId", GIVEN), must("reason", WORDS));
        add(
                "redact-text",
                Set.of(Role.ADMINISTRATOR),
                ANY,
                must("position", GIVEN),
                must("digest", GIVEN),
                must("reason", WORDS));
    }

    private ChangeForms() {}

    static Collection<ChangeForm> all() {
        return FORMS.values();
    }

    static @Nullable ChangeForm byCommand(String command) {
        return FORMS.get(command);
    }

    private static void add(String command, Set<Role> roles, State state, Field... fields) {
        add(command, roles, state, false, fields);
    }

    private static void add(String command, Set<Role> roles, State state, boolean checked, Field... fields) {
        FORMS.put(command, new ChangeForm(command, roles, state, checked, List.of(fields)));
    }

    private static Field must(String name, ChangeForm.Kind kind) {
        return new Field(name, kind, true);
    }

    private static Field may(String name, ChangeForm.Kind kind) {
        return new Field(name, kind, false);
    }
}
