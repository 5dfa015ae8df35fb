package org.waymark.command.rule;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Metadata;

/** The day on which the command at hand happens: the day it names in its metadata, or else the clock's. */
@Component
public final class Today {

    private static final ZoneId LOCAL = ZoneId.of("Europe/London");

    private final Clock clock;

    public Today(Clock clock) {
        this.clock = clock;
    }

    /** The local day in Europe/London. */
    public LocalDate date() {
        return LocalDate.ofInstant(moment(), LOCAL);
    }

    private Instant moment() {
        if (CurrentUnitOfWork.isStarted()) {
            Object happenedAt =
                    CurrentUnitOfWork.get().getMessage().getMetaData().get(Metadata.HAPPENED_AT);
            if (happenedAt instanceof String text) {
                return Instant.parse(text);
            }
        }
        return clock.instant();
    }
}
