package org.waymark.contract.mail;

/** What became of a mail. */
public enum MailState {
    WAITING,
    SENDING,
    SENT,
    FAILED,
    OUTCOME_UNKNOWN,
    GIVEN_UP
}
