package org.waymark.eventstore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The log as readers see it. Positions count events from 1 without gaps; what is visible is always a prefix of the log.
 * Appending goes through Axon. Safe for use by several threads. Each method throws {@link
 * com.mongodb.MongoException} when the database cannot be reached.
 */
public interface EventLog {

    /** Where the log ends now. */
    Head head();

    /** What became of the request with this key ({@link org.waymark.contract.log.Metadata#REQUEST}). */
    Optional<StoredRequest> findRequest(String requestKey);

    /** All events of a stream, in order; empty when there is no such stream. */
    List<StoredEvent> readStream(String streamId);

    /** All events of these streams, in the order of the log. */
    List<StoredEvent> readStreams(Collection<String> streamIds);

    /**
     * Reads the log in order, until the end or until the consumer has enough.
     *
     * @param fromPosition position of the first event wanted, at least 1
     * @param consumer answers whether it wants another one
     */
    void read(long fromPosition, Predicate<StoredEvent> consumer);

    /** Position of the last event recorded at or before this moment; 0 when there is none. */
    long positionAt(Instant moment);

    /**
     * Removes a free text and its salt from the commit that holds it. The chain of hashes stays whole, because it covers
     * only the text's digest. That it was removed is to be recorded as an event of its own.
     *
     * @param position position of the event that the text belongs to
     * @param digest digest of the text, as its event holds it
     * @return whether it was there
     */
    boolean redact(long position, String digest);
}
