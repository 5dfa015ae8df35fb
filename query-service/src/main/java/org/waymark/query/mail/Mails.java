package org.waymark.query.mail;

import java.util.Map;
import org.waymark.contract.mail.MailState;
import org.waymark.query.view.Page;

/** The log of mails. */
public interface Mails {

    /** Days, today included, for which what needs a look stands first; after that it stands in its place in time. */
    int LOOKED_AT_FIRST = 30;

    /** Those of the last {@link #LOOKED_AT_FIRST} days that need a look first, then the newest first. */
    Page<MailView> log(MailFilter filter, int page, int size);

    /** @throws org.waymark.query.view.NotKnown when there is no such mail */
    MailView mail(String mailId);

    /** How many mails there are in each state, every state included. */
    Map<MailState, Integer> byState();
}
