package org.waymark.command.rule;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Command;

/** Finds the aggregate that a command is for. The contract knows no Axon, so its commands carry no annotations. */
@Component(StreamTarget.BEAN)
public final class StreamTarget implements CommandTargetResolver {

    /** Name of the one bean. */
    public static final String BEAN = "commandTarget";

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> message) {
        if (message.getPayload() instanceof Command command) {
            return new VersionedAggregateIdentifier((Object) command.streamId(), null);
        }
        throw new IllegalArgumentException(message.getPayloadType() + " is not a command of the contract");
    }
}
