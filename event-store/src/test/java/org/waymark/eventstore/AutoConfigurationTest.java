package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
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

        gateway.sendAndWait(
                new org.axonframework.commandhandling.GenericCommandMessage<>(new Report("a-1", "Under way"))
                        .withMetaData(Map.of(
                                Metadata.ACTOR, "u-1", Metadata.REQUEST, "u-1/first", Metadata.EXPECTED_VERSION, "0")));

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
}
