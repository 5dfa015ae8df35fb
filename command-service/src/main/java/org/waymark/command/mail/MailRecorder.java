package org.waymark.command.mail;

import static org.waymark.command.rule.Texts.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.mail.MailCommand.Outcome;
import org.waymark.contract.mail.MailCommand.RecordMails;
import org.waymark.contract.mail.MailEvent.MailRecorded;
import org.waymark.contract.mail.MailState;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/**
 * Puts on record what became of mails: a batch is one commit, each mail a stream of its own, so that a morning's mail
 * neither waits for nor disturbs anybody who edits an action.
 */
@Component
class MailRecorder {

    private record State(String mailId, MailState state, int attempts) {
        static State of(MailRecorded recorded) {
            return new State(recorded.streamId(), recorded.state(), recorded.attempts());
        }
    }

    private static final String KIND = "Mail";

    private final EventLog log;
    private final EventBus events;

    MailRecorder(EventLog log, EventBus events) {
        this.log = log;
        this.events = events;
    }

    /** A state that is on record already is passed over, so that the notifier may repeat a batch. */
    @CommandHandler
    long handle(RecordMails command) {
        Set<String> mailIds = new LinkedHashSet<>();
        for (Outcome outcome : command.outcomes()) {
            if (outcome.state() == MailState.WAITING || outcome.state() == MailState.SENDING) {
                throw new InvalidField("outcomes", say("mail.record-what-became-of-it"));
            }
            mailIds.add(outcome.mail().mailId());
        }
        Set<State> onRecord = new HashSet<>();
        Map<String, Long> next = new HashMap<>();
        for (StoredEvent stored : log.readStreams(mailIds)) {
            next.put(stored.streamId(), stored.sequence() + 1);
            if (stored.payload() instanceof MailRecorded recorded) {
                onRecord.add(State.of(recorded));
            }
        }
        List<DomainEventMessage<MailRecorded>> news = new ArrayList<>();
        for (Outcome outcome : command.outcomes()) {
            MailRecorded recorded =
                    new MailRecorded(outcome.mail(), outcome.state(), outcome.attempts(), outcome.answer());
            String mailId = recorded.streamId();
            if (!onRecord.add(State.of(recorded))) {
                continue;
            }
            long sequence = next.merge(mailId, 1L, Long::sum) - 1;
            news.add(new GenericDomainEventMessage<>(KIND, mailId, sequence, recorded));
        }
        if (!news.isEmpty()) {
            events.publish(news);
        }
        return news.size();
    }
}
