package org.waymark.query.mail;

import java.util.Map;
import org.waymark.contract.mail.MailState;
import org.waymark.query.view.Page;

/** The log of mails. */
public interface Mails {

    /** Those that need a look first, then the newest first. */
    Page<MailView> log(MailFilter filter, int page, int size);

    /** @throws org.waymark.query.view.NotKnown when there is no such mail */
    MailView mail(String mailId);

    /** How many mails there are in each state, every state included. */
    Map<MailState, Integer> byState();
}
