package org.waymark.standalone.bench;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.EventLog;

/** The log with Axon on top of it and nothing else: no service, no processor, no port. */
final class Store implements AutoCloseable {

    private static final MetaData BY_THE_OFFICER = MetaData.from(
            Map.of(Metadata.ACTOR, Caller.OFFICER, Metadata.ROLE, Role.GOVERNANCE.name(), Metadata.VIA, "api"));

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Setup {}

    private final ConfigurableApplicationContext context;

    private Store(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Store open(String mongoUri, Clock clock) {
        return new Store(new SpringApplicationBuilder(Setup.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean("benchClock", Clock.class, () -> clock))
                .run("--spring.config.name=waymark", "--spring.mongodb.uri=" + mongoUri, "--logging.level.root=ERROR"));
    }

    EventStore events() {
        return context.getBean(EventStore.class);
    }

    EventLog log() {
        return context.getBean(EventLog.class);
    }

    /** Appends these events of one stream as one commit; durable when this returns. */
    static void append(EventStore store, long firstSequence, Event... events) {
        List<DomainEventMessage<?>> messages = new java.util.ArrayList<>(events.length);
        for (Event event : events) {
            messages.add(new GenericDomainEventMessage<>(
                    event.getClass().getInterfaces()[0].getSimpleName().replace("Event", ""),
                    event.streamId(),
                    firstSequence + messages.size(),
                    event,
                    BY_THE_OFFICER));
        }
        store.publish(messages);
    }

    @Override
    public void close() {
        context.close();
    }
}
