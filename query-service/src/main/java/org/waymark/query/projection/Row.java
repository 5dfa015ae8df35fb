package org.waymark.query.projection;

/**
 * A folded state as it is stored.
 *
 * @param entries number of entries in its history so far
 */
public record Row<T>(T state, int entries) {}
