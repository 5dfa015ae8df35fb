package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.springboot.autoconfig.InterceptorAutoConfiguration;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.eventstore.embedded.EmbeddedMongo;

class AutoConfigurationTest {

    record Report(@TargetAggregateIdentifier String actionId, String note) {}

    @Aggregate(cache = "aggregateCache")
    static class Reported {
        @AggregateIdentifier
        private @Nullable String id;

        private int reports;

        protected Reported() {}

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        int handle(Report command) {
            AggregateLifecycle.apply(new ActionEvent.ProgressReported(command.actionId(), FreeText.of(command.note())));
            return reports;
        }

        @EventSourcingHandler
        void on(ActionEvent.ProgressReported event) {
            id = event.actionId();
            reports++;
        }
    }

    @Component
    @ProcessingGroup("notes")
    static class Notes {
        final List<StoredEvent> seen = new CopyOnWriteArrayList<>();
        volatile boolean failing;

        @EventHandler
        void on(ActionEvent.ProgressReported event, EventMessage<?> message) {
            if (failing && event.note().orElse("").contains("poison")) {
                throw new IllegalStateException("poisoned");
            }
            seen.add(StoredEvent.from(message));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Reported.class, Notes.class})
    static class Service {
        @Bean
        ConfigurerModule letters(DeadLetters deadLetters) {
            return deadLetters.forGroups("notes");
        }
    }

