package org.waymark.command.plan;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.stereotype.Component;
import org.waymark.command.rule.Imported;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanEvent.PlanCreated;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** Remembers each plan as far as it was read, and reads on from there by key: one look-up where nothing is new. */
@Component
class PlansOfTheLog implements Plans, PlanBook {

    private static final class Remembered {
        private final Plan plan = new Plan();
        private long next;
        private boolean created;

        private synchronized Optional<PlanFacts> readOn(String planId, EventStorageEngine log) {
            DomainEventStream news = log.readEvents(planId, next);
            while (news.hasNext()) {
                DomainEventMessage<?> message = news.next();
                if (message.getPayload() instanceof PlanEvent event) {
                    plan.on(event);
                    created = true;
                }
                next = message.getSequenceNumber() + 1;
            }
            return created ? Optional.of(plan.facts()) : Optional.empty();
        }
    }

    private final Map<String, Remembered> plans = new ConcurrentHashMap<>();
    private final EventStorageEngine log;
    private final EventLog history;

    PlansOfTheLog(EventStorageEngine log, EventLog history) {
        this.log = log;
        this.history = history;
    }

    @Override
    public Optional<Content> contentAsImported(String planId) {
        Plan plan = new Plan();
        boolean created = false;
        for (StoredEvent stored : history.readStream(planId)) {
            if (stored.payload() instanceof PlanEvent event && Imported.is(stored)) {
                created |= event instanceof PlanCreated;
                if (created) {
                    plan.on(event);
                }
            }
        }
        return created ? plan.content() : Optional.empty();
    }

    @Override
    public Optional<PlanFacts> find(String planId) {
        Remembered remembered = plans.get(planId);
        if (remembered != null) {
            return remembered.readOn(planId, log);
        }
        Remembered fresh = new Remembered();
        Optional<PlanFacts> facts = fresh.readOn(planId, log);
        if (facts.isPresent()) {
            plans.putIfAbsent(planId, fresh);
        }
        return facts;
    }

    @Override
    public Optional<Content> content(String planId) {
        Plan plan = new Plan();
        DomainEventStream events = log.readEvents(planId, 0);
        while (events.hasNext()) {
            if (events.next().getPayload() instanceof PlanEvent event) {
                plan.on(event);
            }
        }
        return plan.content();
    }
}
