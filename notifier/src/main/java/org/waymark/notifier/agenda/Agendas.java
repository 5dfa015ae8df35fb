package org.waymark.notifier.agenda;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.contract.installation.InstallationEvent;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** The agenda as of the newest event. */
public final class Agendas {

    private final AgendaStore store;
    private final AgendaPosition position;
    private final EventLog log;
    private final Map<String, Optional<AtAdoption>> kept = new ConcurrentHashMap<>();

    /** Guards the next three. */
    private final Object reading = new Object();

    private long readTo;
    private long rebuilds;
    private Agenda last = Agenda.of(List.of());

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

    /**
     * The agenda as it stands. Rows are kept in memory; what is read is what was written since the last time, so that a day
     * on which little happens costs little, however many actions there are.
     */
    public Agenda current() {
        synchronized (reading) {
            // Before the rows: what is written while they are read is read again the next time
            AgendaStore.State state = store.state();
            if (state.rebuilds() != rebuilds) {
                last = Agenda.of(List.of());
                readTo = 0;
                rebuilds = state.rebuilds();
            }
            List<Row> changed = store.writtenFrom(readTo).values().stream()
                    .filter(row -> !row.equals(last.row(row.key())))
                    .toList();
            if (!changed.isEmpty()) {
                last = last.with(changed);
            }
            readTo = state.position();
            return last;
        }
    }

    /** One action as it stands, or null. */
    public @Nullable ActionRow action(String actionId) {
        String key = ActionRow.key(actionId);
        return store.find(List.of(key)).get(key) instanceof ActionRow action ? action : null;
    }

    /**
     * By plan id, actions as they stood when the plan was adopted: of each plan whose take-on report has not gone out and
     * about which mail was switched on after that day. Of others, what is on the agenda is what was taken on.
     */
    public Map<String, AtAdoption> takenOn(Agenda agenda) {
        Map<String, AtAdoption> takenOn = new HashMap<>();
        for (PlanRow plan : agenda.plans()) {
            if (plan.lacksTakeOnReport()) {
                // How it stood changes no more; whether mail came later changes with the plan's own events only
                kept.computeIfAbsent(
                                plan.planId() + "@" + plan.position(),
                                _ -> Optional.ofNullable(atAdoption(plan, agenda)))
                        .ifPresent(then -> takenOn.put(plan.planId(), then));
            }
        }
        return takenOn;
    }

    private @Nullable AtAdoption atAdoption(PlanRow plan, Agenda agenda) {
        List<StoredEvent> history = log.readStream(plan.planId());
        return AgendaFold.mailCameLater(plan, history) ? atAdoption(plan, agenda, history) : null;
    }

    /** The same of one plan, as if mail about it were switched on on this day; null where that is the day of adoption. */
    public @Nullable AtAdoption takenOnWithMailFrom(LocalDate day, PlanRow plan, Agenda agenda) {
        List<StoredEvent> history = log.readStream(plan.planId());
        return day.isAfter(AgendaFold.adoptionDay(plan, history)) ? atAdoption(plan, agenda, history) : null;
    }

    private AtAdoption atAdoption(PlanRow plan, Agenda agenda, List<StoredEvent> planHistory) {
        List<StoredEvent> history = new ArrayList<>(planHistory);
        history.addAll(log.readStreams(agenda.actionsOf(plan.planId()).stream()
                .map(ActionRow::actionId)
                .toList()));
        return AgendaFold.atAdoption(plan, agenda, history);
    }

    /** Whether somebody stopped all mail and nobody let it go out again, as the log has it at this moment. */
    public boolean mailStopped() {
        return log.readStream(InstallationCommand.ID).stream()
                .map(StoredEvent::payload)
                .filter(event -> event instanceof InstallationEvent.MailStopped
                        || event instanceof InstallationEvent.MailResumed)
                .reduce((_, last) -> last)
                .filter(InstallationEvent.MailStopped.class::isInstance)
                .isPresent();
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
