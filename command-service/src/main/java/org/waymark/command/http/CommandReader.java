package org.waymark.command.http;

import static org.waymark.command.rule.Texts.say;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.ActionCommand.AddAction;
import org.waymark.contract.action.ActionCommand.AddMilestone;
import org.waymark.contract.action.ActionCommand.ProposeCompletion;
import org.waymark.contract.action.ActionCommand.ProposeDate;
import org.waymark.contract.action.ActionCommand.ProposeEnding;
import org.waymark.contract.action.ActionCommand.RaiseEscalation;
import org.waymark.contract.group.GroupCommand.ScheduleMeeting;
import org.waymark.contract.group.GroupCommand.SetReportDue;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.projection.ProjectionCommand;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.Identifiers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a command of JSON and an id, or says exactly what about it cannot be used. */
@Component
class CommandReader {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,99}");

    /** Words that stand where an id is expected in an address of the API or in a key of the log. */
    private static final Set<String> RESERVED = Set.of("new", "request");

    private final Bodies bodies;
    private final Identifiers identifiers;

    CommandReader(Bodies bodies, Identifiers identifiers) {
        this.bodies = bodies;
        this.identifiers = identifiers;
    }

    Command read(CommandCatalogue.Entry entry, String id, byte[] body) {
        checkId(entry, id);
        ObjectNode fields = bodies.fields(body);
        JsonNode stated = fields.get(entry.idField());
        if (stated != null && !(stated.isString() && stated.stringValue().equals(id))) {
            throw new InvalidField(entry.idField(), say("request.leave-out-the-id"));
        }
        fields.put(entry.idField(), id);
        drawIds(entry.type(), fields);
        return bodies.read(fields, entry.type());
    }

    /**
     * An id becomes part of addresses and keys: what could be mistaken for another part of one, or for a word that stands
     * in their place, is no id.
     */
    private static void checkId(CommandCatalogue.Entry entry, String id) {
        boolean taken = Projections.ALL.contains(id) && !ProjectionCommand.class.isAssignableFrom(entry.type());
        if (!ID.matcher(id).matches() || RESERVED.contains(id) || taken) {
            throw new InvalidField(entry.idField(), say("request.use-letters-digits-and-hyphens"));
        }
    }

    /** Ids of what lies within a stream may be left out. */
    private void drawIds(Class<? extends Command> type, ObjectNode fields) {
        if (type == ProposeDate.class || type == ProposeCompletion.class || type == ProposeEnding.class) {
            drawId(fields, "proposalId", "r-");
        } else if (type == ScheduleMeeting.class) {
            drawId(fields, "meetingId", "m-");
        } else if (type == SetReportDue.class) {
            drawId(fields, "reportId", "d-");
        } else if (type == AddMilestone.class && fields.get("milestone") instanceof ObjectNode milestone) {
            drawId(milestone, "milestoneId", "s-");
        } else if (type == RaiseEscalation.class && fields.get("escalation") instanceof ObjectNode escalation) {
            drawId(escalation, "escalationId", "e-");
        } else if (type == AddAction.class) {
            for (JsonNode milestone : fields.path("milestones")) {
                if (milestone instanceof ObjectNode object) {
                    drawId(object, "milestoneId", "s-");
                }
            }
        }
    }

    private void drawId(ObjectNode fields, String field, String prefix) {
        JsonNode given = fields.get(field);
        if (given == null || given.isNull()) {
            fields.put(field, identifiers.next(prefix));
        }
    }
}
