package org.waymark.contract.party;

/** What sort of party it is. */
public enum PartyKind {
    ORGANISATION,
    TEAM,
    ROLE,
    /** A form of words that names nobody in particular ("All partners"); nobody can be written to. */
    COLLECTIVE
}
