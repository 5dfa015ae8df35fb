package org.waymark.notifier.agenda;

import java.time.Duration;
import org.waymark.eventstore.EventLog;

/** The agenda as of the newest event. */
public final class Agendas {

    private final AgendaStore store;
    private final AgendaPosition position;
    private final EventLog log;

    Agendas(AgendaStore store, AgendaPosition position, EventLog log) {
        this.store = store;
        this.position = position;
        this.log = log;
    }

    /**
     * Waits until the agenda has read everything that is in the log now.
     *
     * @return whether it did within {@code patience}
     */
    public boolean awaitHead(Duration patience) throws InterruptedException {
        return position.await(log.head().position(), patience);
    }

    /** The agenda as it stands. */
    public Agenda current() {
        return Agenda.of(store.all().values());
    }

    /** Position up to which it has read the log. */
    public long position() {
        return position.current();
    }

    /** How many events it has not read yet. */
    public long behind() {
        return Math.max(0, log.head().position() - position.current());
    }
}
