package org.waymark.notifier.agenda;

import com.mongodb.client.MongoDatabase;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.waymark.eventstore.DeadLetters;
import org.waymark.eventstore.EventLog;

/** One processor with one segment: a mail's record touches rows of many streams, so the order of the log is kept. */
@Configuration(proxyBeanMethods = false)
class AgendaConfiguration {

    /** Name of the processor and of its dead letters; the form of the rows is part of it, so that a new one is folded anew. */
    static final String PROCESSOR = "notifier-agenda-" + AgendaStore.FORM;

    private static final int BATCH = 1_000;

    /** Further behind than this, the agenda is reported as not keeping up. */
    private static final long FAR_BEHIND = 100_000;

    @Bean
    AgendaStore notifierAgendaStore(MongoDatabase database) {
        return new AgendaStore(database);
    }

    @Bean
    AgendaPosition notifierAgendaPosition(AgendaStore notifierAgendaStore) {
        return new AgendaPosition(notifierAgendaStore);
    }

    @Bean
    AgendaProjection notifierAgendaProjection(AgendaStore notifierAgendaStore, AgendaPosition notifierAgendaPosition) {
        return new AgendaProjection(notifierAgendaStore, notifierAgendaPosition);
    }

    @Bean
    Agendas notifierAgendas(AgendaStore notifierAgendaStore, AgendaPosition notifierAgendaPosition, EventLog eventLog) {
        return new Agendas(notifierAgendaStore, notifierAgendaPosition, eventLog);
    }

    @Bean
    ConfigurerModule notifierAgendaProcessor(AgendaProjection notifierAgendaProjection) {
        return configurer -> configurer.eventProcessing(processing -> processing
                .registerEventHandler(_ -> notifierAgendaProjection)
                .assignHandlerInstancesMatching(PROCESSOR, handler -> handler == notifierAgendaProjection)
                .registerPooledStreamingEventProcessor(
                        PROCESSOR,
                        org.axonframework.config.Configuration::eventStore,
                        (_, builder) -> builder.initialSegmentCount(1)
                                .batchSize(BATCH)
                                .initialToken(StreamableMessageSource::createTailToken))
                .registerHandlerInterceptor(PROCESSOR, _ -> notifierAgendaProjection));
    }

    @Bean
    ConfigurerModule notifierAgendaDeadLetters(DeadLetters deadLetters) {
        return deadLetters.forGroups(PROCESSOR);
    }

    @Bean
    HealthIndicator notifierAgendaHealthIndicator(
            Agendas notifierAgendas, org.axonframework.config.Configuration configuration) {
        return () -> {
            boolean failing = configuration
                    .eventProcessingConfiguration()
                    .eventProcessor(PROCESSOR, PooledStreamingEventProcessor.class)
                    .map(processor -> processor.isError())
                    .orElse(true);
            long behind = notifierAgendas.behind();
            Health.Builder health = failing || behind > FAR_BEHIND ? Health.down() : Health.up();
            return health.withDetail("position", notifierAgendas.position())
                    .withDetail("behind", behind)
                    .build();
        };
    }
}