    private static EmbeddedMongo mongo;
    private static ConfigurableApplicationContext context;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.inMemory();
        context = new SpringApplication(Service.class).run("--spring.mongodb.uri=" + mongo.uri());
    }

    @AfterAll
    static void stop() {
        context.close();
        mongo.close();
    }

    @Test
    void a_command_becomes_an_event_that_handlers_see_as_it_was_stored() {
        CommandGateway gateway = context.getBean(CommandGateway.class);
        Notes notes = context.getBean(Notes.class);

        gateway.sendAndWait(new GenericCommandMessage<>(new Report("a-1", "Under way"))
                .withMetaData(
                        Map.of(Metadata.ACTOR, "u-1", Metadata.REQUEST, "u-1/first", Metadata.EXPECTED_VERSION, "0")));

        await().atMost(Duration.ofSeconds(10)).until(() -> !notes.seen.isEmpty());
        StoredEvent event = notes.seen.getFirst();
        EventLog log = context.getBean(EventLog.class);
        assertThat(log.readStream("a-1")).containsExactly(event);
        assertThat(event.payload())
                .isInstanceOfSatisfying(
                        ActionEvent.ProgressReported.class,
                        reported -> assertThat(reported.note().text()).isEqualTo("Under way"));
        assertThat(event.metadata()).isEqualTo(Map.of(Metadata.ACTOR, "u-1", Metadata.REQUEST, "u-1/first"));
        assertThat(log.findRequest("u-1/first")).isPresent();
    }

    @Test
    void a_connection_that_never_answers_is_given_up_unless_the_connection_string_says_otherwise() {
        assertThat(readTimeout(context)).isEqualTo(30_000);
        try (ConfigurableApplicationContext own = new SpringApplication(Service.class)
                .run("--spring.mongodb.uri=" + mongo.uri() + "?socketTimeoutMS=4000")) {
            assertThat(readTimeout(own)).isEqualTo(4_000);
        }
    }

    private static int readTimeout(ConfigurableApplicationContext service) {
        MongoClientSettings.Builder settings = MongoClientSettings.builder();
        service.getBeanProvider(MongoClientSettingsBuilderCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(settings));
        return settings.build().getSocketSettings().getReadTimeout(TimeUnit.MILLISECONDS);
    }

    @Test
    void a_log_that_is_cut_off_shows_in_the_health_and_still_does_after_a_restart() {
        String uri = mongo.uri() + "_watched";
        String[] often = {
            "--spring.mongodb.uri=" + uri,
            "--waymark.event-store.check.first=10ms",
            "--waymark.event-store.check.pause=20ms"
        };
        try (LogUnderTest watched = new LogUnderTest(uri, "waymark_watched")) {
            watched.note("a-1", 0, 3, Map.of());
            watched.note("a-1", 3);
            try (ConfigurableApplicationContext first = new SpringApplication(Service.class).run(often)) {
                LogWatch watch = first.getBean(LogWatch.class);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> Long.valueOf(4)
                                .equals(watch.health().getDetails().get("wholeUpTo")));
                assertThat(watch.health().getStatus()).isEqualTo(Status.UP);

                watched.database().getCollection("log").deleteOne(new Document("_id", 4L));

                await().atMost(Duration.ofSeconds(10))
                        .until(() -> watch.health().getStatus().equals(Status.DOWN));
            }
            try (ConfigurableApplicationContext second = new SpringApplication(Service.class).run(often)) {
                LogWatch watch = second.getBean(LogWatch.class);
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> watch.health().getStatus().equals(Status.DOWN));
                assertThat(watch.health().getDetails())
                        .containsEntry("brokenAt", 4L)
                        .containsEntry("how", "truncated")
                        .containsEntry("wholeUpTo", 3L);
            }
        }
    }

    @Test
    void an_aggregate_in_the_cache_is_never_older_than_the_log() {
        CommandGateway gateway = context.getBean(CommandGateway.class);
        assertThat((Integer) gateway.sendAndWait(new Report("a-2", "One"))).isEqualTo(1);
        assertThat((Integer) gateway.sendAndWait(new Report("a-2", "Two"))).isEqualTo(2);
        try (LogUnderTest otherProcess = new LogUnderTest(mongo.uri(), "waymark")) {
            otherProcess.note("a-2", 2, 3, Map.of());
        }
        assertThat((Integer) gateway.sendAndWait(new Report("a-2", "Six"))).isEqualTo(6);
        assertThat(context.getBean(EventLog.class).readStream("a-2")).hasSize(6);
    }

    @Test
    void an_event_that_a_handler_fails_on_waits_with_its_stream_while_others_go_on() {
        CommandGateway gateway = context.getBean(CommandGateway.class);
        Notes notes = context.getBean(Notes.class);
        notes.failing = true;
        gateway.sendAndWait(new Report("a-3", "poison for the handler"));
        gateway.sendAndWait(new Report("a-3", "waits behind it"));
        gateway.sendAndWait(new Report("a-4", "goes on"));
        SequencedDeadLetterQueue<EventMessage<?>> queue =
                context.getBean(DeadLetters.class).queue("notes");
        await().atMost(Duration.ofSeconds(10)).until(() -> queue.size() == 2 && seen(notes, "a-4") == 1);
        assertThat(seen(notes, "a-3")).isZero();
        assertThat(context.getBean(MongoDatabase.class)
                        .getCollection("dead_letters")
                        .find()
                        .into(new ArrayList<>())
                        .toString())
                .contains("a-3")
                .doesNotContain("poison for");

        notes.failing = false;
        assertThat(context.getBean(EventProcessingConfiguration.class)
                        .sequencedDeadLetterProcessor("notes")
                        .orElseThrow()
                        .processAny())
                .isTrue();
        assertThat(seen(notes, "a-3")).isEqualTo(2);
        assertThat(queue.size()).isZero();
    }

    private static long seen(Notes notes, String stream) {
        return notes.seen.stream()
                .filter(event -> event.streamId().equals(stream))
                .count();
    }

    @Test
    void a_processor_can_replay_the_log_and_its_token_stays_small() {
        CommandGateway gateway = context.getBean(CommandGateway.class);
        Notes notes = context.getBean(Notes.class);
        gateway.sendAndWait(new Report("a-5", "One"));
        await().atMost(Duration.ofSeconds(10)).until(() -> seen(notes, "a-5") == 1);
        StreamingEventProcessor processor = context.getBean(EventProcessingConfiguration.class)
                .eventProcessor("notes", StreamingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> seen(notes, "a-5") == 2);
        gateway.sendAndWait(new Report("a-5", "Two"));
        await().atMost(Duration.ofSeconds(10)).until(() -> seen(notes, "a-5") == 3);
        for (Document token :
                context.getBean(MongoDatabase.class).getCollection("tokens").find()) {
            assertThat(token.toBsonDocument().toJson().length()).isLessThan(1_500);
        }
    }

    @Test
    void what_happened_earlier_is_recorded_with_its_own_time_and_the_log_reports_its_health() {
        CommandGateway gateway = context.getBean(CommandGateway.class);
        gateway.sendAndWait(new GenericCommandMessage<>(new Report("a-6", "Told by telephone"))
                .withMetaData(Map.of(Metadata.HAPPENED_AT, "2018-03-01T09:30:00Z")));
        assertThat(context.getBean(EventLog.class).readStream("a-6").getFirst().happenedAt())
                .isEqualTo(Instant.parse("2018-03-01T09:30:00Z"));
        assertThat(context.getBean("eventLogHealthIndicator", HealthIndicator.class)
                        .health())
                .isNotNull()
                .extracting(Health::getStatus)
                .isEqualTo(Status.UP);
    }

    @Test
    void an_interceptor_that_is_a_bean_is_put_only_where_somebody_registers_it() {
        assertThat(context.getBeansOfType(InterceptorAutoConfiguration.class)).isEmpty();
    }
}
