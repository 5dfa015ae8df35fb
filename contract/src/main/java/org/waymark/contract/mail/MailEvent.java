package org.waymark.contract.mail;

import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;

/** What happened to a mail. Each mail is a stream of its own; an action's audit trail shows it. */
public sealed interface MailEvent extends Event {

    Mail mail();

    @Override
    default String streamId() {
        return mail().mailId();
    }

    @EventName("mail.recorded")
    record MailRecorded(
            Mail mail,
            MailState state,
            int attempts,
            @Nullable String answer) implements MailEvent {}
}
