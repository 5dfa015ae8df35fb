package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.waymark.eventstore.embedded.EmbeddedMongo;

class GatheredLookUpsTest {

    private static final int THREADS = 8;
    private static final int STEPS = 150;

    @Test
    void what_was_appended_before_the_question_is_found_and_what_was_not_is_not() throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory();
                LogUnderTest log = new LogUnderTest(mongo.uri(), "waymark");
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            GatheredLookUps lookUps = new GatheredLookUps(Commits.in(log.database()));
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String stream = "s-" + i;
                asking.add(threads.submit(() -> {
                    for (long sequence = 0; sequence < STEPS; sequence++) {
                        assertThat(lookUps.isTaken(CommitEvent.key(stream, sequence)))
                                .as("before")
                                .isFalse();
                        log.note(stream, sequence);
                        assertThat(lookUps.isTaken(CommitEvent.key(stream, sequence)))
                                .as("after")
                                .isTrue();
                    }
                }));
            }
            for (Future<?> done : asking) {
                done.get();
            }
        }
    }

    @Test
    void everybody_hears_when_the_database_does_not_answer() throws Exception {
        EmbeddedMongo mongo = EmbeddedMongo.inMemory();
        try (LogUnderTest log = new LogUnderTest(mongo.uri() + "?serverSelectionTimeoutMS=300", "waymark");
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            GatheredLookUps lookUps = new GatheredLookUps(Commits.in(log.database()));
            mongo.close();
            List<Future<Boolean>> asking = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String key = CommitEvent.key("s-" + i, 0);
                asking.add(threads.submit(() -> lookUps.isTaken(key)));
            }
            for (Future<Boolean> asked : asking) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(asked::get)
                        .withCauseInstanceOf(MongoException.class);
            }
        } finally {
            mongo.close();
        }
    }
}
