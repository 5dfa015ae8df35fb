package org.waymark.query.view;

/**
 * A party as a reader meets it.
 *
 * @param name its present name; the id where the party is not known
 * @param accountable whether it is marked accountable among the leads; false for partners
 */
public record PartyName(String partyId, String name, boolean accountable) {}
