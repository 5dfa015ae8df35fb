package org.waymark.query.history;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.UnknownEvent;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.EventContext;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.history.HistoryEntry.Who;
import org.waymark.query.people.People;
import org.waymark.query.people.Words;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reading;

/** Makes history entries of stored events, with present names. */
@Component
public final class Teller {

    private final Views views;
    private final People people;

    Teller(Views views, People people) {
        this.views = views;
        this.people = people;
    }

    /** Sentences with the names of this reading. */
    public Sentences sentences(Reading reading) {
        return new Sentences(new PresentNames(reading));
    }

    /**
     * @param subject the stream whose history it stands in
     * @param reference the action's reference where several actions stand together, or null
     */
    HistoryEntry entry(
            StoredEvent stored,
            String subject,
            @Nullable String reference,
            Sentences sentences,
            Map<String, GroupState> groups) {
        Event event = stored.payload();
        Sentences.Told told = event instanceof PlanEvent.ActionsCarriedOver carried && !subject.equals(carried.planId())
                ? sentences.carriedOver(carried)
                : sentences.tell(event);
        FreeText quote = told.quote();
        String meetingId = meetingOf(event);
        LocalDate happened = LocalDate.ofInstant(stored.happenedAt(), EventContext.LONDON);
        LocalDate recorded = LocalDate.ofInstant(stored.recordedAt(), EventContext.LONDON);
        return new HistoryEntry(
                stored.position(),
                stored.hash(),
                nameOf(event),
                told.kind(),
                subject,
                reference,
                told.sentence(),
                quote == null ? null : quote.text(),
                quote != null && quote.redacted(),
                quote == null ? null : quote.digest(),
                told.details(),
                who(stored.metadata()),
                stored.happenedAt(),
                stored.recordedAt(),
                recorded.isAfter(happened),
                meetingId,
                meetingId == null ? null : dayOf(meetingId, groups),
                event instanceof MailEvent mail ? mail.streamId() : null,
                told.level());
    }

    /** Stored name of an event; that of an event which this release cannot read, too. */
    static String nameOf(Event event) {
        if (event instanceof UnknownEvent unknown) {
            return unknown.name();
        }
        EventCatalogue.Entry entry = EventCatalogue.byType(event.getClass());
        return entry == null ? event.getClass().getSimpleName() : entry.name();
    }

    private static @Nullable String meetingOf(Event event) {
        return switch (event) {
            case ActionEvent.DecisionRecorded e -> e.meetingId();
            case ActionEvent.EscalationRaised e -> e.escalation().meetingId();
            case GroupEvent.DecisionTaken e -> e.meetingId();
            default -> null;
        };
    }

    private static @Nullable LocalDate dayOf(String meetingId, Map<String, GroupState> groups) {
        return groups.values().stream()
                .flatMap(group -> group.meetings().stream())
                .filter(meeting -> meeting.meetingId().equals(meetingId))
                .map(GroupState.Meeting::date)
                .findFirst()
                .orElse(null);
    }

    /** Who acted, by present name and by the role of then. */
    public Who who(Map<String, String> metadata) {
        String actor = metadata.getOrDefault(Metadata.ACTOR, "");
        String source = metadata.get(Metadata.SOURCE);
        String via = switch (metadata.getOrDefault(Metadata.VIA, "")) {
            case "import" ->
                source == null
                        ? Words.of("via.import.file")
                        : Words.of("via.import", source.replaceFirst(":\\d+$", ""));
            case "link" -> Words.of("via.link");
            default -> null;
        };
        if (actor.equals(Metadata.DAILY_CHECK)) {
            return new Who(actor, "", null, null, false, Words.of("who.daily-check"));
        }
        String role = role(metadata.get(Metadata.ROLE));
        String name = actor.isEmpty() ? null : people.nameOf(actor);
        String words;
        if (actor.isEmpty()) {
            words = Words.of("who.nobody");
        } else if (name == null) {
            words = role.isEmpty() ? actor : Words.of("who.unknown", role);
        } else {
            words = role.isEmpty() ? name : Words.of("who.named", name, role);
        }
        return new Who(
                actor,
                role,
                name,
                via,
                "link".equals(metadata.get(Metadata.VIA)),
                via == null ? words : Words.of("who.named", words, via));
    }

    private static String role(@Nullable String name) {
        if (name == null) {
            return "";
        }
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return Words.of("role", role);
            }
        }
        return name.toLowerCase(Locale.UK);
    }

    private final class PresentNames implements Sentences.Names {

        private final Reading reading;

        private PresentNames(Reading reading) {
            this.reading = reading;
        }

        @Override
        public String party(String partyId) {
            return reading.nameOf(partyId);
        }

        @Override
        public String action(String actionId) {
            ActionState action = views.action(actionId);
            return action == null ? actionId : action.details().displayReference();
        }

        @Override
        public String plan(String planId) {
            PlanFacts plan = reading.plans().get(planId);
            return plan == null ? planId : plan.details().title();
        }

        @Override
        public String group(String groupId) {
            GroupState group = reading.groups().get(groupId);
            return group == null ? groupId : group.details().name();
        }
    }
}
