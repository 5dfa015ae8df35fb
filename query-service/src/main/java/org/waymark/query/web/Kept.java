package org.waymark.query.web;

/**
 * What somebody typed where it could not be saved, so that it can be copied.
 *
 * @param label the question that it answers
 */
public record Kept(String label, String words) {}
