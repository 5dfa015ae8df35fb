package org.waymark.contract.action;

/** Why a concern about an action is raised. The level follows from the plan's ladder. */
public enum EscalationReason {
    /** Not started shortly before its date. */
    NOT_STARTED_NEAR_DATE,
    /** Red shortly before its date. */
    RED_NEAR_DATE,
    /** No answer to the reminders shortly before its date. */
    UNANSWERED_NEAR_DATE,
    /** Past its date. */
    LATE,
    /** No update by a papers deadline in spite of two requests. */
    SILENT,
    /** Its date has slipped as often as the plan's ladder allows. History: resolves by a recorded decision only. */
    SLIPPED,
    /** Nobody leads it. */
    NO_LEAD,
    /** No lead has a contact who can be written to. */
    NOBODY_TO_WRITE_TO,
    /** It has no date and is not ongoing. */
    UNDATED,
    /** Its timescale could not be read. */
    UNREADABLE,
    /** A mail about it came back for good. */
    UNDELIVERABLE,
    /** Red at as many meetings running as the plan's ladder allows. History: resolves by a recorded decision, or a change of rating. */
    RED_AT_MEETINGS
}
