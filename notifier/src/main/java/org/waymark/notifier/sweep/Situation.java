package org.waymark.notifier.sweep;

import java.time.LocalDateTime;
import java.util.Set;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.directory.Contacts;

/**
 * All that the sweep looks at.
 *
 * @param onTheirWay {@link DueItem#key}s of lines that are written down but not yet on record as told
 * @param writtenToday contact ids for whom today's mail is written down already, whatever became of it
 * @param now local time in the councils' zone
 */
public record Situation(
        Agenda agenda, Contacts contacts, Set<String> onTheirWay, Set<String> writtenToday, LocalDateTime now) {

    public Situation {
        onTheirWay = Set.copyOf(onTheirWay);
        writtenToday = Set.copyOf(writtenToday);
    }
}
