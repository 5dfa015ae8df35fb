package org.waymark.notifier.commands;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.mail.MailCommand.Outcome;
import org.waymark.notifier.directory.Contact;

/** What the notifier asks of command-service. Every method throws Spring's RestClientException. */
@HttpExchange
public interface CommandApi {

    /** Header under which a repeated request is known. */
    String KEY = "Idempotency-Key";

    @PostExchange("/api/commands/actions/{actionId}/raise-escalation")
    void raise(@PathVariable String actionId, @RequestHeader(KEY) String key, @RequestBody Raise body);

    @PostExchange("/api/commands/actions/{actionId}/resolve-escalation")
    void resolve(@PathVariable String actionId, @RequestHeader(KEY) String key, @RequestBody Resolve body);

    @PostExchange("/api/commands/mails/{batchId}/record-mails")
    void record(@PathVariable String batchId, @RequestHeader(KEY) String key, @RequestBody Recorded body);

    /** Everybody who can be written to. */
    @GetExchange("/api/directory/contacts")
    List<Contact> contacts();

    /** Notes that mail to this person came back for good. */
    @PostExchange("/api/directory/contacts/{contactId}/undeliverable")
    void undeliverable(@PathVariable String contactId, @RequestHeader(KEY) String key, @RequestBody Undeliverable body);

    /** Body of {@link org.waymark.contract.action.ActionCommand.RaiseEscalation}. */
    record Raise(Escalation escalation) {}

    /** Body of {@link org.waymark.contract.action.ActionCommand.ResolveEscalation}. */
    record Resolve(String escalationId) {}

    /** Body of {@link org.waymark.contract.mail.MailCommand.RecordMails}. */
    record Recorded(List<Outcome> outcomes) {}

    /** Body of what is noted at an address. */
    record Undeliverable(boolean undeliverable) {}
}
