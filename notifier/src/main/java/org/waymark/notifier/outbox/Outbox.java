package org.waymark.notifier.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.UpdateResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailState;
import org.waymark.notifier.mail.Renderer;
import org.waymark.notifier.mail.Smtp;
import org.waymark.notifier.sweep.Digests;
import tools.jackson.databind.json.JsonMapper;

/**
 * Mails that are written down, until their end is on record. One per person and day, and each line in one mail only:
 * both are unique in the database. Every step is a change of the {@code claim} from what it was read as, so that of
 * several notifiers one takes it.
 */
public final class Outbox {

    private static final String COLLECTION = "notifier_outbox";
    private static final String REFUSED = "refused";
    private static final Bson NOT_REFUSED =
            Updates.combine(Updates.unset(REFUSED), Updates.unset("refusal"), Updates.unset("refusedAddress"));
    private static final List<String> WORDS = List.of("subject", "text", "html", "calendar");

    /** What its reader asked for may go out on its day and so many days after it. */
    private static final int ASKED_FOR_DAYS = 2;

    /** Ended mails are kept this long, without their words, so that two notifiers never write the same one. */
    private static final int KEPT_DAYS = 60;

    private final MongoCollection<Document> collection;
    private final JsonMapper json = JsonMapper.builder().build();

    public Outbox(MongoDatabase database) {
        collection = database.getCollection(COLLECTION);
        collection.createIndex(Indexes.ascending("itemKeys"), new IndexOptions().unique(true));
        collection.createIndex(Indexes.ascending("claim"), new IndexOptions().unique(true));
        collection.createIndex(Indexes.ascending("open"));
        collection.createIndex(Indexes.ascending("day"));
        collection.createIndex(Indexes.ascending(REFUSED));
    }

