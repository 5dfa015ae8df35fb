package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.eventstore.embedded.EmbeddedMongo;

/** A projection that hangs is told from one that has nothing to do, and from one that is behind and moves. */
class ProcessorWatchTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2018-03-01T09:30:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicLong position = new AtomicLong();
    private final EmbeddedMongo mongo = EmbeddedMongo.inMemory();
    private final LogUnderTest log = new LogUnderTest(mongo.uri(), "waymark", clock, Identifiers.random(), List.of());
    private final ProcessorWatch watch = new ProcessorWatch(
            () -> {
                throw new IllegalStateException("not asked");
            },
            "views",
            position::get,
            log.events(),
            clock,
            nanos::get);

    @BeforeEach
    void thePositionIsKnown() {
        assertThat(watch.isStalled()).isFalse();
    }

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.set(clock.instant().plus(time));
    }

    @Test
    void nothing_to_do_is_no_standstill_and_neither_is_what_has_just_come() {
        pass(Duration.ofHours(3));
        assertThat(watch.isStalled()).isFalse();
        log.note("a-1", 0);
        pass(Duration.ofSeconds(6));
        assertThat(watch.isStalled()).isFalse();
        assertThat(watch.lag()).isEqualTo(1);
    }

    @Test
    void what_waits_without_any_movement_is_seen_within_ten_seconds() {
        log.note("a-1", 0);
        pass(Duration.ofSeconds(9));

        assertThat(watch.isStalled()).isTrue();

        position.set(1);
        assertThat(watch.isStalled()).isFalse();
        assertThat(watch.behind()).isZero();
    }

    @Test
    void one_that_is_far_behind_and_moves_has_not_stopped() {
        for (int i = 0; i < 5; i++) {
            log.note("a-1", i);
        }
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(9));
            position.incrementAndGet();
            assertThat(watch.isStalled()).isFalse();
        }
        assertThat(watch.behind()).isGreaterThan(Duration.ofSeconds(30));
    }
}
