package org.waymark.command.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventsourcing.IncompatibleAggregateException;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.command.rule.Acting;
import org.waymark.command.rule.Forbidden;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StaleEdit;
import org.waymark.command.rule.UnknownId;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.mail.MailCommand;
import org.waymark.eventstore.Appended;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.RequestAlreadyApplied;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.StoredRequest;

/**
 * The one way to a decider. A request key is looked up only where something stands against the command: the log itself
 * refuses a key that it holds, so that the usual command costs no look-up, and of two at once one wins.
 */
@Component
public class Commands {

    private static final int ATTEMPTS = 8;

    /** Where the last command of this thread went: the bus is synchronous, and tells the result before the commit. */
    private static final ThreadLocal<@Nullable Appended> APPENDED = new ThreadLocal<>();

    private final CommandBus bus;
    private final EventLog log;
    private final MeterRegistry meters;

    Commands(CommandBus bus, EventLog log, MeterRegistry meters) {
        this.bus = bus;
        this.log = log;
        this.meters = meters;
        bus.registerHandlerInterceptor(this::note);
    }

    private @Nullable Object note(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        unit.afterCommit(committed -> APPENDED.set(Appended.by(committed)));
        return chain.proceed();
    }

    /**
     * Has a command decided, and its events appended.
     *
     * @throws Refused when a rule stands against it
     * @throws InvalidField when one of its fields has no usable value
     * @throws StaleEdit when the content is not what the caller had seen
     * @throws Forbidden when the actor may not do this to it
     * @throws UnknownId when there is nothing under its id
     * @throws KeyReused when the key was used for another request
     */
    public Receipt send(Command command, Actor actor, Request request) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            Receipt receipt = decide(command, actor, request);
            outcome = receipt.replayed() ? "replayed" : "done";
            return receipt;
        } catch (Refused | InvalidField | UnknownId | Forbidden | KeyReused e) {
            outcome = "refused";
            throw e;
        } catch (StaleEdit e) {
            outcome = "stale";
            throw e;
        } finally {
            sample.stop(Timer.builder("waymark.command.latency")
                    .description("From a command's arrival at its decider until its events are durable")
                    .tag("command", command.getClass().getSimpleName())
                    .tag("outcome", outcome)
                    .publishPercentiles(0.5, 0.99)
                    .register(meters));
        }
    }

    private Receipt decide(Command command, Actor actor, Request request) {
        String key = actor.id() + ":" + request.key();
        MetaData metaData = metaData(actor, request, key);
        for (int attempt = 1; ; attempt++) {
            try {
                return dispatch(command, metaData);
            } catch (RequestAlreadyApplied e) {
                return replay(command, request, e.request());
            } catch (RuntimeException e) {
                StoredRequest earlier = log.findRequest(key).orElse(null);
                if (earlier != null) {
                    return replay(command, request, earlier);
                }
                if (e instanceof AggregateStreamCreationException) {
                    throw new Refused("request.id-is-taken", command.streamId());
                }
                if (!(e instanceof ConcurrencyException) || attempt == ATTEMPTS) {
                    throw translated(e, command);
                }
            }
        }
    }

    private static RuntimeException translated(RuntimeException e, Command command) {
        return e instanceof AggregateNotFoundException || e instanceof IncompatibleAggregateException
                ? new UnknownId("request.id-is-unknown", command.streamId())
                : e;
    }

    private Receipt dispatch(Command command, MetaData metaData) {
        APPENDED.remove();
        Answer answer = new Answer();
        bus.dispatch(
                new GenericCommandMessage<>(command, metaData),
                (CommandMessage<? extends Command> message, CommandResultMessage<?> result) -> answer.take(result));
        Appended where = APPENDED.get();
        APPENDED.remove();
        long version = answer.version();
        return new Receipt(
                command.streamId(), where == null ? log.head().position() : where.lastPosition(), version, false);
    }

    private static final class Answer {
        private @Nullable CommandResultMessage<?> result;

        void take(CommandResultMessage<?> taken) {
            result = taken;
        }

        long version() {
            if (result == null) {
                throw new IllegalStateException("The command bus is expected to answer at once");
            }
            if (result.isExceptional()) {
                throw result.exceptionResult() instanceof RuntimeException e
                        ? e
                        : new IllegalStateException(result.exceptionResult());
            }
            return result.getPayload() instanceof Long version ? version : 0;
        }
    }

    private Receipt replay(Command command, Request request, StoredRequest earlier) {
        if (!earlier.fingerprint().equals(request.fingerprint())) {
            throw new KeyReused();
        }
        if (command instanceof MailCommand) {
            return new Receipt(command.streamId(), earlier.lastPosition(), 0, true);
        }
        String streamId = earlier.streamIds().getFirst();
        long version = log.readStream(streamId).stream()
                .filter(stored -> stored.position() <= earlier.lastPosition())
                .filter(Commands::counts)
                .count();
        return new Receipt(streamId, earlier.lastPosition(), version, true);
    }

    private static boolean counts(StoredEvent stored) {
        return !(stored.payload() instanceof ActionEvent event) || event.changesContent();
    }

    private static MetaData metaData(Actor actor, Request request, String key) {
        Map<String, Object> values = new HashMap<>();
        values.put(Metadata.ACTOR, actor.id());
        values.put(Metadata.ROLE, actor.role().name());
        values.put(Metadata.VIA, actor.via());
        values.put(Metadata.REQUEST, key);
        values.put(Metadata.REQUEST_FINGERPRINT, request.fingerprint());
        if (!actor.parties().isEmpty()) {
            values.put(Acting.PARTIES, String.join(" ", actor.parties()));
        }
        if (request.expectedVersion() != null) {
            values.put(Metadata.EXPECTED_VERSION, Long.toString(request.expectedVersion()));
        }
        if (request.happenedAt() != null) {
            values.put(Metadata.HAPPENED_AT, request.happenedAt().toString());
        }
        if (request.source() != null) {
            values.put(Metadata.SOURCE, request.source());
        }
        return MetaData.from(values);
    }
}
