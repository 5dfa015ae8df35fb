package org.waymark.notifier.check;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.agenda.MailSwitch;
import org.waymark.notifier.commands.CommandApi;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.mail.Composer;
import org.waymark.notifier.mail.Postmaster;
import org.waymark.notifier.mail.Renderer;
import org.waymark.notifier.outbox.Letter;
import org.waymark.notifier.outbox.Outbox;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.DueItem;
import org.waymark.notifier.sweep.PlanDay;
import org.waymark.notifier.sweep.Situation;
import org.waymark.notifier.sweep.Sweep;

/**
 * Writes down a mail with a new link for somebody who asks from one that has ended: to the address of the directory and
 * nowhere else, and one a day for each person, however often they ask. The next check hands it over like any other.
 */
final class NewLinks {

    private final Agendas agendas;
    private final CommandApi commands;
    private final Outbox outbox;
    private final MailSwitch mailSwitch;
    private final Postmaster postmaster;
    private final Composer composer;
    private final Renderer renderer = new Renderer();
    private final NotifierProperties properties;
    private final Clock clock;

    NewLinks(
            Agendas agendas,
            CommandApi commands,
            Outbox outbox,
            MailSwitch mailSwitch,
            Postmaster postmaster,
            Composer composer,
            NotifierProperties properties,
            Clock clock) {
        this.agendas = agendas;
        this.commands = commands;
        this.outbox = outbox;
        this.mailSwitch = mailSwitch;
        this.postmaster = postmaster;
        this.composer = composer;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Whether a mail was written down; not where the person cannot be written to, answers for nothing that is open, had one
     * today, or while all mail is stopped.
     *
     * @param actionId the action that the ended link was for, or null for all
     */
    boolean ask(String contactId, @Nullable String actionId) {
        Instant now = clock.instant();
        LocalDateTime local = LocalDateTime.ofInstant(now, AgendaFold.ZONE);
        LocalDate today = local.toLocalDate();
        String mailId = "link-" + contactId + "-" + today;
        if (outbox.holds(mailId) || !mailSwitch.on()) {
            return false;
        }
        Agenda agenda = agendas.current();
        Contacts contacts = new Contacts(commands.contacts(), agenda::standingFor);
        Contact contact = contacts.reachable(contactId);
        if (contact == null) {
            return false;
        }
        Situation situation = new Situation(agenda, Map.of(), contacts, Set.of(), Set.of(), local);
        Map<String, PlanDay> plans = Sweep.planDays(situation);
        List<String> parties = partiesOf(contact, contacts, agenda, today);
        Predicate<ActionRow> asked = row -> actionId == null || row.actionId().equals(actionId);
        ActionRow about = agenda.actions().stream()
                .filter(row -> row.status().open() && plans.containsKey(row.planId()))
                .filter(asked)
                .filter(row ->
                        row.leads().parties().stream().map(agenda::standingFor).anyMatch(parties::contains))
                .findFirst()
                .orElse(null);
        if (about == null) {
            return false;
        }
        String party = about.leads().parties().stream()
                .map(agenda::standingFor)
                .filter(parties::contains)
                .findFirst()
                .orElseThrow();
        DueItem item = new DueItem(
                about.planId(),
                actionId,
                MailRule.NEW_LINK,
                today.toString(),
                contactId,
                contact.role() == Contact.Role.LEAD ? RecipientRole.LEAD : RecipientRole.ESCALATION_CONTACT,
                party,
                null);
        PlanDay plan = plans.get(about.planId());
        outbox.write(List.of(Letter.written(
                new Mail(
                        mailId,
                        contactId,
                        item.role(),
                        party,
                        today,
                        postmaster.messageId(mailId),
                        List.of(item.asMailItem())),
                renderer.render(
                        composer.compose(new DueDigest(contactId, List.of(item)), contact, agenda, plans),
                        today,
                        properties.mail().messageIdDomain()),
                plan == null ? null : plan.officerId(),
                now)));
        return true;
    }

    /** Parties that the person answers for today, as a deputy too. */
    private static List<String> partiesOf(Contact contact, Contacts contacts, Agenda agenda, LocalDate today) {
        return contacts.all().stream()
                .filter(other -> other.contactId().equals(contact.contactId())
                        || other.awayOn(today)
                                && other.leftOn() == null
                                && other.away() != null
                                && contact.contactId().equals(other.away().deputy()))
                .filter(other -> other.role() == Contact.Role.LEAD || other.role() == Contact.Role.ESCALATION_CONTACT)
                .flatMap(other ->
                        java.util.stream.Stream.concat(other.partyIds().stream(), other.escalationFor().stream()))
                .map(agenda::standingFor)
                .distinct()
                .toList();
    }
}
