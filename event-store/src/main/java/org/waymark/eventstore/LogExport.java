package org.waymark.eventstore;

import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Commit.Link;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the log as CloudEvents, one to a line. Others may append meanwhile: what they do after its begin may be in it. */
public final class LogExport {

    private static final int STRIDE = 512;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Commits commits;

    private LogExport(Commits commits) {
        this.commits = commits;
    }

    /** For the log in this database, in which it writes nothing. */
    public static LogExport of(MongoDatabase database) {
        return new LogExport(Commits.toRead(database));
    }

    /** Which events are wanted. */
    public interface Selection {

        /** What was selected, in a word for the first line of the file: {@code log}, or {@code plan:} and its id. */
        String name();

        /**
         * @param kind of the stream: Plan, Action, …
         * @param name of the event, such as {@code action.added}
         */
        boolean takes(String kind, String streamId, String name, JsonNode payload);
    }

    /**
     * @param events that were written
     * @param head where the log ended
     */
    public record Report(long events, Head head) {}

    /**
     * Writes the whole log, from which {@link LogImport} makes the same again.
     *
     * @param out gets the lines, each with its end
     * @param progress is told now and then how many entries were read
     * @throws IOException when they cannot be written
     * @throws BrokenLog when the log is not what was recorded
     */
    public Report whole(Appendable out, Instant now, LongConsumer progress) throws IOException {
        return write(null, out, now, progress);
    }

    /**
     * Writes what is selected, to read or to take elsewhere.
     *
     * @throws IOException when it cannot be written
     * @throws BrokenLog when the log is not what was recorded
     */
    public Report selected(Selection selection, Appendable out, Instant now, LongConsumer progress) throws IOException {
        return write(selection, out, now, progress);
    }

    /**
     * Shows every event to a selection and writes nothing, for one that must know all to choose.
     *
     * @throws BrokenLog when the log is not what was recorded
     */
    public void show(Selection selection, LongConsumer progress) {
        try {
            walk(progress, commit -> {
                for (CommitEvent event : commit.events()) {
                    takes(selection, event);
                }
            });
        } catch (IOException e) {
            throw new IllegalStateException("Nothing was written", e);
        }
    }

    private Report write(@Nullable Selection selection, Appendable out, Instant now, LongConsumer progress)
            throws IOException {
        ObjectNode begun = CloudEvents.object();
        begun.put("selection", selection == null ? "log" : selection.name());
        out.append(CloudEvents.note(CloudEvents.BEGUN, now, begun)).append('\n');
        long[] events = {0};
        Link last = walk(progress, commit -> {
            for (int i = 0; i < commit.events().size(); i++) {
                if (selection == null || takes(selection, commit.events().get(i))) {
                    out.append(CloudEvents.line(commit, i)).append('\n');
                    events[0]++;
                }
            }
        });
        Head head = last.head();
        ObjectNode ended = CloudEvents.object();
        ended.put("events", events[0]);
        ended.put("position", Long.toString(head.position()));
        ended.put("hash", head.hash());
        out.append(CloudEvents.note(CloudEvents.ENDED, now, ended)).append('\n');
        return new Report(events[0], head);
    }

    private static boolean takes(Selection selection, CommitEvent event) {
        return selection.takes(event.kind(), event.streamId(), event.name(), JSON.readTree(event.payload()));
    }

    private interface Visitor {
        void visit(Commit commit) throws IOException;
    }

    private Link walk(LongConsumer progress, Visitor visitor) throws IOException {
        Link last = Link.GENESIS;
        long count = 0;
        while (true) {
            List<Commit> page = commits.from(last.next(), STRIDE);
            if (page.isEmpty()) {
                if (commits.count() <= count) {
                    return last;
                }
                // Either somebody appended meanwhile, or something lies where the log does not lead
                if (commits.from(last.next(), 1).isEmpty()) {
                    throw new BrokenLog(last.next(), "it is missing, and there is more than what leads up to it");
                }
                continue;
            }
            for (Commit commit : page) {
                byte[] content = Hashing.content(commit.events(), commit.attempt());
                String hash = Hashing.link(
                        last.hash(), commit.position(), commit.recordedAt().toEpochMilli(), content);
                if (!hash.equals(commit.hash())) {
                    throw new BrokenLog(commit.position(), "it does not follow on what stands before it");
                }
                visitor.visit(commit);
                last = commit.link();
                count++;
            }
            progress.accept(last.last());
        }
    }

    /** The log is not what was recorded, so nothing is made of it that looks as if it were. */
    public static final class BrokenLog extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenLog(long position, String detail) {
            super("The log is broken at entry " + position + ": " + detail + ". Check it with verify-log");
        }
    }
}
