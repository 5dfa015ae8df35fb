package org.waymark.eventstore;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3SerializerCustomizer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.mongodb.autoconfigure.MongoConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.waymark.contract.log.Metadata;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** The log, Axon on top of it, and what both draw on: clock, identifiers, tokens. */
@AutoConfiguration(
        afterName = "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
        beforeName = {
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration"
        })
@EnableConfigurationProperties(EventStoreProperties.class)
public class EventStoreAutoConfiguration {

    private static final int SEGMENTS = 2;
    private static final int BATCH = 256;

    /** Nothing that is asked of the database takes nearly as long. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private static final List<String> KEPT_WITH_EVENTS = List.of(
            Metadata.ACTOR,
            Metadata.ROLE,
            Metadata.VIA,
            Metadata.REQUEST,
            Metadata.REQUEST_FINGERPRINT,
            Metadata.SOURCE);

    @Bean
    @ConditionalOnMissingBean
    Clock clock(EventStoreProperties properties) {
        return Clock.offset(Clock.systemUTC(), properties.clockOffset());
    }

    @Bean
    @ConditionalOnMissingBean
    Identifiers identifiers() {
        return Identifiers.random();
    }

    /** The one database of everything: the one that the connection string names, or {@code waymark}. */
    @Bean
    @ConditionalOnMissingBean
    MongoDatabase mongoDatabase(MongoClient client, MongoConnectionDetails connection) {
        String name = connection.getConnectionString().getDatabase();
        return client.getDatabase(name == null ? "waymark" : name);
    }

    /** The driver waits for ever for an answer on a connection whose other end is gone, unless it is told otherwise. */
    @Bean
    MongoClientSettingsBuilderCustomizer silentConnectionsAreGivenUp(MongoConnectionDetails connection) {
        return settings -> {
            if (connection.getConnectionString().getSocketTimeout() == null) {
                settings.applyToSocketSettings(
                        socket -> socket.readTimeout((int) LONGEST_SILENCE.toSeconds(), TimeUnit.SECONDS));
            }
        };
    }

    @Bean(destroyMethod = "close")
    Log waymarkLog(
            MongoDatabase database,
            Clock clock,
            Identifiers identifiers,
            EventStoreProperties properties,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<EventUpcaster> upcasters) {
        GenericEventMessage.clock = clock;
        AxonIdentifiers.drawFrom(identifiers);
        return new Log(
                database,
                clock,
                identifiers,
                properties.poll(),
                properties.patience(),
                meters.getIfAvailable(SimpleMeterRegistry::new),
                upcasters.orderedStream().toList());
    }

    @Bean
    @ConditionalOnMissingBean
    EventLog eventLog(Log waymarkLog) {
        return waymarkLog.log();
    }

    @Bean
    LogVerifier logVerifier(Log waymarkLog) {
        return waymarkLog.verifier();
    }

    @Bean
    LogChecks logChecks(MongoDatabase database, LogVerifier logVerifier, Clock clock) {
        return new LogChecks(database, logVerifier, clock);
    }

    /** In the service that appends; the others would only find the same. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("waymark.event-store.check.pause")
    LogWatch logCheckHealthIndicator(
            LogChecks logChecks, EventStoreProperties properties, ObjectProvider<MeterRegistry> meters) {
        return new LogWatch(
                logChecks,
                properties.check().first(),
                Objects.requireNonNull(properties.check().pause()),
                meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    @ConditionalOnMissingBean
    EventStorageEngine eventStorageEngine(Log waymarkLog) {
        return waymarkLog.engine();
    }

    @Bean(name = {"eventBus", "eventStore"})
    @Qualifier("eventStore")
    @ConditionalOnMissingBean(EventStore.class)
    EventStore eventStore(Log waymarkLog, Configuration configuration) {
        WaymarkEventStore.Builder builder = new WaymarkEventStore.Builder();
        builder.messageMonitor(configuration.messageMonitor(EventStore.class, "eventStore"));
        return WaymarkEventStore.over(waymarkLog.engine(), builder);
    }

    /** For {@code @Aggregate(cache = "aggregateCache")}. */
    @Bean
    @ConditionalOnMissingBean(name = "aggregateCache")
    Cache aggregateCache(Log waymarkLog, EventStoreProperties properties) {
        return waymarkLog.cache(properties.aggregatesToCache());
    }

    /** Who asked, how, and with which request key goes from a command to its events; from an event nothing goes on. */
    @Bean
    @ConditionalOnMissingBean
    CorrelationDataProvider commandMetadata() {
        return message -> {
            Map<String, Object> kept = new HashMap<>();
            if (message instanceof org.axonframework.commandhandling.CommandMessage<?>) {
                for (String key : KEPT_WITH_EVENTS) {
                    Object value = message.getMetaData().get(key);
                    if (value != null) {
                        kept.put(key, value);
                    }
                }
            }
            return kept;
        };
    }

    @Bean
    @ConditionalOnMissingBean
    MongoTemplate axonMongoTemplate(MongoClient client, MongoDatabase database) {
        return DefaultMongoTemplate.builder()
                .mongoDatabase(client, database.getName())
                .trackingTokensCollectionName("tokens")
                .deadLetterCollectionName("dead_letters")
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    TokenStore tokenStore(MongoTemplate axonMongoTemplate, Serializer serializer) {
        return MongoTokenStore.builder()
                .mongoTemplate(axonMongoTemplate)
                .serializer(serializer)
                .build();
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetters deadLetters(MongoTemplate axonMongoTemplate, Serializer serializer, Log waymarkLog) {
        return new DeadLetters(axonMongoTemplate, serializer, waymarkLog);
    }

    /** Without this, no processor starts: Axon's replay token carries a context of any type. */
    @Bean
    @ConditionalOnMissingBean
    Jackson3SerializerCustomizer axonTypes() {
        return mapper -> mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .allowIfSubType("org.waymark.")
                .allowIfSubType("java.lang.")
                .build());
    }

    /** Pooled processors, because only these are called back; a service may say otherwise for its own. */
    @Bean
    ConfigurerModule pooledProcessors() {
        return configurer -> configurer
                .eventProcessing()
                .usingPooledStreamingEventProcessors((configuration, processor) ->
                        processor.initialSegmentCount(SEGMENTS).batchSize(BATCH));
    }

    @Bean
    HealthIndicator eventLogHealthIndicator(Log waymarkLog, ObjectProvider<MeterRegistry> meters) {
        MeterRegistry registry = meters.getIfAvailable();
        if (registry != null) {
            Gauge.builder("waymark.log.head", waymarkLog, Log::knownHead)
                    .description("Global position of the last event known to this process")
                    .register(registry);
        }
        return () -> health(waymarkLog.log());
    }

    private static @Nullable Health health(EventLog log) {
        try {
            Head head = log.head();
            return Health.up()
                    .withDetail("position", head.position())
                    .withDetail("hash", head.hash())
                    .build();
        } catch (RuntimeException e) {
            return Health.down(e).build();
        }
    }
}
