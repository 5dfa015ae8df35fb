package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is counted when things are broken on purpose, and how often they are. */
final class Faults {

    private Faults() {}

    /** All of them with {@code -Pfaults}, a tenth in every build. */
    static int times(int all) {
        return "full".equals(System.getProperty("waymark.faults")) ? all : Math.max(1, all / 10);
    }

    /**
     * @param acknowledged changes of which somebody was told that they are durable
     * @param found changes in the log
     * @param lost acknowledged and not in the log
     * @param doubled in the log more than once
     * @param gaps places of the log or of a stream that are empty or out of order
     * @param fault what the verifier says
     */
    record Count(int acknowledged, int found, int lost, int doubled, int gaps, Verification.@Nullable Fault fault) {

        void assertNothingLostOrDoubled() {
            assertThat(this).as(toString()).isEqualTo(new Count(acknowledged, found, 0, 0, 0, null));
        }
    }

    /** @param acknowledged keys of events ({@link CommitEvent#key}) */
    static Count count(LogUnderTest log, Collection<String> acknowledged) {
        Set<String> told = new HashSet<>(acknowledged);
        Set<String> found = new HashSet<>();
        Map<String, Long> next = new HashMap<>();
        long position = 0;
        int doubled = 0;
        int gaps = 0;
        for (StoredEvent event : log.all()) {
            gaps += event.position() == ++position ? 0 : 1;
            gaps += event.sequence() == next.getOrDefault(event.streamId(), 0L) ? 0 : 1;
            next.put(event.streamId(), event.sequence() + 1);
            doubled += found.add(CommitEvent.key(event.streamId(), event.sequence())) ? 0 : 1;
        }
        int lost = (int) told.stream().filter(key -> !found.contains(key)).count();
        return new Count(
                told.size(),
                found.size(),
                lost,
                doubled,
                gaps,
                log.verifier().verify(log.events().head(), _ -> {}).fault());
    }

    /** @param millis how long it took each time until something was acknowledged again */
    static void report(String what, Count count, List<Long> millis) {
        System.out.printf(
                Locale.ROOT,
                "Faults: %s: %d acknowledged, %d found, %d lost, %d doubled, %d gaps%s%n",
                what,
                count.acknowledged(),
                count.found(),
                count.lost(),
                count.doubled(),
                count.gaps(),
                millis.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", back after %.0f ms on average, %d ms at most",
                                millis.stream()
                                        .mapToLong(Long::longValue)
                                        .average()
                                        .orElse(0),
                                millis.stream().mapToLong(Long::longValue).max().orElse(0)));
    }
}
