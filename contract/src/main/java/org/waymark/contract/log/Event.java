package org.waymark.contract.log;

/** A fact of the log; a record of one of the sealed interfaces that {@link EventCatalogue} lists. Who, when and why-it-came-in travel beside it as metadata ({@link Metadata}). */
public interface Event {

    /** Identifier of the stream that this event belongs to; unique over all kinds of stream. */
    String streamId();
}
