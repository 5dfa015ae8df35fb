package org.waymark.eventstore;

/**
 * Where the log ends.
 *
 * @param position global position of the last event; 0 when there is none
 * @param hash hash of the last commit, in hex; {@link #GENESIS} when there is none
 */
public record Head(long position, String hash) {

    /** The hash before the first commit: 64 zeros. */
    public static final String GENESIS = "0".repeat(64);

    /** The end of a log without events. */
    public static Head genesis() {
        return new Head(0, GENESIS);
    }
}
