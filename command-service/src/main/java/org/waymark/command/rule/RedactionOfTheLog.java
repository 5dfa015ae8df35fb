package org.waymark.command.rule;

import static org.waymark.command.rule.Texts.say;

import java.lang.reflect.RecordComponent;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

@Component
class RedactionOfTheLog implements Redaction {

    private final EventLog log;

    RedactionOfTheLog(EventLog log) {
        this.log = log;
    }

    @Override
    public void remove(String streamId, long position, String digest) {
        StoredEvent holder = log.readStream(streamId).stream()
                .filter(stored -> holds(stored.payload(), digest))
                .findFirst()
                .orElseThrow(() -> new InvalidField("digest", say("redaction.choose-a-text")));
        if (position > holder.position()) {
            throw new InvalidField("position", say("redaction.choose-the-entry", holder.position()));
        }
        CurrentUnitOfWork.get().afterCommit(_ -> log.redact(holder.position(), digest));
    }

    private static boolean holds(Event event, String digest) {
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (component.getType() == FreeText.class && digest.equals(digestOf(event, component))) {
                return true;
            }
        }
        return false;
    }

    private static String digestOf(Event event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event) instanceof FreeText text && text.digest() != null
                    ? text.digest()
                    : "";
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Events are public records", e);
        }
    }
}
