package org.waymark.contract.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What the notifier puts on record. */
public sealed interface MailCommand extends Command {

    /**
     * What became of several mails, in one commit. A mail whose state is already on record is passed over, so the
     * command can be repeated.
     *
     * @param batchId any id; not a stream
     */
    record RecordMails(String batchId, List<Outcome> outcomes) implements MailCommand {
        public RecordMails {
            batchId = InvalidField.required("batchId", batchId, "give-the-batch-an-id");
            outcomes = List.copyOf(outcomes);
        }

        @Override
        public String streamId() {
            return batchId;
        }
    }

    /**
     * @param state what became of it; not WAITING or SENDING
     * @param attempts how often it was handed to the mail server
     * @param answer the mail server's words where it refused, without any address; null otherwise
     */
    record Outcome(
            Mail mail,
            MailState state,
            int attempts,
            @Nullable String answer) {
        public Outcome {
            InvalidField.required("outcomes.mail", mail, "say-which-mail-it-was");
            InvalidField.required("outcomes.state", state, "say-what-became-of-the-mail");
        }
    }
}
