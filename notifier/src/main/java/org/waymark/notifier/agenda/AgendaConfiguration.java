package org.waymark.notifier.agenda;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.DeadLetters;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.ProcessorWatch;
import org.waymark.eventstore.SetAside;
import org.waymark.notifier.NotifierProperties;

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
    SetAside notifierSetAside(
            ObjectProvider<org.axonframework.config.Configuration> configuration,
            ObjectProvider<AgendaProjection> notifierAgendaProjection,
            DeadLetters deadLetters,
            EventLog eventLog,
            ObjectProvider<MeterRegistry> meters) {
        return new SetAside(
                configuration::getObject,
                PROCESSOR,
                message -> notifierAgendaProjection.getObject().handle(message),
                deadLetters,
                new Discards(eventLog, Projections.AGENDA),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    AgendaProjection notifierAgendaProjection(
            AgendaStore notifierAgendaStore, AgendaPosition notifierAgendaPosition, SetAside notifierSetAside) {
        return new AgendaProjection(notifierAgendaStore, notifierAgendaPosition, notifierSetAside);
    }

    @Bean
    AgendaRebuild notifierAgendaRebuild(
            AgendaStore notifierAgendaStore,
            AgendaPosition notifierAgendaPosition,
            AgendaProjection notifierAgendaProjection,
            SetAside notifierSetAside,
            EventLog eventLog,
            TokenStore tokenStore,
            org.axonframework.config.Configuration configuration,
            Clock clock) {
        return new AgendaRebuild(
                notifierAgendaStore,
                notifierAgendaPosition,
                notifierAgendaProjection,
                notifierSetAside,
                eventLog,
                tokenStore,
                () -> configuration
                        .eventProcessingConfiguration()
                        .eventProcessor(PROCESSOR)
                        .orElseThrow(),
                clock);
    }

    @Bean
    ProcessorWatch notifierAgendaWatch(
            ObjectProvider<org.axonframework.config.Configuration> configuration,
            AgendaPosition notifierAgendaPosition,
            EventLog eventLog,
            Clock clock) {
        return new ProcessorWatch(
                configuration::getObject, PROCESSOR, notifierAgendaPosition::current, eventLog, clock);
    }

    @Bean
    Agendas notifierAgendas(AgendaStore notifierAgendaStore, AgendaPosition notifierAgendaPosition, EventLog eventLog) {
        return new Agendas(notifierAgendaStore, notifierAgendaPosition, eventLog);
    }

    @Bean
    MailSwitch notifierMailSwitch(NotifierProperties properties, Agendas notifierAgendas) {
        return new MailSwitch(properties, notifierAgendas);
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
            Agendas notifierAgendas, ProcessorWatch notifierAgendaWatch, SetAside notifierSetAside) {
        return () -> {
            try {
                boolean running = notifierAgendaWatch.isRunning() && !notifierAgendaWatch.isStalled();
                long behind = notifierAgendas.behind();
                Health.Builder health = !running || behind > FAR_BEHIND ? Health.down() : Health.up();
                return health.withDetail("running", running)
                        .withDetail("position", notifierAgendas.position())
                        .withDetail("behind", behind)
                        .withDetail("setAside", notifierSetAside.entries())
                        .withDetail("setAsideStreams", notifierSetAside.streams())
                        .build();
            } catch (RuntimeException e) {
                return Health.down(e).build();
            }
        };
    }
}
