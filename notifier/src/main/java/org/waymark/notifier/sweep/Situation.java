package org.waymark.notifier.sweep;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AtAdoption;
import org.waymark.notifier.directory.Contacts;

/**
 * All that the sweep looks at.
 *
 * @param takenOn by plan id, the actions as they stood at adoption, for plans whose take-on report has not gone out and
 *     about which mail was switched on later
 * @param onTheirWay {@link DueItem#key}s of lines that are written down but not yet on record as told
 * @param writtenToday contact ids for whom today's mail is written down already, whatever became of it
 * @param now local time in the councils' zone
 */
public record Situation(
        Agenda agenda,
        Map<String, AtAdoption> takenOn,
        Contacts contacts,
        Set<String> onTheirWay,
        Set<String> writtenToday,
        LocalDateTime now) {

    public Situation {
        takenOn = Map.copyOf(takenOn);
        onTheirWay = Set.copyOf(onTheirWay);
        writtenToday = Set.copyOf(writtenToday);
    }
}
