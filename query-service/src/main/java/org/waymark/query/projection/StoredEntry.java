package org.waymark.query.projection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;

/**
 * An entry of a stored history: one line about the event, and behind it the payload. Lines and not fields, because a
 * database handles a document of few long texts many times quicker than one of many short fields, and a history is
 * written again with each entry.
 *
 * @param position of the event in the log
 * @param happenedAt by which, as by the next, readers choose before they read the rest
 * @param columns of the line, in the order of {@link #write}
 * @param payload JSON
 */
record StoredEntry(long position, Instant happenedAt, Instant recordedAt, List<String> columns, String payload) {

    private static final String FIELD = "p";

    /** Ends the line; in the line itself it does not occur. */
    private static final char END = '\n';

    /** Between the columns; JSON and the names of events are free of it, and the last column may have it. */
    private static final String SEPARATOR = "\t";

    private static final String READ = "r";

    /** Not known to the release that wrote it. One that knows it shows it so too until the views are built again. */
    private static final String UNREAD = "u";

    private static final int COLUMNS = 11;

    /** The field of a document in which the entry lies. */
    static String fieldOf(StoredEvent event) {
        return FIELD + event.position();
    }

    static String write(StoredEvent event) {
        if (event.payload() instanceof UnknownEvent unknown) {
            return line(event, UNREAD, unknown.name(), unknown.version()) + END + unknown.payload();
        }
        EventCatalogue.Entry entry = Objects.requireNonNull(
                EventCatalogue.byType(event.payload().getClass()),
                () -> event.payload().getClass() + " is no event");
        return line(event, READ, entry.name(), entry.version()) + END + ViewJson.write(event.payload());
    }

    private static String line(StoredEvent event, String read, String name, int version) {
        return String.join(
                SEPARATOR,
                String.valueOf(event.happenedAt().getEpochSecond()),
                String.valueOf(event.happenedAt().getNano()),
                String.valueOf(event.recordedAt().getEpochSecond()),
                String.valueOf(event.recordedAt().getNano()),
                read,
                name,
                String.valueOf(version),
                String.valueOf(event.sequence()),
                event.hash(),
                ViewJson.write(event.metadata()),
                event.streamId());
    }

    /** @param field in which it lay */
    static StoredEntry read(String field, String lines) {
        int end = lines.indexOf(END);
        List<String> columns = List.of(lines.substring(0, end).split(SEPARATOR, COLUMNS));
        return new StoredEntry(
                Long.parseLong(field, FIELD.length(), field.length(), 10),
                Instant.ofEpochSecond(Long.parseLong(columns.get(0)), Long.parseLong(columns.get(1))),
                Instant.ofEpochSecond(Long.parseLong(columns.get(2)), Long.parseLong(columns.get(3))),
                columns,
                lines.substring(end + 1));
    }

    /** The entry without the words that have this digest. */
    static String withoutText(String lines, String digest) {
        int payload = lines.indexOf(END) + 1;
        return lines.indexOf(digest, payload) < 0
                ? lines
                : lines.substring(0, payload) + HistoryJson.withoutText(lines.substring(payload), digest);
    }

    /** The event as this release reads it. */
    StoredEvent event() {
        String name = columns.get(5);
        int version = Integer.parseInt(columns.get(6));
        String streamId = columns.get(10);
        EventCatalogue.Entry known = EventCatalogue.byName(name);
        return new StoredEvent(
                position,
                streamId,
                Long.parseLong(columns.get(7)),
                known == null || known.version() < version || columns.get(4).equals(UNREAD)
                        ? new UnknownEvent(streamId, name, version, payload)
                        : ViewJson.read(payload, known.type()),
                ViewJson.readStrings(columns.get(9)),
                happenedAt,
                recordedAt,
                columns.get(8));
    }
}
