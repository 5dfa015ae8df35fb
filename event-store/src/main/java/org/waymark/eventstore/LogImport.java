package org.waymark.eventstore;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.waymark.eventstore.Commit.CommitText;
import org.waymark.eventstore.Commit.Link;

/**
 * Makes a log again from what {@link LogExport} wrote of a whole one: the same entries at the same positions with the same
 * hashes, each checked before it is written. What an import that was cut short left behind is kept and continued.
 */
public final class LogImport {

    private static final int BATCH_COMMITS = 256;
    private static final int BATCH_CHARS = 6_000_000;

    private final Commits commits;

    private LogImport(Commits commits) {
        this.commits = commits;
    }

    /** Into the log of this database, to which nobody else may append meanwhile. */
    public static LogImport into(MongoDatabase database) {
        return new LogImport(Commits.in(database));
    }

    /**
     * @param events of the log, of which {@code before} were there already
     * @param before left there by an import that was cut short
     * @param head where the log ends now
     */
    public record Report(long events, long before, Head head) {}

    /** The file cannot be used, or not with this log. Nothing of the line that it names, or of any behind it, was written. */
    public static final class Unusable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unusable(long line, String detail) {
            super("Line " + line + " cannot be used: " + detail);
        }

        Unusable(long line, Exception cause) {
            super("Line " + line + " cannot be used: " + cause.getMessage(), cause);
        }
    }

    /**
     * Reads the lines of a whole log.
     *
     * @param progress is told now and then how many entries were read
     * @throws IOException when they cannot be read
     * @throws Unusable when they are not those of a whole log, or there is another log already
     */
    public Report from(BufferedReader lines, LongConsumer progress) throws IOException {
        Run run = new Run(progress);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            run.take(line);
        }
        return run.end();
    }

    private final class Run {

        private final LongConsumer progress;
        private final Link there = commits.last();
        private Link last = Link.GENESIS;
        private long line;
        private boolean joined = there.position() == 0;
        private boolean ended;
        private final List<CloudEvents.Part> parts = new ArrayList<>();
        private final List<Commit> waiting = new ArrayList<>();
        private int chars;

        Run(LongConsumer progress) {
            this.progress = progress;
        }

        void take(String text) {
            line++;
            if (ended) {
                throw new Unusable(line, "the export ended before it");
            }
            CloudEvents.Line read;
            try {
                read = CloudEvents.read(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new Unusable(line, e);
            }
            if ((line == 1) != read.type().equals(CloudEvents.BEGUN)) {
                throw new Unusable(
                        line,
                        line == 1 ? "it is not the first line of an export" : "it is the first line of another export");
            }
            CloudEvents.Part part = read.part();
            if (part != null) {
                take(part, text.length());
            } else if (read.type().equals(CloudEvents.ENDED)) {
                end(read);
            } else {
                String selection = read.data().path("selection").asString("");
                if (!selection.equals("log")) {
                    throw new Unusable(
                            line, "it begins an export of " + selection + ", and a log is made of a whole one only");
                }
            }
        }

        private void take(CloudEvents.Part part, int length) {
            if (part.commit() != last.next() || part.position() != part.commit() + parts.size()) {
                throw new Unusable(
                        line,
                        "it is entry " + part.position() + " where " + (last.next() + parts.size()) + " is to follow");
            }
            parts.add(part);
            chars += length;
            if (part.commitSize() < 1 || part.commitSize() > Commit.MAX_EVENTS) {
                throw new Unusable(line, "its commitsize is " + part.commitSize());
            }
            if (parts.size() == part.commitSize()) {
                take(commit());
                parts.clear();
            }
        }

        private Commit commit() {
            CloudEvents.Part first = parts.getFirst();
            List<CommitEvent> events =
                    parts.stream().map(CloudEvents.Part::event).toList();
            List<CommitText> texts = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                for (CommitText text : parts.get(i).texts()) {
                    texts.add(new CommitText(i, text.digest(), text.salt(), text.text()));
                }
            }
            byte[] content = Hashing.content(events, first.attempt());
            String hash =
                    Hashing.link(last.hash(), first.commit(), first.recordedAt().toEpochMilli(), content);
            if (!hash.equals(first.hash()) || !last.hash().equals(first.previous())) {
                throw new Unusable(
                        line, "entry " + first.commit() + " was changed, or does not follow on what stands before it");
            }
            return new Commit(
                    first.commit(),
                    first.previous(),
                    hash,
                    first.recordedAt(),
                    first.attempt(),
                    Commit.keysOf(events),
                    events,
                    texts);
        }

        private void take(Commit commit) {
            last = commit.link();
            if (commit.position() < there.position()) {
                return;
            }
            if (commit.position() == there.position()) {
                // The same mark here means the same entries up to here
                joined = commit.hash().equals(there.hash());
            } else {
                waiting.add(commit);
            }
            if (!joined) {
                throw another();
            }
            if (waiting.size() == BATCH_COMMITS || chars >= BATCH_CHARS) {
                write();
            }
        }

        private Unusable another() {
            return new Unusable(
                    line,
                    "the database holds another log, with " + there.last() + " entries. Import into an empty one");
        }

        private void write() {
            if (!waiting.isEmpty()) {
                try {
                    commits.insert(waiting);
                } catch (MongoBulkWriteException e) {
                    if (e.getWriteErrors().stream()
                            .anyMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
                        throw new Unusable(line, "somebody else appends to this log. Stop all services first");
                    }
                    throw e;
                }
                waiting.clear();
                chars = 0;
            }
            progress.accept(last.last());
        }

        private void end(CloudEvents.Line read) {
            if (!parts.isEmpty()) {
                throw new Unusable(line, "entry " + last.next() + " is not whole");
            }
            if (read.data().path("events").asLong(-1) != last.last()
                    || !read.data().path("hash").asString("").equals(last.hash())) {
                throw new Unusable(line, "it tells of another end than what stands before it");
            }
            if (last.position() < there.position()) {
                throw another();
            }
            write();
            ended = true;
        }

        Report end() {
            if (!ended) {
                throw new Unusable(line + 1, "it is not there, so the export is not whole. Make it again");
            }
            if (last.position() > there.position()) {
                commits.leaveHint(last);
            }
            return new Report(last.last(), there.last(), last.head());
        }
    }
}
