package org.waymark.query.projection;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.DeadLetters;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.ProcessorWatch;
import org.waymark.eventstore.SetAside;

/** One processor with one segment: lists and mails cross streams, and a council writes a few events a second. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
class ProjectionConfiguration {

    /** Name of the processor and of its dead letters. */
    static final String PROCESSOR = Projections.VIEWS;

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
            Views queryViews,
            EventLog log,
            StoredPosition queryProjectionPosition,
            SetAside querySetAside,
            ObjectProvider<MeterRegistry> meters) {
        Counter unknown = Counter.builder("waymark.events.unknown")
                .description("Entries of the log that this release cannot read")
                .register(meters.getIfAvailable(SimpleMeterRegistry::new));
        return new ViewProjection(queryViews, log, queryProjectionPosition, querySetAside, unknown);
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
            ObjectProvider<org.axonframework.config.Configuration> configuration,
            ObjectProvider<ViewProjection> queryViewProjection,
            DeadLetters deadLetters,
            EventLog log,
            ObjectProvider<MeterRegistry> meters) {
        return new SetAside(
                configuration::getObject,
                PROCESSOR,
                message -> queryViewProjection.getObject().handle(message),
                deadLetters,
                new Discards(log, Projections.VIEWS),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    ProjectionState queryProjectionState(
            ObjectProvider<org.axonframework.config.Configuration> configuration,
            StoredPosition queryProjectionPosition,
            SetAside querySetAside,
            EventLog log,
            Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        return new ProjectionState(
                new ProcessorWatch(configuration::getObject, PROCESSOR, queryProjectionPosition::position, log, clock),
                queryProjectionPosition,
                querySetAside,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    HealthIndicator queryProjectionHealthIndicator(ProjectionState queryProjectionState) {
        return queryProjectionState::health;
    }

    @Bean
    Rebuild queryRebuild(
            Views queryViews,
            SetAside querySetAside,
            EventLog log,
            org.axonframework.config.Configuration configuration,
            Clock clock) {
        return new Rebuild(queryViews, querySetAside, log, configuration, clock);
    }

    @Bean
    Reconciliation queryReconciliation(
            MongoDatabase database,
            Views queryViews,
            StoredPosition queryProjectionPosition,
            SetAside querySetAside,
            EventLog log,
            ReconciliationProperties properties,
            Clock clock,
            ObjectProvider<MeterRegistry> meters) {
        return new Reconciliation(
                database,
                queryViews,
                queryProjectionPosition,
                querySetAside,
                log,
                properties.sample(),
                clock,
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    HealthIndicator queryReconciliationHealthIndicator(Reconciliation queryReconciliation) {
        return queryReconciliation::health;
    }

    /** Several query-services each compare; the rows are the same, and so is what they find. */
    @Bean
    NightlyReconciliation queryNightlyReconciliation(
            Reconciliation queryReconciliation, ReconciliationProperties properties, Clock clock) {
        return new NightlyReconciliation(queryReconciliation, properties.cron(), clock);
    }

    @Bean
    OtherRelease queryOtherRelease(Views queryViews, Rebuild queryRebuild) {
        return new OtherRelease(queryViews, queryRebuild);
    }
}
