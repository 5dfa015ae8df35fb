package org.waymark.eventstore;

import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventhandling.deadletter.EventMessageDeadLetterMongoConverter;
import org.axonframework.extensions.mongo.eventhandling.deadletter.MongoSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;

/** Keeps events that a handler failed on, so that the others go on; those of the same stream wait behind it. */
public final class DeadLetters {

    private final MongoTemplate template;
    private final Serializer serializer;
    private final Log log;

    DeadLetters(MongoTemplate template, Serializer serializer, Log log) {
        this.template = template;
        this.serializer = serializer;
        this.log = log;
    }

    /** To be returned from a bean method: gives each of these processing groups a queue of its own. */
    public ConfigurerModule forGroups(String... processingGroups) {
        return configurer -> configurer.eventProcessing(processing -> {
            for (String group : processingGroups) {
                processing.registerDeadLetterQueue(group, configuration -> queue(group));
                // Without it the queue is asked before each event whether its stream waits there
                processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                        group, (configuration, invoker) -> invoker.enableSequenceIdentifierCache());
            }
        });
    }

    /** The queue of one processing group. */
    public SequencedDeadLetterQueue<EventMessage<?>> queue(String processingGroup) {
        MongoSequencedDeadLetterQueue.Builder<EventMessage<?>> builder = MongoSequencedDeadLetterQueue.builder();
        return builder.processingGroup(processingGroup)
                .mongoTemplate(template)
                .serializer(serializer)
                .clearConverters()
                .addConverter(new ByPosition(log))
                .addConverter(new EventMessageDeadLetterMongoConverter())
                .build();
    }

    /** The entry at this position, as it comes to a processor. */
    EventMessage<?> message(long position) {
        return log.message(position);
    }
}