    /** Writes mails down; one that exists already, or holds a line that another one holds, is left out. */
    public void write(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        try {
            collection.insertMany(
                    letters.stream().map(this::document).toList(), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            for (BulkWriteError error : e.getWriteErrors()) {
                if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
        }
    }

    /** Mails that can be handed over now, in the order of their keys. */
    public List<Letter> due(Instant now) {
        return open().stream()
                .filter(letter -> switch (letter.state()) {
                    case WAITING, FAILED -> !letter.nextAttemptAt().isAfter(now);
                    case OUTCOME_UNKNOWN -> !letter.repeated() && letter.recorded() == MailState.OUTCOME_UNKNOWN;
                    case SENDING, SENT, GIVEN_UP -> false;
                })
                .toList();
    }

    /** Takes a mail, with its words, to hand it over; null where somebody else took it. */
    public @Nullable Letter claim(Letter letter, String by, Instant now) {
        Letter taken = letter.taken();
        Document found = collection.findOneAndUpdate(
                eq("claim", letter.claim()),
                step(taken, Updates.set("claimedBy", by), Updates.set("claimedAt", Date.from(now))),
                new FindOneAndUpdateOptions().projection(Projections.include(WORDS)));
        return found == null ? null : taken.with(words(found));
    }

    /** Puts a mail back that was taken and not handed over; it waits as before. */
    public void release(Letter letter) {
        stepTo(letter, letter.leftUntouched());
    }

    /** Notes that the end of its content is about to go to the mail server; null where somebody else took it meanwhile. */
    public @Nullable Letter handingOver(Letter letter, Instant now) {
        return stepTo(letter, letter.handingOver(), Updates.set("handedOverAt", Date.from(now)));
    }

    /** How many mails were handed over since then, by any notifier. */
    public long handedOverSince(Instant since) {
        return collection.countDocuments(gt("handedOverAt", Date.from(since)));
    }

    /** The mail server has it. */
    public @Nullable Letter sent(Letter letter) {
        return stepTo(letter, letter.sent(), NOT_REFUSED);
    }

    /** Refused for now; it is tried again later the same day. */
    public @Nullable Letter failed(Letter letter, String answer, Instant nextAttemptAt) {
        return stepTo(letter, letter.failed(answer, nextAttemptAt), NOT_REFUSED);
    }

    /**
     * Refused by a mail server that does not serve its reader, at least not now: tried again later the same day. That it was
     * refused counts until a later try ends otherwise.
     *
     * @param address as in {@link #refused}
     */
    public @Nullable Letter notServed(Letter letter, String answer, Instant nextAttemptAt, String address) {
        return stepTo(letter, letter.failed(answer, nextAttemptAt), asRefused(Smtp.Refusal.SERVICE, address));
    }

    /** Never to be tried again; its lines are free for another mail. */
    public @Nullable Letter givenUp(Letter letter, String answer) {
        return stepTo(letter, letter.givenUp(answer));
    }

    /**
     * Refused for good by the mail server, so given up. That it was stays known until it is {@link #settled}, whatever breaks.
     *
     * @param address to which it was written; a mark of it is kept, and not the address
     */
    public @Nullable Letter refused(Letter letter, String answer, Smtp.Refusal why, String address) {
        return stepTo(letter, letter.givenUp(answer), asRefused(why, address));
    }

    private static Bson asRefused(Smtp.Refusal why, String address) {
        return Updates.combine(
                Updates.set(REFUSED, true),
                Updates.set("refusal", why.name()),
                Updates.set("refusedAddress", Digests.of(address)));
    }

    /**
     * A mail that was refused for good, or by a server that does not serve its reader, and from which nothing was concluded yet.
     *
     * @param address stands for the address that it was written to, as {@link Digests#of} names it
     */
    public record Refused(String mailId, String contactId, LocalDate day, Smtp.Refusal why, String address) {

        /** Whether it was written to this address. */
        public boolean wasTo(String other) {
            return address.equals(Digests.of(other));
        }
    }

    /** Mails that were refused and from which nothing was concluded yet, in the order of contacts and days. */
    public List<Refused> refused() {
        List<Refused> refused = new ArrayList<>();
        for (Document document : withoutWords(eq(REFUSED, true))) {
            Letter letter = letter(document);
            refused.add(new Refused(
                    letter.id(),
                    letter.mail().contactId(),
                    letter.day(),
                    Smtp.Refusal.valueOf(document.getString("refusal")),
                    document.getString("refusedAddress")));
        }
        refused.sort(Comparator.comparing(Refused::contactId).thenComparing(Refused::mailId));
        return refused;
    }

    /** What there was to conclude from these refusals is done. */
    public void settled(List<Refused> refused) {
        for (Refused mail : refused) {
            collection.updateOne(eq("_id", mail.mailId()), NOT_REFUSED);
        }
    }

    /** How many mails of this day the mail server took. */
    public long sentOn(LocalDate day) {
        return collection.countDocuments(and(eq("day", day.toString()), eq("state", MailState.SENT.name())));
    }

    /** Handed over, with no answer. */
    public @Nullable Letter outcomeUnknown(Letter letter) {
        return stepTo(letter, letter.outcomeUnknown());
    }

    private @Nullable Letter stepTo(Letter from, Letter to, Bson... further) {
        UpdateResult result = collection.updateOne(eq("claim", from.claim()), step(to, further));
        return result.getMatchedCount() > 0 ? to : null;
    }

    /**
     * What somebody, or this notifier before a restart, began and never finished. Where the end of the content was not about to go
     * out nobody can have it, and it waits as before; else its outcome is unknown.
     */
    public void recover(String instance, Instant before) {
        for (Document document : withoutWords(eq("open", true))) {
            Letter letter = letter(document);
            Date claimedAt = document.getDate("claimedAt");
            if (letter.state() == MailState.SENDING
                    && (instance.equals(document.getString("claimedBy"))
                            || claimedAt == null
                            || claimedAt.toInstant().isBefore(before))) {
                stepTo(letter, letter.handedOver() ? letter.outcomeUnknown() : letter.leftUntouched());
            }
        }
    }

    /**
     * Ends the mails of days before {@code today} that never went out: what is still true stands in a new mail. One that
     * was never tried leaves no trace. One that the mail server may have is none of them: it is repeated as the same
     * message, lest its lines are told twice. What its reader asked for stands in no other mail, and waits for longer.
     */
    public void endDaysBefore(LocalDate today) {
        for (Letter letter : open()) {
            if (!letter.untouched()) {
                continue;
            }
            if (letter.mail().askedFor()) {
                if (letter.day().isBefore(today.minusDays(ASKED_FOR_DAYS))) {
                    withdraw(letter, "Not sent in the days after it was asked for.");
                }
            } else if (letter.day().isBefore(today)) {
                withdraw(letter, "Not sent on its day; what is still true stands in the next mail.");
            }
        }
        collection.deleteMany(
                and(eq("open", false), lt("day", today.minusDays(KEPT_DAYS).toString())));
    }

    private void withdraw(Letter letter, String why) {
        if (letter.attempts() == 0) {
            collection.deleteOne(eq("claim", letter.claim()));
        } else {
            String answer = letter.answer();
            givenUp(letter, (answer == null ? "Not accepted." : answer) + " " + why);
        }
    }

    /**
     * Makes the mails of a day that nobody can have say what is true now. One that would not be written any more is withdrawn: it
     * leaves no trace where it was never tried. What the mail server may have stays as it is, lest it says two things under one
     * Message-ID; so does what its reader asked for.
     *
     * @param now the mails of the day as they would be written now; others than those written down are passed over
     */
    public void renew(LocalDate day, List<Letter> now) {
        Map<String, Letter> wanted = new HashMap<>();
        now.forEach(letter -> wanted.put(letter.id(), letter));
        List<Letter> withdrawn = new ArrayList<>();
        Map<String, Letter> renewed = new LinkedHashMap<>();
        for (Document document : collection
                .find(and(eq("open", true), eq("day", day.toString())))
                .batchSize(100)) {
            Letter written = letter(document).with(words(document));
            if (!isDigestNobodyHas(written)) {
                continue;
            }
            Letter asOfNow = wanted.get(written.id());
            if (asOfNow == null) {
                withdrawn.add(written);
            } else if (!written.saysTheSameAs(asOfNow)) {
                renewed.put(written.claim(), written.renewed(asOfNow));
            }
        }
        withdrawn.forEach(letter -> withdraw(letter, "Withdrawn before it was sent: what it said is no longer so."));
        renewed.forEach((claim, letter) -> {
            Document next = document(letter);
            next.remove("_id");
            collection.updateOne(eq("claim", claim), new Document("$set", next));
        });
    }

    private static boolean isDigestNobodyHas(Letter letter) {
        return letter.untouched() && !letter.mail().askedFor();
    }

    /** Contact ids of those for whom a mail of this day is written down that nobody can have yet. */
    public Set<String> waitingFor(LocalDate day) {
        Set<String> contacts = new HashSet<>();
        open().stream()
                .filter(letter -> letter.day().equals(day) && isDigestNobodyHas(letter))
                .forEach(letter -> contacts.add(letter.mail().contactId()));
        return contacts;
    }

    /** Mails whose state is not on record yet. */
    public List<Letter> unrecorded() {
        return open().stream()
                .filter(letter -> letter.state() != MailState.WAITING
                        && letter.state() != MailState.SENDING
                        && (letter.ended() || letter.state() != letter.recorded()))
                .toList();
    }

    /** Their states are on record now; those that have ended lose their words. */
    public void recorded(List<Letter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Letter letter : letters) {
            List<Bson> updates = new ArrayList<>();
            updates.add(Updates.set("recorded", letter.state().name()));
            if (letter.ended()) {
                updates.add(Updates.set("open", false));
                WORDS.forEach(part -> updates.add(Updates.unset(part)));
            }
            writes.add(new UpdateOneModel<>(eq("claim", letter.claim()), Updates.combine(updates)));
        }
        collection.bulkWrite(writes);
    }

    /** Keys of lines that somebody may have and that are not on record as told. */
    public Set<String> onTheirWay() {
        Set<String> keys = new HashSet<>();
        open().stream()
                .filter(letter -> letter.state() != MailState.GIVEN_UP && !letter.untouched())
                .forEach(letter -> keys.addAll(letter.itemKeys()));
        return keys;
    }

    /** Mails that are written down, have not been given up and are not on record, as far as they are still for this day. */
    public List<Mail> onTheirWay(LocalDate today) {
        return open().stream()
                .filter(letter -> switch (letter.state()) {
                    case WAITING, FAILED -> !letter.day().isBefore(today);
                    case SENDING, SENT, OUTCOME_UNKNOWN -> true;
                    case GIVEN_UP -> false;
                })
                .map(Letter::mail)
                .toList();
    }

    /** Those for whom the mail of this day is written down; what they asked for themselves does not count. */
    public Set<String> writtenOn(LocalDate day) {
        Set<String> contacts = new HashSet<>();
        for (Document document : withoutWords(eq("day", day.toString()))) {
            Mail mail = letter(document).mail();
            if (!mail.askedFor()) {
                contacts.add(mail.contactId());
            }
        }
        return contacts;
    }

    /** Whether a mail by this id was written down, whatever became of it. */
    public boolean holds(String mailId) {
        return collection.countDocuments(eq("_id", mailId)) > 0;
    }

    /** How many mails are in each state, as far as their end is not on record. */
    public Map<MailState, Integer> counts() {
        Map<MailState, Integer> counts = new EnumMap<>(MailState.class);
        open().forEach(letter -> counts.merge(letter.state(), 1, Integer::sum));
        return counts;
    }

    /** Words are most of a mail, and only who hands it over needs them. */
    private FindIterable<Document> withoutWords(Bson filter) {
        return collection.find(filter).projection(Projections.exclude(WORDS)).batchSize(1_000);
    }

    private List<Letter> open() {
        List<Letter> letters = new ArrayList<>();
        for (Document document : withoutWords(eq("open", true))) {
            letters.add(letter(document));
        }
        letters.sort(Comparator.comparing(Letter::day).thenComparing(Letter::id));
        return letters;
    }

    private static Bson step(Letter to, Bson... further) {
        List<Bson> updates = new ArrayList<>(List.of(further));
        updates.add(Updates.set("claim", to.claim()));
        updates.add(Updates.set("state", to.state().name()));
        updates.add(Updates.set("attempts", to.attempts()));
        updates.add(Updates.set("handedOver", to.handedOver()));
        updates.add(Updates.set("doubted", to.doubted()));
        updates.add(Updates.set("repeated", to.repeated()));
        updates.add(Updates.set("nextAttemptAt", millis(to.nextAttemptAt())));
        updates.add(Updates.set("answer", to.answer()));
        if (to.state() == MailState.GIVEN_UP) {
            updates.add(Updates.set("itemKeys", List.of(to.id() + "#given-up")));
        }
        return Updates.combine(updates);
    }

    private static long millis(Instant instant) {
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    private Document document(Letter letter) {
        Renderer.Rendered words = letter.words();
        return new Document("_id", letter.id())
                .append("claim", letter.claim())
                .append("open", true)
                .append("day", letter.day().toString())
                .append("itemKeys", letter.itemKeys())
                .append("mail", json.writeValueAsString(letter.mail()))
                .append("subject", words.subject())
                .append("text", words.text())
                .append("html", words.html())
                .append("calendar", words.calendar())
                .append("replyTo", letter.replyTo())
                .append("state", letter.state().name())
                .append("attempts", letter.attempts())
                .append("handedOver", letter.handedOver())
                .append("doubted", letter.doubted())
                .append("repeated", letter.repeated())
                .append("nextAttemptAt", millis(letter.nextAttemptAt()))
                .append("answer", letter.answer());
    }

    private static Renderer.Rendered words(Document document) {
        return new Renderer.Rendered(
                document.getString("subject"),
                document.getString("text"),
                document.getString("html"),
                document.getString("calendar"));
    }

    /** An entry of an earlier release says less: what it does not deny the mail server may have. */
    private Letter letter(Document document) {
        String recorded = document.getString("recorded");
        long next = document.getLong("nextAttemptAt");
        MailState state = MailState.valueOf(document.getString("state"));
        boolean repeated = document.getBoolean("repeated");
        return new Letter(
                json.readValue(document.getString("mail"), Mail.class),
                null,
                document.getString("replyTo"),
                state,
                document.getInteger("attempts"),
                recorded == null ? null : MailState.valueOf(recorded),
                document.getBoolean("handedOver", state == MailState.SENDING),
                document.getBoolean("doubted", repeated || state == MailState.OUTCOME_UNKNOWN),
                repeated,
                next == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochMilli(next),
                document.getString("answer"),
                document.getString("claim"));
    }
}
