package org.waymark.query.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.mail.MailEvent;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.projection.Refold;
import org.waymark.query.projection.Views;
import org.waymark.query.projection.Views.Cut;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.Page;

/** Tells the stored histories. Only the entries of the page wanted are put into words. */
@Component
final class StoredHistories implements Histories {

    private final Views views;
    private final Reader reader;
    private final Teller teller;

    StoredHistories(Views views, Reader reader, Teller teller) {
        this.views = views;
        this.reader = reader;
        this.teller = teller;
    }

    private record Line(String subject, @Nullable String reference, StoredEvent event) {}

    private static final Comparator<Line> NEWEST_FIRST = Comparator.comparingLong(
                    (Line line) -> line.event().position())
            .reversed()
            .thenComparing(Line::subject);

    @Override
    public Page<HistoryEntry> ofAction(String actionId, Set<HistoryEntry.Kind> kinds, AsAt asAt, int page, int size) {
        return tell(linesOfAction(actionId, asAt), kinds, page, size);
    }

    @Override
    public List<HistoryEntry> allOfAction(String actionId, Set<HistoryEntry.Kind> kinds) {
        return tell(linesOfAction(actionId, AsAt.now()), kinds);
    }

    private List<Line> linesOfAction(String actionId, AsAt asAt) {
        List<StoredEvent> history =
                views.actionHistory(actionId, reader.moment(asAt).cut());
        if (history.isEmpty()) {
            throw new NotKnown("action", actionId);
        }
        return lines(actionId, null, history);
    }

    @Override
    public Page<HistoryEntry> ofPlan(String planId, Set<HistoryEntry.Kind> kinds, AsAt asAt, int page, int size) {
        return tell(linesOfPlan(planId, asAt), kinds, page, size);
    }

    @Override
    public List<HistoryEntry> allOfPlan(String planId, Set<HistoryEntry.Kind> kinds) {
        return tell(linesOfPlan(planId, AsAt.now()), kinds);
    }

    private List<Line> linesOfPlan(String planId, AsAt asAt) {
        Cut cut = reader.moment(asAt).cut();
        List<StoredEvent> own = views.planHistory(planId, cut);
        if (own.isEmpty()) {
            throw new NotKnown("plan", planId);
        }
        List<Line> lines = new ArrayList<>(lines(planId, null, own));
        views.actionHistories(planId, cut).forEach((actionId, history) -> {
            ActionState state = Refold.action(history);
            String reference = state == null ? actionId : state.details().displayReference();
            history.stream()
                    .filter(event -> !(event.payload() instanceof MailEvent)
                            && !event.streamId().equals(planId))
                    .forEach(event -> lines.add(new Line(actionId, reference, event)));
        });
        return lines;
    }

    @Override
    public Page<HistoryEntry> ofGroup(String groupId, AsAt asAt, int page, int size) {
        List<StoredEvent> history =
                views.groupHistory(groupId, reader.moment(asAt).cut());
        if (history.isEmpty()) {
            throw new NotKnown("group", groupId);
        }
        return tell(lines(groupId, null, history), Set.of(), page, size);
    }

    @Override
    public Page<HistoryEntry> ofParty(String partyId, AsAt asAt, int page, int size) {
        List<StoredEvent> history =
                views.partyHistory(partyId, reader.moment(asAt).cut());
        if (history.isEmpty()) {
            throw new NotKnown("party", partyId);
        }
        return tell(lines(partyId, null, history), Set.of(), page, size);
    }

    @Override
    public Page<HistoryEntry> ofIndicator(String indicatorId, AsAt asAt, int page, int size) {
        List<StoredEvent> history =
                views.indicatorHistory(indicatorId, reader.moment(asAt).cut());
        if (history.isEmpty()) {
            throw new NotKnown("indicator", indicatorId);
        }
        return tell(lines(indicatorId, null, history), Set.of(), page, size);
    }

    private static List<Line> lines(String subject, @Nullable String reference, List<StoredEvent> history) {
        return history.stream()
                .map(event -> new Line(subject, reference, event))
                .toList();
    }

    private Page<HistoryEntry> tell(List<Line> lines, Set<HistoryEntry.Kind> kinds, int page, int size) {
        Page.check(page, size);
        Reading reading = reader.reading();
        Sentences sentences = teller.sentences(reading);
        List<Line> newestFirst = new ArrayList<>(lines);
        newestFirst.sort(NEWEST_FIRST);
        Map<Line, HistoryEntry> told = new HashMap<>();
        if (!kinds.isEmpty()) {
            newestFirst.removeIf(line -> {
                HistoryEntry entry = told.computeIfAbsent(line, l -> entry(l, sentences, reading));
                return !kinds.contains(entry.kind());
            });
        }
        Page<Line> cut = Page.of(newestFirst, page, size);
        List<HistoryEntry> entries = cut.rows().stream()
                .map(line -> {
                    HistoryEntry known = told.get(line);
                    return known == null ? entry(line, sentences, reading) : known;
                })
                .toList();
        return new Page<>(entries, page, size, cut.total());
    }

    private List<HistoryEntry> tell(List<Line> lines, Set<HistoryEntry.Kind> kinds) {
        Reading reading = reader.reading();
        Sentences sentences = teller.sentences(reading);
        return lines.stream()
                .sorted(NEWEST_FIRST)
                .map(line -> entry(line, sentences, reading))
                .filter(entry -> kinds.isEmpty() || kinds.contains(entry.kind()))
                .toList();
    }

    private HistoryEntry entry(Line line, Sentences sentences, Reading reading) {
        return teller.entry(line.event(), line.subject(), line.reference(), sentences, reading.groups());
    }
}
