package org.waymark.notifier.check;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.web.client.HttpClientErrorException;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailCommand.Outcome;
import org.waymark.contract.mail.MailState;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.agenda.MailSwitch;
import org.waymark.notifier.agenda.PersonRow;
import org.waymark.notifier.commands.CommandApi;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.mail.Composer;
import org.waymark.notifier.mail.Postmaster;
import org.waymark.notifier.mail.Renderer;
import org.waymark.notifier.mail.Smtp;
import org.waymark.notifier.outbox.Letter;
import org.waymark.notifier.outbox.Outbox;
import org.waymark.notifier.outbox.Sender;
import org.waymark.notifier.sweep.Digests;
import org.waymark.notifier.sweep.Due;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.DueItem;
import org.waymark.notifier.sweep.NearActions;
import org.waymark.notifier.sweep.Outlook;
import org.waymark.notifier.sweep.PlanDay;
import org.waymark.notifier.sweep.Situation;
import org.waymark.notifier.sweep.Sweep;

/**
 * The daily check. Looks at the agenda as of the head of the log, asks the sweep what is due, has escalations resolved
 * and raised, writes one mail per person, hands it over and puts on record what became of it. Run as often and by as many
 * as may be: what was done is in the log or in the outbox, and is not done again. Works in a fixed order, so that the same
 * log, day and directory give the same commands.
 */
