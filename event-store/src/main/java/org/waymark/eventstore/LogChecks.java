package org.waymark.eventstore;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the whole log, and what the last one found. The end of the last whole log is kept in {@code log_marks}, so that a
 * log that was cut off or exchanged meanwhile shows, even over a restart; who can change the log can change that mark too, so it
 * stands in for none that somebody else has written down.
 */
public final class LogChecks {

    private static final String MARKS = "log_marks";
    private static final String MARK = "checked";
    private static final String LAST = "last";

    private final LogVerifier verifier;
    private final MongoCollection<Document> marks;
    private final Clock clock;

    LogChecks(MongoDatabase database, LogVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
        marks = Commits.durable(database).getCollection(MARKS);
    }

    /**
     * @param at when the check ended
     * @param took from its begin to its end
     */
    public record Result(Verification verification, Instant at, Duration took) {}

    /**
     * Checks the log now, and keeps what was found.
     *
     * @throws com.mongodb.MongoException when the database does not answer
     */
    public Result check() {
        long begin = System.nanoTime();
        Verification verification = verifier.verify(known(), _ -> {});
        Result result = new Result(verification, clock.instant(), Duration.ofNanos(System.nanoTime() - begin));
        keep(result);
        return result;
    }

    /** What the last check found, in this process or another; empty before the first. */
    public Optional<Result> last() {
        Document last = marks.find(Filters.eq("_id", LAST)).first();
        return Optional.ofNullable(last).map(LogChecks::read);
    }

    private @Nullable Head known() {
        Document mark = marks.find(Filters.eq("_id", MARK)).first();
        return mark == null ? null : new Head(mark.getLong("position"), mark.getString("hash"));
    }

    private void keep(Result result) {
        Verification verification = result.verification();
        Document last = new Document("_id", LAST)
                .append("commits", verification.commits())
                .append("events", verification.events())
                .append("redactions", verification.redactions())
                .append("position", verification.head().position())
                .append("hash", verification.head().hash())
                .append("at", Date.from(result.at()))
                .append("millis", result.took().toMillis());
        Verification.Fault fault = verification.fault();
        if (fault != null) {
            last.append(
                    "fault",
                    new Document("position", fault.position())
                            .append("kind", fault.kind().name())
                            .append("detail", fault.detail()));
        }
        put(last);
        if (fault == null) {
            put(new Document("_id", MARK)
                    .append("position", verification.head().position())
                    .append("hash", verification.head().hash()));
        }
    }

    private void put(Document document) {
        marks.replaceOne(Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true));
    }

    private static Result read(Document last) {
        Document fault = last.get("fault", Document.class);
        return new Result(
                new Verification(
                        last.getLong("commits"),
                        last.getLong("events"),
                        last.getLong("redactions"),
                        new Head(last.getLong("position"), last.getString("hash")),
                        fault == null
                                ? null
                                : new Verification.Fault(
                                        fault.getLong("position"),
                                        Verification.Kind.valueOf(fault.getString("kind")),
                                        fault.getString("detail"))),
                last.getDate("at").toInstant(),
                Duration.ofMillis(last.getLong("millis")));
    }
}
