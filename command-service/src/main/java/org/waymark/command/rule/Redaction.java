package org.waymark.command.rule;

import org.waymark.contract.log.InvalidField;

/** Removes words from the log. */
public interface Redaction {

    /**
     * Removes the words once the command at hand is committed. May be repeated, so that words whose removal was recorded
     * but cut short are removed after all.
     *
     * @param streamId the stream to which the words belong
     * @param position global position of the commit that holds them
     * @param digest digest of the words, as the event holds it
     * @throws InvalidField when the stream holds no such words
     */
    void remove(String streamId, long position, String digest);
}
