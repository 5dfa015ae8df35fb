package org.waymark.command.rule;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.Metadata;

/** The day on which the command at hand happens: the day it names in its metadata, or else the clock's. */
@Component
public final class Today {

    private static final ZoneId LOCAL = ZoneId.of("Europe/London");
    private static final DateTimeFormatter IN_WORDS = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

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

    /** A day as people read it: 30 September 2017. */
    public static String inWords(LocalDate day) {
        return IN_WORDS.format(day);
    }
}
