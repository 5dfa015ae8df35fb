package org.waymark.notifier.agenda;

/** One thing the daily check knows, as of the last event that changed it. */
public sealed interface Row permits ActionRow, PlanRow, GroupRow, PartyRow, PersonRow {

    /** How many letters of a key name the kind of row. */
    int KIND_LENGTH = 2;

    /** Unique over all kinds of row: the kind's letter, a slash and the id. */
    String key();

    /** Global position of the last event that this row has seen; an event at or before it is passed over. */
    long position();
}