public final class DailyCheck implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(DailyCheck.class);

    /** Mails that go on record in one commit. */
    private static final int RECORDED_TOGETHER = 50;

    /** So many days' mails in a row, refused for something else than the address, and their reader counts as not to be reached. */
    private static final int DAYS_OF_REFUSALS = 2;

    private final Agendas agendas;
    private final CommandApi commands;
    private final Outbox outbox;
    private final Sender sender;
    private final Postmaster postmaster;
    private final MailSwitch mailSwitch;
    private final Lease lease;
    private final LastCheck last;
    private final CheckMetrics metrics;
    private final NotifierProperties properties;
    private final String instance;
    private final Clock clock;
    private final Composer composer;
    private final Outlook near = new NearActions();
    private final Renderer renderer = new Renderer();
    private volatile @Nullable Written lastWritten;
    private volatile boolean stopping;

    /** What the words of all mails that wait were written from. An agenda is the same one as long as nothing in it changes. */
    private record Written(LocalDate day, Agenda agenda, List<Contact> people) {}

    DailyCheck(
            Agendas agendas,
            CommandApi commands,
            Outbox outbox,
            Sender sender,
            Postmaster postmaster,
            Composer composer,
            MailSwitch mailSwitch,
            Lease lease,
            LastCheck last,
            CheckMetrics metrics,
            NotifierProperties properties,
            String instance,
            Clock clock) {
        this.agendas = agendas;
        this.commands = commands;
        this.outbox = outbox;
        this.sender = sender;
        this.postmaster = postmaster;
        this.mailSwitch = mailSwitch;
        this.lease = lease;
        this.last = last;
        this.metrics = metrics;
        this.properties = properties;
        this.instance = instance;
        this.clock = clock;
        this.composer = composer;
    }

    /**
     * Checks, unless nothing can have become due since the last check of the day: neither the log nor the directory, which is
     * not in it, has changed. For those who wake often.
     *
     * @throws org.springframework.web.client.RestClientException as {@link #run}
     */
    public Report wake() {
        LastCheck.Remembered before = last.recall();
        Instant now = clock.instant();
        LocalDateTime local = LocalDateTime.ofInstant(now, AgendaFold.ZONE);
        if (before != null
                && before.wholeDay()
                && before.report().day().equals(local.toLocalDate())
                && agendas.behind() == 0
                && before.position() == agendas.position()
                && outbox.due(now).isEmpty()
                && outbox.unrecorded().isEmpty()
                && standingFor(commands.contacts()).equals(before.people())) {
            return Report.without(local.toLocalDate(), now, Report.Result.NOTHING_NEW);
        }
        return run();
    }

    /**
     * Checks now, and comes back when everything that could be done is done.
     *
     * @throws org.springframework.web.client.RestClientException when command-service cannot be reached; what was done
     *     until then stays done, and the next check goes on from there
     */
    public Report run() {
        Instant now = clock.instant();
        LocalDateTime local = LocalDateTime.ofInstant(now, AgendaFold.ZONE);
        Optional<SimpleLock> lock = lease.take();
        if (lock.isEmpty()) {
            return Report.without(local.toLocalDate(), now, Report.Result.ELSEWHERE);
        }
        long began = System.nanoTime();
        try {
            Report report = check(now, local, began);
            metrics.finished(report);
            return report;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Report.without(local.toLocalDate(), now, Report.Result.AGENDA_BEHIND);
        } catch (RuntimeException e) {
            metrics.broke(e);
            throw e;
        } finally {
            lock.get().unlock();
        }
    }

    private Report check(Instant now, LocalDateTime local, long began) throws InterruptedException {
        outbox.recover(instance, now.minus(properties.mail().claimTimeout()));
        outbox.endDaysBefore(local.toLocalDate());
        record();
        if (!agendas.awaitHead(properties.notifier().patience())) {
            LOG.warn("The daily check waits: its agenda is {} entries behind the log", agendas.behind());
            return Report.without(local.toLocalDate(), now, Report.Result.AGENDA_BEHIND);
        }
        long position = agendas.position();
        List<Contact> people = people();
        Situation situation = situation(people, local);
        Due due = Sweep.sweep(situation, near);
        int resolved = 0;
        int raised = 0;
        if (!due.resolve().isEmpty() || !due.raise().isEmpty()) {
            for (Due.Resolve gone : due.resolve()) {
                resolved += resolve(gone) ? 1 : 0;
            }
            for (Due.Raise raise : due.raise()) {
                raised += raise(raise) ? 1 : 0;
            }
            if (!agendas.awaitHead(properties.notifier().patience())) {
                return Report.without(local.toLocalDate(), now, Report.Result.AGENDA_BEHIND);
            }
            situation = situation(people, local);
            due = Sweep.sweep(situation, near);
        }
        int items = 0;
        int mails = 0;
        Sender.Round round = Sender.Round.NONE;
        if (mailSwitch.on()) {
            List<Letter> letters = write(due.digests(), situation, people, now);
            items = letters.stream()
                    .mapToInt(letter -> letter.mail().items().size())
                    .sum();
            mails = letters.size();
            round = sender.send(situation.contacts(), () -> !stopping && mailSwitch.stillOn());
            metrics.handedOver(round);
            markRefused(situation.agenda(), situation.contacts());
            record();
        }
        Map<MailState, Integer> left = outbox.counts();
        int waiting = left.getOrDefault(MailState.WAITING, 0)
                + left.getOrDefault(MailState.FAILED, 0)
                + left.getOrDefault(MailState.SENDING, 0);
        Report report = new Report(
                local.toLocalDate(),
                now,
                Report.Result.DONE,
                resolved,
                raised,
                items,
                mails,
                round.sent(),
                round.failed() + round.unknown(),
                round.givenUp(),
                waiting,
                (System.nanoTime() - began) / 1_000_000);
        last.remember(new LastCheck.Remembered(report, position, everyHourHasCome(situation), standingFor(people)));
        return report;
    }

    /** Another text for another directory, in which nobody can be read. */
    private static String standingFor(List<Contact> people) {
        return Digests.of(people.toString());
    }

    /** The directory, in which those are marked whom an earlier check had to leave unmarked. */
    private List<Contact> people() {
        List<Contact> people = commands.contacts();
        Agenda agenda = agendas.current();
        return markRefused(agenda, new Contacts(people, agenda::standingFor)) ? commands.contacts() : people;
    }

    /**
     * Marks those to whom mail came back for good: whose address was refused, or who were, without a word what for; and whose mails
     * of two days in a row were refused for what they say or by a server that lets nothing through to them. (One may be unlucky
     * in its words, and where most of a day are refused that is no reader's matter; but mail that comes back every day
     * finds nobody either.) Follows from the outbox, so that a check that breaks in between loses nobody.
     *
     * @return whether anybody was marked
     */
    private boolean markRefused(Agenda agenda, Contacts contacts) {
        List<Outbox.Refused> all = outbox.refused();
        Map<String, List<Outbox.Refused>> byContact = all.stream()
                .collect(Collectors.groupingBy(Outbox.Refused::contactId, TreeMap::new, Collectors.toList()));
        boolean marked = false;
        for (Map.Entry<String, List<Outbox.Refused>> of : byContact.entrySet()) {
            Contact contact = contacts.find(of.getKey());
            if (contact == null || contact.undeliverable()) {
                outbox.settled(of.getValue());
                continue;
            }
            PersonRow written = agenda.person(contact.contactId());
            Map<Boolean, List<Outbox.Refused>> standing = of.getValue().stream()
                    .collect(Collectors.partitioningBy(mail -> mail.wasTo(contact.email())
                            && (mail.why() == Smtp.Refusal.ADDRESS
                                    || written == null
                                    || written.lastMailOn().isBefore(mail.day()))));
            outbox.settled(standing.getOrDefault(false, List.of()));
            List<Outbox.Refused> refused = standing.getOrDefault(true, List.of());
            if (cannotBeWrittenTo(refused, all) && markUndeliverable(refused.getLast())) {
                outbox.settled(refused);
                marked = true;
            }
        }
        return marked;
    }

    private boolean cannotBeWrittenTo(List<Outbox.Refused> refused, List<Outbox.Refused> all) {
        if (refused.stream().anyMatch(mail -> mail.why() == Smtp.Refusal.ADDRESS)) {
            return true;
        }
        List<Outbox.Refused> own = refused.stream()
                .filter(mail -> isReadersOwnMatter(mail.day(), all))
                .toList();
        return own.stream().anyMatch(mail -> mail.why() == Smtp.Refusal.RECIPIENT)
                || own.stream().map(Outbox.Refused::day).distinct().count() >= DAYS_OF_REFUSALS;
    }

    /** Whether the mail server took as many mails of this day as it refused without blaming the address, or refused one reader's alone. */
    private boolean isReadersOwnMatter(LocalDate day, List<Outbox.Refused> all) {
        long others = all.stream()
                .filter(mail -> mail.day().equals(day) && mail.why() != Smtp.Refusal.ADDRESS)
                .map(Outbox.Refused::contactId)
                .distinct()
                .count();
        return others == 1 || outbox.sentOn(day) >= others;
    }

    /** Whether it is settled. Somebody who is forgotten cannot be marked; while another changes the contact, it is left to the next check. */
    private boolean markUndeliverable(Outbox.Refused refused) {
        try {
            commands.undeliverable(
                    refused.contactId(), "undeliverable-" + refused.mailId(), new CommandApi.Undeliverable(true));
            return true;
        } catch (HttpClientErrorException e) {
            LOG.info("{} could not be marked: {}", refused.contactId(), e.getResponseBodyAsString());
            return e.getStatusCode().value() == 404;
        }
    }

    /** What nobody can have yet is judged anew like what was never written down. */
    private Situation situation(List<Contact> people, LocalDateTime local) {
        Agenda agenda = agendas.current();
        Set<String> written = new HashSet<>(outbox.writtenOn(local.toLocalDate()));
        written.removeAll(outbox.waitingFor(local.toLocalDate()));
        return new Situation(
                agenda,
                agendas.takenOn(agenda),
                new Contacts(people, agenda::standingFor),
                outbox.onTheirWay(),
                written,
                local);
    }

    private static boolean everyHourHasCome(Situation situation) {
        return situation.agenda().plans().stream()
                .noneMatch(plan ->
                        situation.now().toLocalTime().isBefore(plan.policy().sendAt()));
    }

    private boolean resolve(Due.Resolve gone) {
        try {
            commands.resolve(
                    gone.actionId(), "resolve-" + gone.escalationId(), new CommandApi.Resolve(gone.escalationId()));
            return true;
        } catch (HttpClientErrorException e) {
            return refused("Resolving " + gone.escalationId() + " of " + gone.actionId(), e);
        }
    }

    private boolean raise(Due.Raise raise) {
        try {
            commands.raise(
                    raise.actionId(),
                    "raise-" + raise.escalation().escalationId(),
                    new CommandApi.Raise(raise.escalation()));
            return true;
        } catch (HttpClientErrorException e) {
            return refused("Raising " + raise.escalation().cause() + " of " + raise.actionId(), e);
        }
    }

    /** Somebody was quicker, for example by completing the action: the next sweep sees it. It must not stop the mail. */
    private static boolean refused(String what, HttpClientErrorException e) {
        int status = e.getStatusCode().value();
        if (status == 409 || status == 404) {
            LOG.info("{} was refused: {}", what, e.getResponseBodyAsString());
            return false;
        }
        if (status == 422) {
            LOG.warn("{} was not understood: {}", what, e.getResponseBodyAsString());
            return false;
        }
        throw e;
    }

    /**
     * Writes down what is owed. A mail that waits since an earlier check says from here on what is true now: while it waited
     * an action may have been completed or handed on, or its reader may have left.
     *
     * @return the mails that were not written down before
     */
    private List<Letter> write(List<DueDigest> digests, Situation situation, List<Contact> people, Instant now) {
        LocalDate today = situation.now().toLocalDate();
        Set<String> waiting = outbox.waitingFor(today);
        Written asOf = new Written(today, situation.agenda(), people);
        boolean nothingChanged = asOf.equals(lastWritten);
        List<Letter> letters = letters(
                digests.stream()
                        .filter(due -> !nothingChanged || !waiting.contains(due.contactId()))
                        .toList(),
                situation,
                now);
        if (!nothingChanged && !waiting.isEmpty()) {
            outbox.renew(today, letters);
        }
        List<Letter> fresh = letters.stream()
                .filter(letter -> !waiting.contains(letter.mail().contactId()))
                .toList();
        outbox.write(fresh);
        lastWritten = asOf;
        return fresh;
    }

    private List<Letter> letters(List<DueDigest> digests, Situation situation, Instant now) {
        if (digests.isEmpty()) {
            return List.of();
        }
        Map<String, PlanDay> plans = Sweep.planDays(situation);
        List<Letter> letters = new ArrayList<>();
        for (DueDigest due : digests) {
            Contact contact = situation.contacts().find(due.contactId());
            if (contact == null) {
                continue;
            }
            String mailId = "mail-" + due.contactId() + "-" + situation.now().toLocalDate();
            Renderer.Rendered rendered = renderer.render(
                    composer.compose(due, contact, situation.agenda(), plans),
                    situation.now().toLocalDate(),
                    properties.mail().messageIdDomain());
            letters.add(Letter.written(
                    new Mail(
                            mailId,
                            due.contactId(),
                            Composer.roleOf(due.items()),
                            Composer.partyOf(due.items()),
                            situation.now().toLocalDate(),
                            postmaster.messageId(mailId),
                            due.items().stream().map(DueItem::asMailItem).toList()),
                    rendered,
                    officer(due, plans),
                    now));
        }
        return letters;
    }

    /** The officer whom an answer reaches, unless the mail goes to that officer. */
    private static @Nullable String officer(DueDigest due, Map<String, PlanDay> plans) {
        PlanDay plan = plans.get(due.items().getFirst().planId());
        String officer = plan == null ? null : plan.officerId();
        return due.contactId().equals(officer) ? null : officer;
    }

    /** Puts on record what became of mails, in the order of their keys; a repeated request changes nothing. */
    private void record() {
        List<Letter> letters = outbox.unrecorded();
        for (int from = 0; from < letters.size(); from += RECORDED_TOGETHER) {
            List<Letter> batch = letters.subList(from, Math.min(letters.size(), from + RECORDED_TOGETHER));
            StringBuilder content = new StringBuilder();
            List<Outcome> outcomes = new ArrayList<>();
            for (Letter letter : batch) {
                content.append(letter.id()).append(' ').append(letter.claim()).append('\n');
                outcomes.add(new Outcome(letter.mail(), letter.state(), letter.attempts(), letter.answer()));
            }
            String batchId = "b-" + Digests.of(content.toString());
            commands.record(batchId, "record-" + batchId, new CommandApi.Recorded(outcomes));
            outbox.recorded(batch);
        }
    }

    /** Ends a round of sending after the mail at hand; what is left waits for the next check. */
    @Override
    public void destroy() {
        stopping = true;
    }
}
