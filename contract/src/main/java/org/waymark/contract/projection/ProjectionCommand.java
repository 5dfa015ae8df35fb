package org.waymark.contract.projection;

import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What an administrator can decide about entries of the log that a projection could not read. */
public sealed interface ProjectionCommand extends Command {

    String projectionId();

    @Override
    default String streamId() {
        return projectionId();
    }

    /**
     * The projection no longer waits for an entry that it cannot read. The entry stays in the log. May be repeated, so that a
     * projection which did not hear of it is told again.
     *
     * @param projectionId one of {@link Projections}
     * @param position the entry's place in the log
     */
    record DiscardEntry(String projectionId, long position, String reason) implements ProjectionCommand {
        public DiscardEntry {
            projectionId = known(projectionId);
            if (position < 1) {
                throw new InvalidField("position", "choose-an-entry-of-the-log");
            }
            reason = InvalidField.required("reason", reason, "say-why-the-entry-is-left-out");
        }
    }

    /** Removes a free text from the log, on the record; see the same command of an action. */
    record RedactDiscardReason(String projectionId, long position, String digest, String reason)
            implements ProjectionCommand {
        public RedactDiscardReason {
            projectionId = known(projectionId);
            digest = InvalidField.required("digest", digest, "choose-a-text");
            reason = InvalidField.required("reason", reason, "say-why-the-text-is-removed");
        }
    }

    private static String known(String projectionId) {
        if (!Projections.ALL.contains(projectionId)) {
            throw new InvalidField("projectionId", "choose-a-projection", Projections.VIEWS, Projections.AGENDA);
        }
        return projectionId;
    }
}
