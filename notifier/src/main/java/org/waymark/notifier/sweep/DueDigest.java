package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.util.List;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;

/**
 * Everything one person is owed today.
 *
 * @param items by urgency of the rule, then plan and action
 */
public record DueDigest(String contactId, List<DueItem> items) {

    public DueDigest {
        items = List.copyOf(items);
    }

    /** What would be on record if it were sent on this day; for what looks ahead, with ids of its own. */
    public MailEvent.MailRecorded asIfSent(LocalDate day) {
        DueItem first = items.getFirst();
        String mailId = "ahead-" + contactId + "-" + day;
        return new MailEvent.MailRecorded(
                new Mail(
                        mailId,
                        contactId,
                        first.role(),
                        first.partyId(),
                        day,
                        mailId,
                        items.stream().map(DueItem::asMailItem).toList()),
                MailState.SENT,
                1,
                null);
    }
}
