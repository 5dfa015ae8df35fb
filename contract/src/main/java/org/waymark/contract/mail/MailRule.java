package org.waymark.contract.mail;

/** The rule of the policy because of which something stands in a mail. */
public enum MailRule {
    /** A target date is coming. */
    REMINDER_BEFORE,
    /** The day after the target date. */
    REMINDER_AFTER,
    /** Weekly while late. */
    WEEKLY_CHASE,
    /** Before a meeting: where does it stand? */
    UPDATE_REQUEST,
    /** Before a meeting, again. */
    SECOND_UPDATE_REQUEST,
    /** Somebody else leads now: the new leads are told. */
    HANDOVER,
    /** A concern was raised to the reader's rung. */
    ESCALATION,
    /** What is escalated, at the papers deadline, to governance. */
    ESCALATIONS_FOR_PAPERS,
    /** What is already late or missing when a plan is adopted, to governance. */
    TAKE_ON_REPORT,
    /** A proposal waits for governance. */
    PROPOSAL_WAITING,
    /** The date of a milestone of an open action is coming. */
    MILESTONE_BEFORE,
    /** A milestone was not reached by its date: the policy's days after it, then as often as a late action. */
    MILESTONE_AFTER,
    /** A report that was promised to a group is coming due. */
    REPORT_BEFORE,
    /** A report that was promised to a group is late: the policy's days after its date, then as often as a late action. */
    REPORT_AFTER,
    /** The pack of a meeting was issued: everybody of the group is told where it is. */
    PACK_ISSUED,
    /** Before a meeting, to the chair: what waits for a decision, what is escalated by lead, and who is silent. */
    CHAIRS_NOTE,
    /** Mail to an officer, chair, member or escalation contact finds nobody, to governance. */
    UNREACHED,
    /** Somebody asked for a new link from one that had ended; no policy owes it, and it is in a mail of its own. */
    NEW_LINK
}
