package org.waymark.query.projection;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.waymark.eventstore.DeadLetters;
import org.waymark.eventstore.EventLog;

/** One processor with one segment: lists and mails cross streams, and a council writes a few events a second. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    /** Name of the processor and of its dead letters. */
    static final String PROCESSOR = "query-views";

    /** Events that one bulk write takes in at most. */
    static final int BATCH = 1_000;

    @Bean
    Views queryViews(MongoDatabase database) {
        return new Views(database);
    }

    @Bean
    StoredPosition queryProjectionPosition(Views queryViews) {
        return new StoredPosition(queryViews);
    }

    @Bean
    ViewProjection queryViewProjection(
            Views queryViews, StoredPosition queryProjectionPosition, ObjectProvider<MeterRegistry> meters) {
        Counter unknown = Counter.builder("waymark.events.unknown")
                .description("Entries of the log that this release cannot read")
                .register(meters.getIfAvailable(SimpleMeterRegistry::new));
        ViewWriter writer = new ViewWriter(queryViews.store(), UUID.randomUUID().toString(), queryViews);
        return new ViewProjection(writer, queryProjectionPosition, unknown);
    }

    @Bean
    ConfigurerModule queryViewProcessor(ViewProjection queryViewProjection) {
        return configurer -> configurer.eventProcessing(processing -> processing
                .registerEventHandler(_ -> queryViewProjection)
                .assignHandlerInstancesMatching(PROCESSOR, handler -> handler == queryViewProjection)
                .registerPooledStreamingEventProcessor(
                        PROCESSOR,
                        org.axonframework.config.Configuration::eventStore,
                        (_, builder) -> builder.initialSegmentCount(1)
                                .batchSize(BATCH)
                                .initialToken(StreamableMessageSource::createTailToken))
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        PROCESSOR, (_, builder) -> builder.enableSequenceIdentifierCache())
                .registerHandlerInterceptor(PROCESSOR, _ -> queryViewProjection));
    }

    @Bean
    ConfigurerModule queryViewDeadLetters(DeadLetters deadLetters) {
        return deadLetters.forGroups(PROCESSOR);
    }

    @Bean
    SetAside querySetAside(
            org.axonframework.config.Configuration configuration,
            ViewProjection queryViewProjection,
            ObjectProvider<MeterRegistry> meters) {
        return new SetAside(configuration, queryViewProjection, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    ProjectionState queryProjectionState(
            org.axonframework.config.Configuration configuration,
            StoredPosition queryProjectionPosition,
            SetAside querySetAside,
            EventLog log,
            Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        return new ProjectionState(
                configuration,
                queryProjectionPosition,
                querySetAside,
                log,
                clock,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    HealthIndicator queryProjectionHealthIndicator(ProjectionState queryProjectionState) {
        return queryProjectionState::health;
    }

    @Bean
    Rebuild queryRebuild(
            Views queryViews,
            ViewProjection queryViewProjection,
            EventLog log,
            org.axonframework.config.Configuration configuration,
            Clock clock) {
        return new Rebuild(queryViews, queryViewProjection, log, configuration, clock);
    }

    @Bean
    OtherRelease queryOtherRelease(Views queryViews, Rebuild queryRebuild) {
        return new OtherRelease(queryViews, queryRebuild);
    }
}
