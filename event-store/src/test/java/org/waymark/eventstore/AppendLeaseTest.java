package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.eventstore.embedded.EmbeddedMongo;

class AppendLeaseTest {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static EmbeddedMongo mongo;
    private static MongoClient client;

    private MongoDatabase database;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.inMemory();
        client = MongoClients.create(mongo.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        mongo.close();
    }

    @BeforeEach
    void anotherDatabase() {
        database = client.getDatabase("lease-" + DATABASES.incrementAndGet());
    }

    /** A process with a clock of its own, which moves only when the test says so. */
    private final class Contender {
        private long nanos;
        private final String address;
        private final AppendLease lease;

        /** @param uptime where its clock stands, which means nothing to others */
        Contender(String name, Duration uptime) {
            nanos = uptime.toNanos();
            address = "http://" + name + ":8081";
            lease = new AppendLease(database, address, BEAT, PATIENCE, () -> nanos);
        }

        Contender after(Duration time) {
            nanos += time.toNanos();
            return this;
        }

        Contender looks() {
            lease.step();
            return this;
        }

        boolean sees(Contender other) {
            return lease.other().map(AppendLease.Holder::address).equals(java.util.Optional.of(other.address));
        }
    }

    private final Contender first() {
        return new Contender("first", Duration.ofDays(40));
    }

    private final Contender second() {
        return new Contender("second", Duration.ofSeconds(3));
    }

    @Test
    void the_first_to_ask_holds_it_and_the_others_see_where() {
        Contender first = first().looks();
        Contender second = second().looks();

        assertThat(first.lease.held()).isTrue();
        assertThat(first.lease.other()).isEmpty();
        assertThat(second.lease.held()).isFalse();
        assertThat(second.sees(first)).isTrue();
    }

    @Test
    void a_holder_that_shows_that_it_lives_keeps_it_for_ever() {
        Contender first = first().looks();
        Contender second = second().looks();

        for (int i = 0; i < 30; i++) {
            first.after(BEAT).looks();
            second.after(BEAT).looks();

            assertThat(first.lease.held()).isTrue();
            assertThat(second.sees(first)).isTrue();
        }
    }

    @Test
    void a_holder_that_falls_silent_is_followed_when_patience_ends_and_no_sooner() {
        Contender first = first().looks();
        Contender second = second().looks();

        second.after(PATIENCE.minusMillis(1)).looks();
        assertThat(second.lease.held()).isFalse();
        assertThat(second.sees(first)).isTrue();

        second.after(Duration.ofMillis(1)).looks();
        assertThat(second.lease.held()).isTrue();
        assertThat(second.lease.other()).isEmpty();
    }

    @Test
    void a_holder_that_was_paused_no_longer_thinks_that_it_holds_it_even_before_it_looks() {
        Contender first = first().looks();
        Contender second = second().looks();
        second.after(PATIENCE).looks();

        first.after(PATIENCE);
        assertThat(first.lease.held()).isFalse();

        first.looks();
        assertThat(first.lease.held()).isFalse();
        assertThat(first.sees(second)).isTrue();
    }

    @Test
    void never_do_two_hold_it_where_their_clocks_run_alike() {
        Contender first = first().looks();
        Contender second = second();

        // The worst case: the other one looks in the same moment in which the number was counted up
        second.looks();
        first.after(PATIENCE);
        second.after(PATIENCE).looks();

        assertThat(second.lease.held()).isTrue();
        assertThat(first.lease.held()).isFalse();
    }

    @Test
    void of_two_who_wait_one_takes_over() {
        first().looks();
        Contender second = second().looks();
        Contender third = new Contender("third", Duration.ZERO).looks();

        second.after(PATIENCE).looks();
        third.after(PATIENCE).looks();

        assertThat(second.lease.held()).isTrue();
        assertThat(third.lease.held()).isFalse();
        third.after(BEAT).looks();
        assertThat(third.sees(second)).isTrue();
    }

    @Test
    void a_holder_that_ends_gives_it_back_at_once() {
        Contender first = first().looks();
        Contender second = second().looks();

        first.lease.close();
        second.after(BEAT).looks();

        assertThat(first.lease.held()).isFalse();
        assertThat(second.lease.held()).isTrue();
    }

    @Test
    void who_waits_for_a_change_is_told_of_it() {
        Contender first = first().looks();
        Contender second = second().looks();
        CompletableFuture<Void> change = second.lease.change();

        second.after(BEAT).looks();
        assertThat(change).isNotDone();

        second.after(PATIENCE).looks();
        assertThat(change).isDone();
        CompletableFuture<Void> lost = first.lease.change();
        first.after(PATIENCE).looks();
        assertThat(lost).isDone();
    }

    @Test
    void a_lease_whose_award_was_never_answered_is_found_to_be_ones_own() {
        Contender first = first().looks();
        String id = database.getCollection("log_lease").find().first().getString("holder");
        Contender second = second().looks();
        second.after(PATIENCE).looks();

        // As after a lost answer: the database says that it is the first one's, which does not know
        database.getCollection("log_lease")
                .updateOne(
                        new Document("_id", "appender"),
                        new Document("$set", new Document("holder", id).append("address", first.address)));
        first.after(PATIENCE).looks();

        assertThat(first.lease.held()).isTrue();
    }

    @Test
    void contending_goes_on_by_itself() throws Exception {
        AppendLease first =
                AppendLease.contend(database, "http://first:8081", Duration.ofMillis(20), Duration.ofMillis(200));
        first.change().get(20, TimeUnit.SECONDS);
        assertThat(first.held()).isTrue();
        try (AppendLease second =
                AppendLease.contend(database, "http://second:8081", Duration.ofMillis(20), Duration.ofMillis(200))) {
            CompletableFuture<Void> change = second.change();
            first.close();
            while (!second.held()) {
                change.get(20, TimeUnit.SECONDS);
                change = second.change();
                if (second.held()) {
                    break;
                }
            }
            assertThat(first.held()).isFalse();
        }
    }

    @Test
    void a_patience_of_less_than_two_beats_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AppendLease.contend(database, "http://a:1", BEAT, Duration.ofMillis(1_999)))
                .withMessageContaining("too short");
    }
}
