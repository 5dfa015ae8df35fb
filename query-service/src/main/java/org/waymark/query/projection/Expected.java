package org.waymark.query.projection;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.StoredEvent;

/** What one row and its history ought to be, from its entries in the log. */
final class Expected<T> {

    /** Folds one entry. */
    interface Step<T> {
        @Nullable
        T after(@Nullable T before, StoredEvent entry);
    }

    private final RowKind<T> kind;
    private final String id;
    private final Step<T> step;
    private final List<StoredEvent> entries;
    private final Discards discards;

    Expected(RowKind<T> kind, String id, Step<T> step, List<StoredEvent> entries, Discards discards) {
        this.kind = kind;
        this.id = id;
        this.step = step;
        this.entries = entries;
        this.discards = discards;
    }

    /**
     * Names of what differs; empty where nothing does. An entry that was discarded on the record may be folded or passed over.
     *
     * @param state the stored state, or null where there is no row
     * @param history the stored history
     */
    List<String> differencesTo(@Nullable T state, List<StoredEvent> history) {
        List<String> differences = compare(state, history, Set.of());
        if (differences.isEmpty()) {
            return differences;
        }
        Set<Long> discarded = discards.all().stream()
                .map(Discards.Discarded::position)
                .collect(Collectors.toCollection(HashSet::new));
        discarded.retainAll(entries.stream().map(StoredEvent::position).collect(Collectors.toSet()));
        return discarded.isEmpty() ? differences : compare(state, history, discarded);
    }

    private List<String> compare(@Nullable T state, List<StoredEvent> history, Set<Long> passedOver) {
        List<StoredEvent> taken = new ArrayList<>();
        T expected = null;
        for (StoredEvent entry : entries) {
            StoredEvent read = entry;
            if (passedOver.contains(entry.position())) {
                if (!entry.streamId().equals(id)) {
                    continue;
                }
                read = Unread.of(entry);
            }
            T after;
            try {
                after = step.after(expected, read);
            } catch (RuntimeException unfoldable) {
                return List.of("fold");
            }
            if (after != null) {
                taken.add(read);
            }
            expected = after;
        }
        if (state == null || expected == null) {
            return state == null && expected == null ? List.of() : List.of("row");
        }
        List<String> differences = new ArrayList<>(partsThatDiffer(asStored(expected), state));
        if (kind != RowKind.MAILS && !sameEntries(taken, history)) {
            differences.add("history");
        }
        return differences;
    }

    private T asStored(T state) {
        return ViewJson.read(ViewJson.write(Objects.requireNonNull(state)), kind.type());
    }

    private List<String> partsThatDiffer(T one, T other) {
        List<String> names = new ArrayList<>();
        for (RecordComponent part : kind.type().getRecordComponents()) {
            try {
                if (!Objects.equals(
                        part.getAccessor().invoke(one), part.getAccessor().invoke(other))) {
                    names.add(part.getName());
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Rows are public records", e);
            }
        }
        return names;
    }

    private static boolean sameEntries(List<StoredEvent> expected, List<StoredEvent> stored) {
        if (expected.size() != stored.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            StoredEvent one = expected.get(i);
            StoredEvent other = stored.get(i);
            if (one.position() != other.position()
                    || !one.streamId().equals(other.streamId())
                    || !one.metadata().equals(other.metadata())
                    || !one.recordedAt().equals(other.recordedAt())
                    || !asStored(one).equals(other.payload())) {
                return false;
            }
        }
        return true;
    }

    private static Object asStored(StoredEvent entry) {
        return ViewJson.read(ViewJson.write(entry.payload()), entry.payload().getClass());
    }
}
