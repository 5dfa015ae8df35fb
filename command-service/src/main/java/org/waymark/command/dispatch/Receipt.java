package org.waymark.command.dispatch;

/**
 * What became of a command.
 *
 * @param id the stream that decided
 * @param position global position of its last event; where nothing happened, of the log
 * @param version version of the stream's content
 * @param replayed whether it was an earlier request with the same key that had this effect
 */
public record Receipt(String id, long position, long version, boolean replayed) {}
