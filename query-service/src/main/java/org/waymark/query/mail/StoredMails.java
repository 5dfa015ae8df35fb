package org.waymark.query.mail;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailState;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.MailEntry;
import org.waymark.query.history.Sentences;
import org.waymark.query.people.Words;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.Page;

/** The stored mails, searched by the database. */
@Component
final class StoredMails implements Mails {

    private final Views views;
    private final Reader reader;

    StoredMails(Views views, Reader reader) {
        this.views = views;
        this.reader = reader;
    }

    @Override
    public Page<MailView> log(MailFilter filter, int page, int size) {
        Page.check(page, size);
        Reading reading = reader.reading();
        Bson wanted = wanted(filter, reading);
        int total = (int) views.mails().countDocuments(wanted);
        Map<String, String> references = new HashMap<>();
        List<MailView> rows = new ArrayList<>();
        Bson first = Filters.and(
                Filters.eq("needsLook", true),
                Filters.gt("day", reading.day().minusDays(LOOKED_AT_FIRST).toString()));
        Bson look = Filters.and(wanted, first);
        int looks = (int) views.mails().countDocuments(look);
        int from = (page - 1) * size;
        find(look, from, Math.min(size, looks - from)).forEach(entry -> rows.add(view(entry, reading, references)));
        find(Filters.and(wanted, Filters.nor(first)), Math.max(0, from - looks), size - rows.size())
                .forEach(entry -> rows.add(view(entry, reading, references)));
        return new Page<>(rows, page, size, total);
    }

    /** The newest first; nothing where the limit is not positive. */
    private List<MailEntry> find(Bson wanted, int skip, int limit) {
        List<MailEntry> found = new ArrayList<>();
        if (limit > 0) {
            for (Document document : views.mails()
                    .find(wanted)
                    .sort(Sorts.descending("position"))
                    .skip(skip)
                    .limit(limit)) {
                found.add(Views.mail(document));
            }
        }
        return found;
    }

    @Override
    public MailView mail(String mailId) {
        MailEntry entry = views.mail(mailId);
        if (entry == null) {
            throw new NotKnown("mail", mailId);
        }
        return view(entry, reader.reading(), new HashMap<>());
    }

    @Override
    public Map<MailState, Integer> byState() {
        Map<MailState, Integer> states = new EnumMap<>(MailState.class);
        for (MailState state : MailState.values()) {
            states.put(state, 0);
        }
        for (Document count :
                views.mails().aggregate(List.of(Aggregates.group("$state", Accumulators.sum("count", 1))))) {
            states.put(
                    MailState.valueOf(count.getString("_id")),
                    count.get("count", Number.class).intValue());
        }
        return states;
    }

    /** Actions that a reader means by a reference, in the plan asked for or in any. */
    private Set<String> actionsMeant(String words, @Nullable String planId, Reading reading) {
        String meant = plain(words);
        Set<String> ids = new HashSet<>();
        for (String each : planId == null ? reading.plans().keySet() : Set.of(planId)) {
            for (ActionState action : views.actions(each).actions()) {
                if (plain(action.details().displayReference()).equals(meant)
                        || plain(action.details().reference()).equals(meant)
                        || action.actionId().equals(words)) {
                    ids.add(action.actionId());
                }
            }
        }
        return ids;
    }

    private static Set<String> partiesMeant(String words, Reading reading) {
        String meant = plain(words);
        Set<String> ids = new HashSet<>();
        reading.parties().values().forEach(party -> {
            if (party.partyId().equals(words)
                    || plain(party.name()).contains(meant)
                    || party.aliases().stream().anyMatch(alias -> plain(alias).contains(meant))) {
                ids.add(party.partyId());
            }
        });
        // What was merged away was written to under its old id
        reading.parties().keySet().stream()
                .filter(id -> ids.contains(reading.standing(id)))
                .forEach(ids::add);
        return ids;
    }

    private static String plain(String words) {
        return words.toLowerCase(Locale.UK).strip().replaceAll("\\s+", " ");
    }

    private Bson wanted(MailFilter filter, Reading reading) {
        List<Bson> all = new ArrayList<>();
        if (filter.actionWords() != null) {
            all.add(Filters.in("actionIds", actionsMeant(filter.actionWords(), filter.planId(), reading)));
        }
        if (filter.partyWords() != null) {
            all.add(Filters.in("partyId", partiesMeant(filter.partyWords(), reading)));
        }
        if (filter.planId() != null) {
            all.add(Filters.eq("planIds", filter.planId()));
        }
        if (filter.partyId() != null) {
            all.add(Filters.eq("partyId", filter.partyId()));
        }
        if (filter.actionId() != null) {
            all.add(Filters.eq("actionIds", filter.actionId()));
        }
        if (filter.state() != null) {
            all.add(Filters.eq("state", filter.state().name()));
        }
        if (filter.rule() != null) {
            all.add(Filters.eq("rules", filter.rule().name()));
        }
        if (filter.role() != null) {
            all.add(Filters.eq("role", filter.role().name()));
        }
        if (filter.from() != null) {
            all.add(Filters.gte("day", filter.from().toString()));
        }
        if (filter.until() != null) {
            all.add(Filters.lte("day", filter.until().toString()));
        }
        return all.isEmpty() ? new Document() : Filters.and(all);
    }

    private MailView view(MailEntry entry, Reading reading, Map<String, String> references) {
        Mail mail = entry.mail();
        String recipient =
                Sentences.recipient(mail.role(), mail.partyId() == null ? null : reading.nameOf(mail.partyId()), true);
        return new MailView(
                mail.mailId(),
                mail.contactId(),
                mail.role(),
                mail.partyId(),
                recipient.substring(0, 1).toUpperCase(Locale.UK) + recipient.substring(1),
                mail.day(),
                entry.state(),
                entry.attempts(),
                entry.answer(),
                entry.at(),
                mail.messageId(),
                entry.repeated(),
                switch (entry.state()) {
                    case FAILED, OUTCOME_UNKNOWN, GIVEN_UP -> true;
                    case WAITING, SENDING, SENT -> false;
                },
                entry.position(),
                mail.items().stream()
                        .map(item -> new MailView.Item(
                                item.planId(),
                                item.actionId(),
                                item.actionId() == null
                                        ? null
                                        : references.computeIfAbsent(item.actionId(), this::reference),
                                item.rule(),
                                Words.of("rule", item.rule()),
                                item.occurrence()))
                        .toList());
    }

    private String reference(String actionId) {
        ActionState action = views.action(actionId);
        return action == null ? actionId : action.details().displayReference();
    }
}
