package org.waymark.notifier.agenda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** The agenda as of the newest event. */
public final class Agendas {

    private static final int STREAMS_AT_ONCE = 100;

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

    /**
     * A plan's actions as they stood when it was adopted, where mail about it was switched on after that day; otherwise null,
     * because what is on the agenda is what was taken on. Reads the histories of the plan's actions, in parts.
     */
    public @Nullable AtAdoption atAdoption(PlanRow plan, Agenda agenda) {
        List<StoredEvent> history = new ArrayList<>(log.readStream(plan.planId()));
        if (!AgendaFold.mailCameLater(plan, history)) {
            return null;
        }
        List<String> actionIds = agenda.actions().stream()
                .filter(action -> action.planId().equals(plan.planId()))
                .map(ActionRow::actionId)
                .toList();
        for (int from = 0; from < actionIds.size(); from += STREAMS_AT_ONCE) {
            int to = Math.min(actionIds.size(), from + STREAMS_AT_ONCE);
            history.addAll(log.readStreams(new LinkedHashSet<>(actionIds.subList(from, to))));
        }
        return AgendaFold.atAdoption(plan, agenda, history);
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
