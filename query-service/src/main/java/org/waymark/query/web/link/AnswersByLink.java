package org.waymark.query.web.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.view.AsAt;
import org.waymark.query.web.Dates;

/** What the owner of a link has answered by link since it was issued, as the log has it: nothing else is kept of its use. */
@Component
class AnswersByLink {

    /** More than anybody answers about one action while a link lives. */
    private static final int ENTRIES = 500;

    /**
     * One answer.
     *
     * @param first first log entry of it
     * @param position last log entry of it
     * @param sentences what was recorded, in order
     * @param words the owner's own words; without those that were removed
     */
    public record Given(long first, long position, Instant at, List<String> sentences, List<String> words) {

        public LocalDate day() {
            return Dates.local(at);
        }

        public String time() {
            return Dates.time(at);
        }
    }

    private final Histories histories;

    AnswersByLink(Histories histories) {
        this.histories = histories;
    }

    /** Newest first. */
    List<Given> of(PersonalLink link, String actionId) {
        // The mark is the commit's, and an answer is one commit
        Map<String, List<HistoryEntry>> byCommit = new LinkedHashMap<>();
        for (HistoryEntry entry :
                histories.ofAction(actionId, Set.of(), AsAt.now(), 1, ENTRIES).rows()) {
            boolean own = entry.who().byLink() && entry.who().actor().equals(link.contactId());
            if (own && !Dates.local(entry.recordedAt()).isBefore(link.issued())) {
                byCommit.computeIfAbsent(entry.hash(), _ -> new ArrayList<>()).addFirst(entry);
            }
        }
        return byCommit.values().stream().map(AnswersByLink::given).toList();
    }

    private static Given given(List<HistoryEntry> entries) {
        HistoryEntry last = entries.getLast();
        return new Given(
                entries.getFirst().position(),
                last.position(),
                last.recordedAt(),
                entries.stream().map(HistoryEntry::sentence).toList(),
                entries.stream()
                        .map(HistoryEntry::quote)
                        .filter(java.util.Objects::nonNull)
                        .distinct()
                        .toList());
    }
}
