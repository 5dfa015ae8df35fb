package org.waymark.notifier.agenda;

import java.time.Duration;
import org.waymark.notifier.NotifierProperties;

/** Whether mail may go out: the settings must let it, and nobody may have stopped it on the record. */
public final class MailSwitch {

    /** While mails are handed over, one after the other, a stop is noticed within this time. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final boolean enabled;
    private final Agendas agendas;
    private volatile boolean on;
    private volatile long lookedAt;

    MailSwitch(NotifierProperties properties, Agendas agendas) {
        this.enabled = properties.mail().enabled();
        this.agendas = agendas;
    }

    /** As the log has it at this moment. */
    public boolean on() {
        on = enabled && !agendas.mailStopped();
        lookedAt = System.nanoTime();
        return on;
    }

    /** The same, as it was at most a moment ago. */
    public boolean stillOn() {
        return System.nanoTime() - lookedAt < FRESH.toNanos() ? on : on();
    }
}
