package org.waymark.query.history;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.view.NotKnown;

/** Reads them from the log itself, not from the views. */
@Component
final class StoredLogEntries implements LogEntries {

    /** How much further back each look for another mark goes: nearly every step is one entry. */
    private static final long FURTHER = 64;

    private final EventLog log;

    StoredLogEntries(EventLog log) {
        this.log = log;
    }

    @Override
    public LogEntry entry(long position) {
        long last = log.head().position();
        StoredEvent entry = position < 1 || position > last ? null : read(position);
        if (entry == null) {
            throw new NotKnown("entry", Long.toString(position));
        }
        return new LogEntry(
                position,
                Teller.nameOf(entry.payload()),
                subject(entry.payload()),
                entry.streamId(),
                entry.recordedAt(),
                entry.hash(),
                before(entry),
                last);
    }

    private @Nullable StoredEvent read(long position) {
        AtomicReference<StoredEvent> found = new AtomicReference<>();
        log.read(position, event -> {
            found.set(event);
            return false;
        });
        return found.get();
    }

    /** The mark of the step before: entries that were recorded together share one. */
    private String before(StoredEvent entry) {
        long from = entry.position();
        for (long back = 1; from > 1; back *= FURTHER) {
            from = Math.max(1, entry.position() - back);
            AtomicReference<String> found = new AtomicReference<>();
            log.read(from, event -> {
                boolean earlier = !event.hash().equals(entry.hash());
                if (earlier) {
                    found.set(event.hash());
                }
                return earlier;
            });
            String hash = found.get();
            if (hash != null) {
                return hash;
            }
        }
        return Head.GENESIS;
    }

    private static LogEntry.Subject subject(Event event) {
        return switch (event) {
            case ActionEvent _ -> LogEntry.Subject.ACTION;
            case PlanEvent _ -> LogEntry.Subject.PLAN;
            case GroupEvent _ -> LogEntry.Subject.GROUP;
            case PartyEvent _ -> LogEntry.Subject.PARTY;
            case IndicatorEvent _ -> LogEntry.Subject.INDICATOR;
            case MailEvent _ -> LogEntry.Subject.MAIL;
            default -> LogEntry.Subject.INSTALLATION;
        };
    }
}
