package org.waymark.contract.log;

/** Names of the metadata that travel with commands and are stored with events. All values are strings unless said. */
public final class Metadata {

    /** Id of the user or contact who acted, or {@link #DAILY_CHECK}. Never a name. */
    public static final String ACTOR = "actor";

    /** {@link Role} in which the actor acted, by its enum name. */
    public static final String ROLE = "role";

    /** How it came in: {@code session}, {@code api}, {@code import}, {@code link} or {@code daily-check}. */
    public static final String VIA = "via";

    /** The caller's Idempotency-Key, prefixed with the actor, so that two callers cannot meet on one key. */
    public static final String REQUEST = "request";

    /** SHA-256 in hex of the request (path and body) that {@link #REQUEST} was first used for. */
    public static final String REQUEST_FINGERPRINT = "requestFingerprint";

    /** Version of the content that the caller had seen (from If-Match), as a decimal number. Commands only. */
    public static final String EXPECTED_VERSION = "expectedVersion";

    /**
     * When it happened, as an ISO-8601 instant, where that is before now. Commands only: on events it is the event's own
     * time.
     */
    public static final String HAPPENED_AT = "happenedAt";

    /** Name of the file that an import read, and the row in it, as {@code FILE:ROW}. */
    public static final String SOURCE = "source";

    /** The actor of everything that the notifier does. */
    public static final String DAILY_CHECK = "daily-check";

    private Metadata() {}
}
