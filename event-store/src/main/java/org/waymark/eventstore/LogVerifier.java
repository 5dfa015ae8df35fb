package org.waymark.eventstore;

import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Commit.Link;
import org.waymark.eventstore.Verification.Fault;
import org.waymark.eventstore.Verification.Kind;

/**
 * Recomputes the chain of hashes from the first commit on, and what each commit says about itself. Any change, deletion
 * or insertion before a head that was written down elsewhere is found; a free text may be gone where a redaction says
 * so. Can run while others append.
 */
public final class LogVerifier {

    private static final int STRIDE = 1_000;

    private final Commits commits;

    LogVerifier(Commits commits) {
        this.commits = commits;
    }

    /** For the log in this database. Writes nothing. */
    public static LogVerifier of(MongoDatabase database) {
        return new LogVerifier(Commits.toRead(database));
    }

    /** Checks the whole log. */
    public Verification verify() {
        return verify(null, events -> {});
    }

    /**
     * Checks the whole log.
     *
     * @param expected a head that was known earlier; null when there is none
     * @param progress is told now and then how many events were checked
     */
    public Verification verify(@Nullable Head expected, LongConsumer progress) {
        return new Run(expected).over(progress);
    }

    private final class Run {
        private final @Nullable Head expected;
        private boolean expectationMet;
        private Link last = Link.GENESIS;
        private long count;
        private final Map<String, Long> missingTexts = new LinkedHashMap<>();
        private final Set<String> redactions = new HashSet<>();

        Run(@Nullable Head expected) {
            this.expected = expected;
            expectationMet = expected == null || expected.position() == 0;
        }

        Verification over(LongConsumer progress) {
            if (expected != null && expected.position() == 0 && !expected.hash().equals(Head.GENESIS)) {
                return result(new Fault(1, Kind.CHANGED, "The expected hash is not that of an empty log"));
            }
            try (PagesAhead pages = new PagesAhead(commits, STRIDE)) {
                while (true) {
                    Collection<Document> page = pages.from(last.next());
                    Link before = last;
                    for (Examined examined :
                            page.parallelStream().map(Examined::of).toList()) {
                        Fault fault = follow(examined);
                        if (fault != null) {
                            return result(fault);
                        }
                    }
                    progress.accept(last.last());
                    if (last.position() == before.position()) {
                        Fault fault = atTheEnd(page.isEmpty());
                        if (fault != null) {
                            return result(fault);
                        }
                        if (commits.documentsFrom(last.next(), 1).isEmpty()) {
                            return result(afterTheEnd());
                        }
                    }
                }
            }
        }

        private Verification result(@Nullable Fault fault) {
            long removed =
                    missingTexts.keySet().stream().filter(redactions::contains).count();
            return new Verification(count, last.last(), removed, last.head(), fault);
        }

        /** Nothing follows: is there anything that was not read? */
        private @Nullable Fault atTheEnd(boolean nothingNear) {
            if (nothingNear && commits.count() <= count) {
                return null;
            }
            long stray = Long.MAX_VALUE;
            for (Object id : commits.strayIds(last.next())) {
                if (!(id instanceof Long position)) {
                    return new Fault(last.next(), Kind.INSERTED, "There is a document with the key " + id);
                }
                stray = Math.min(stray, position);
            }
            if (stray == Long.MAX_VALUE || stray == last.next()) {
                return null;
            }
            return stray < last.next()
                    ? new Fault(stray, Kind.INSERTED, "A commit lies where there is none")
                    : new Fault(
                            last.next(),
                            Kind.MISSING,
                            "There is no commit at position " + last.next() + ", and one at " + stray);
        }

        private @Nullable Fault afterTheEnd() {
            if (!expectationMet && expected != null) {
                return expected.position() > last.last()
                        ? new Fault(
                                last.next(),
                                Kind.TRUNCATED,
                                "The log ends at position " + last.last() + " and was known to reach "
                                        + expected.position())
                        : new Fault(
                                expected.position(),
                                Kind.CHANGED,
                                "No commit ends at position " + expected.position() + ", where one was known to end");
            }
            for (Map.Entry<String, Long> missing : missingTexts.entrySet()) {
                if (!redactions.contains(missing.getKey())) {
                    return new Fault(
                            missing.getValue(),
                            Kind.CHANGED,
                            "A free text was removed, and no redaction of it is on record");
                }
            }
            return null;
        }

        /** Whether this commit follows on what was read before it. */
        private @Nullable Fault follow(Examined examined) {
            if (!(examined.key() instanceof Long position)) {
                return new Fault(last.next(), Kind.INSERTED, "There is a document with the key " + examined.key());
            }
            if (position < last.next()) {
                return new Fault(position, Kind.INSERTED, "A commit begins within the one at " + last.position());
            }
            if (position > last.next()) {
                return commits.documentsFrom(last.next(), 1).isEmpty()
                        ? new Fault(
                                last.next(),
                                Kind.MISSING,
                                "There is no commit at position " + last.next() + ", and one at " + position)
                        : null;
            }
            Commit commit = examined.commit();
            if (commit == null) {
                return examined.fault();
            }
            if (!commit.previous().equals(last.hash())) {
                // Whole in itself, but not the successor of what stands before it: that was rewritten, hash and all
                return last.position() == 0
                        ? Examined.changed(position, "it is not the first commit")
                        : Examined.changed(last.position(), "it is not what its successor was recorded after");
            }
            if (examined.fault() != null) {
                return examined.fault();
            }
            missingTexts.putAll(examined.missingTexts());
            redactions.addAll(examined.redactions());
            last = commit.link();
            count++;
            if (expected != null && last.last() == expected.position()) {
                expectationMet = true;
                if (!last.hash().equals(expected.hash())) {
                    return new Fault(
                            position,
                            Kind.CHANGED,
                            "The log was rewritten: at position " + expected.position() + " the hash was "
                                    + expected.hash());
                }
            }
            return null;
        }
    }
}
