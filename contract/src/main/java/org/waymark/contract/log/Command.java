package org.waymark.contract.log;

/** A wish that command-service grants or refuses. Records check their own form and throw {@link InvalidField}. */
public interface Command {

    /** Identifier of the stream that decides; unique over all kinds of stream. */
    String streamId();
}
