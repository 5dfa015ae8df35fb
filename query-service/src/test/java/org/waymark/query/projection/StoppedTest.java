package org.waymark.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.EventProcessor;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Rating;
import org.waymark.query.ServiceUnderTest;

/** Views that have stopped are seen in the health of the service within ten seconds. */
class StoppedTest extends ServiceUnderTest {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(10);

    @Autowired
    private Views views;

    @Autowired
    private org.axonframework.config.Configuration configuration;

    @Test
    void a_processor_that_does_not_run_is_seen() throws Exception {
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        EventProcessor processor = configuration
                .eventProcessingConfiguration()
                .eventProcessor(ProjectionConfiguration.PROCESSOR)
                .orElseThrow();

        processor.shutDown();
        try {
            awaitHealth(503, "\"running\":false");
        } finally {
            processor.start();
        }

        awaitHealth(200, "\"running\":true");
    }

    @Test
    void a_batch_that_fails_again_and_again_is_seen_and_so_is_that_it_went_through() {
        aPlan();
        happens(anAction("a").undated().amber());
        happens(anAction("b").undated().amber());
        settle();
        Document row =
                Objects.requireNonNull(rows().find(Filters.eq("_id", id("a"))).first());
        rows().updateOne(Filters.eq("_id", id("a")), Updates.set("json", "{"));
        anotherProcessWrote();

        happens(new ActionEvent.RatingChanged(id("a"), Rating.AMBER, Rating.RED, null));
        publish();
        now(year + "-01-02T09:00:20");
        try {
            awaitHealth(503, "\"running\":false");
        } finally {
            rows().replaceOne(Filters.eq("_id", id("a")), row);
            // By this clock the processor waits longer from one try to the next
            now(year + "-01-02T09:05:00");
        }

        settle();
        awaitHealth(200, "\"running\":true");
        assertThat(Objects.requireNonNull(views.action(id("a"))).rating()).isEqualTo(Rating.RED);
    }

    private void awaitHealth(int status, String detail) {
        Awaitility.await()
                .atMost(SEEN_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> {
                    var health = get("/actuator/health");
                    assertThat(health.statusCode()).isEqualTo(status);
                    assertThat(health.body()).contains(detail);
                });
    }

    /** The projection reads every row again. */
    private void anotherProcessWrote() {
        collection("versions").updateOne(Filters.eq("_id", "views"), Updates.set("owner", "another"));
    }

    private MongoCollection<Document> rows() {
        return collection("actions");
    }

    private MongoCollection<Document> collection(String name) {
        int generation = views.store().generation();
        return database.getCollection(generation == 1 ? "q_" + name : "q" + generation + "_" + name);
    }
}
