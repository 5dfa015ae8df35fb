package org.waymark.eventstore;

import org.waymark.contract.log.Event;

/**
 * An event that this release cannot read: written by a newer one, or of a kind since removed. Handlers let it pass.
 *
 * @param name the stored name
 * @param version the stored version
 * @param payload the stored payload, JSON, as it stands in the log (free texts by digest)
 */
public record UnknownEvent(String streamId, String name, int version, String payload) implements Event {}
