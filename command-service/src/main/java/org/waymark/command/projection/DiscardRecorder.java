package org.waymark.command.projection;

import static org.waymark.command.rule.Texts.say;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.command.rule.Redaction;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.projection.ProjectionCommand.DiscardEntry;
import org.waymark.contract.projection.ProjectionCommand.RedactDiscardReason;
import org.waymark.contract.projection.ProjectionEvent;
import org.waymark.contract.projection.ProjectionEvent.DiscardReasonRedacted;
import org.waymark.contract.projection.ProjectionEvent.EntryDiscarded;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;

/** Puts on record which entries a projection leaves out. What is on record already is passed over. */
@Component
class DiscardRecorder {

    private static final String KIND = "Projection";

    private final EventLog log;
    private final EventBus events;
    private final Redaction redaction;

    DiscardRecorder(EventLog log, EventBus events, Redaction redaction) {
        this.log = log;
        this.events = events;
        this.redaction = redaction;
    }

    @CommandHandler
    long handle(DiscardEntry command) {
        StoredEvent entry = entry(command.position());
        if (entry == null) {
            throw new InvalidField("position", say("projection.choose-an-entry", command.position()));
        }
        List<StoredEvent> record = log.readStream(command.projectionId());
        boolean discarded = record.stream()
                .anyMatch(stored ->
                        stored.payload() instanceof EntryDiscarded earlier && earlier.position() == command.position());
        return discarded
                ? record.size()
                : append(
                        record,
                        new EntryDiscarded(
                                command.projectionId(),
                                command.position(),
                                entry.streamId(),
                                name(entry.payload()),
                                FreeText.of(command.reason())));
    }

    @CommandHandler
    long handle(RedactDiscardReason command) {
        redaction.remove(command.projectionId(), command.position(), command.digest());
        List<StoredEvent> record = log.readStream(command.projectionId());
        boolean removed = record.stream()
                .anyMatch(stored -> stored.payload() instanceof DiscardReasonRedacted earlier
                        && earlier.digest().equals(command.digest()));
        return removed
                ? record.size()
                : append(
                        record,
                        new DiscardReasonRedacted(
                                command.projectionId(), command.position(), command.digest(), command.reason()));
    }

    private long append(List<StoredEvent> record, ProjectionEvent news) {
        events.publish(new GenericDomainEventMessage<>(KIND, news.streamId(), record.size(), news));
        return record.size() + 1;
    }

    private @Nullable StoredEvent entry(long position) {
        AtomicReference<@Nullable StoredEvent> found = new AtomicReference<>();
        log.read(position, stored -> {
            found.set(stored);
            return false;
        });
        return found.get();
    }

    private static String name(Event event) {
        return event instanceof UnknownEvent unknown
                ? unknown.name()
                : Objects.requireNonNull(EventCatalogue.byType(event.getClass()))
                        .name();
    }
}
