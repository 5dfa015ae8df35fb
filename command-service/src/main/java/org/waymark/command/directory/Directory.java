package org.waymark.command.directory;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.command.dispatch.KeyReused;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StaleEdit;
import org.waymark.command.rule.UnknownId;

/** All contacts. Reached by id; lists are filtered in memory, a council has hundreds and not millions. */
@Component
class Directory {

    private static final String ID = "_id";
    private static final String REQUEST = "request";
    private static final String FINGERPRINT = "fingerprint";
    private static final String VERSION = "version";

    private final MongoCollection<Document> contacts;

    Directory(MongoDatabase database) {
        contacts = database.getCollection("contacts");
        contacts.createIndex(new Document(REQUEST, 1), new IndexOptions().unique(true));
    }

    List<Contact> all() {
        List<Contact> found = new ArrayList<>();
        for (Document document : contacts.find()) {
            found.add(read(document));
        }
        found.sort(Comparator.comparing(Contact::contactId));
        return found;
    }

    List<Contact> withIds(Collection<String> contactIds) {
        List<Contact> found = new ArrayList<>();
        for (Document document : contacts.find(new Document(ID, new Document("$in", List.copyOf(contactIds))))) {
            found.add(read(document));
        }
        found.sort(Comparator.comparing(Contact::contactId));
        return found;
    }

    Contact get(String contactId) {
        Document document = contacts.find(new Document(ID, contactId)).first();
        if (document == null) {
            throw new UnknownId("directory.is-unknown", contactId);
        }
        return read(document);
    }

    /**
     * The contact that an earlier request with this key made, if there was one.
     *
     * @throws KeyReused when that request asked for something else
     */
    Optional<Contact> madeBy(String request, String fingerprint) {
        Document document = contacts.find(new Document(REQUEST, request)).first();
        if (document == null) {
            return Optional.empty();
        }
        String first = document.getString(FINGERPRINT);
        if (first != null && !first.equals(fingerprint)) {
            throw new KeyReused();
        }
        return Optional.of(read(document));
    }

    /** Adds a contact, or returns the one that the same request made before. */
    Contact add(Contact contact, String request, String fingerprint) {
        try {
            contacts.insertOne(write(contact).append(REQUEST, request).append(FINGERPRINT, fingerprint));
            return contact;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return madeBy(request, fingerprint)
                    .orElseThrow(() -> new Refused("directory.id-is-taken", contact.contactId()));
        }
    }

    /** Replaces a contact by its next version, unless somebody else did meanwhile. */
    Contact replace(Contact next) {
        Document before = new Document(ID, next.contactId()).append(VERSION, next.version() - 1);
        Document set = write(next);
        set.remove(ID);
        Document change = new Document("$set", set);
        if (next.forgotten()) {
            // A digest of what was entered would still tell who it was to somebody who guesses
            change.append("$unset", new Document(FINGERPRINT, ""));
        }
        if (contacts.updateOne(before, change).getMatchedCount() == 0) {
            throw new StaleEdit(get(next.contactId()).version());
        }
        return next;
    }

    private static Document write(Contact contact) {
        return new Document(ID, contact.contactId())
                .append("name", contact.name())
                .append("email", contact.email())
                .append("role", contact.role().name())
                .append("partyIds", contact.partyIds())
                .append("undeliverable", contact.undeliverable())
                .append("refusals", contact.refusals())
                .append("forgotten", contact.forgotten())
                .append("linkSeries", contact.linkSeries())
                .append("escalationFor", contact.escalationFor())
                .append("away", write(contact.away()))
                .append("leftOn", written(contact.leftOn()))
                .append("digestDay", weekday(contact.digestDay()))
                .append(VERSION, contact.version());
    }

    private static Contact read(Document document) {
        return new Contact(
                document.getString(ID),
                document.getString("name"),
                document.getString("email"),
                ContactRole.valueOf(document.getString("role")),
                document.getList("partyIds", String.class),
                document.getList("escalationFor", String.class, List.of()),
                document.getBoolean("undeliverable", false),
                document.getInteger("refusals", 0),
                document.getBoolean("forgotten", false),
                document.getInteger("linkSeries", 0),
                absence(document.get("away", Document.class)),
                day(document.getString("leftOn")),
                weekday(document.getString("digestDay")),
                document.getLong(VERSION));
    }

    private static @Nullable Document write(@Nullable Absence away) {
        return away == null
                ? null
                : new Document("from", away.from().toString())
                        .append("until", away.until().toString())
                        .append("deputy", away.deputy());
    }

    private static @Nullable Absence absence(@Nullable Document stored) {
        return stored == null
                ? null
                : new Absence(
                        LocalDate.parse(stored.getString("from")),
                        LocalDate.parse(stored.getString("until")),
                        stored.getString("deputy"));
    }

    private static @Nullable String written(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable String weekday(@Nullable DayOfWeek day) {
        return day == null ? null : day.name();
    }

    private static @Nullable DayOfWeek weekday(@Nullable String stored) {
        return stored == null ? null : DayOfWeek.valueOf(stored);
    }

    private static @Nullable LocalDate day(@Nullable String stored) {
        return stored == null ? null : LocalDate.parse(stored);
    }
}
