package org.waymark.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.log.Event;
import org.waymark.contract.mail.MailCommand.Outcome;
import org.waymark.contract.mail.MailEvent;
import org.waymark.notifier.directory.Contact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the notifier's commands over HTTP as command-service does, as far as the notifier can tell: appends what they
 * say, and takes each Idempotency-Key once.
 */
public final class CommandDesk implements AutoCloseable {

    private final HttpServer server;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Contact> contacts = new TreeMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, String> planOf = new HashMap<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> states = new HashSet<>();
    private final List<String> requests = new ArrayList<>();
    private @Nullable EventStore store;
    private final Map<String, Integer> refusals = new HashMap<>();
    private volatile boolean broken;

    CommandDesk(Collection<Contact> people) {
        people.forEach(contact -> contacts.put(contact.contactId(), contact));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it listens. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void appendTo(EventStore eventStore) {
        store = eventStore;
    }

    /** From now on every change is answered with 503, or not any more. */
    public void broken(boolean now) {
        broken = now;
    }

    /** The next change at this path is answered with this status, and not made. */
    public synchronized void refuse(String path, int status) {
        refusals.put(path, status);
    }

    /** Paths of the changes taken, in order. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized List<Contact> contacts() {
        return List.copyOf(contacts.values());
    }

    /** From now on the directory has these people and no others. */
    public synchronized void contacts(Collection<Contact> people) {
        contacts.clear();
        people.forEach(contact -> contacts.put(contact.contactId(), contact));
    }

    public synchronized void append(Event event) {
        append(List.of(event));
    }

    /** Appends several in one commit. */
    public synchronized void append(List<? extends Event> events) {
        List<GenericDomainEventMessage<Event>> messages = new ArrayList<>();
        for (Event event : events) {
            long sequence = sequences.merge(event.streamId(), 0L, (before, _) -> before + 1);
            if (event instanceof ActionEvent.ActionAdded added) {
                planOf.put(added.actionId(), added.planId());
            }
            messages.add(new GenericDomainEventMessage<>("Test", event.streamId(), sequence, event));
        }
        Objects.requireNonNull(store).publish(messages);
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (token == null || !token.startsWith("Bearer ")) {
            answer(exchange, 401, "{}");
        } else if (path.equals("/api/directory/contacts")) {
            answer(exchange, 200, json.writeValueAsString(contacts.values()));
        } else if (broken) {
            answer(exchange, 503, "{}");
        } else if (refusals.containsKey(path)) {
            answer(exchange, Objects.requireNonNull(refusals.remove(path)), "{}");
        } else if (keys.add(
                Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Idempotency-Key"), "Idempotency-Key"))) {
            requests.add(path);
            change(path.split("/", -1), json.readTree(new String(body, StandardCharsets.UTF_8)));
            answer(exchange, 200, "{\"id\":\"x\",\"position\":1,\"version\":1,\"replayed\":false}");
        } else {
            answer(exchange, 200, "{\"id\":\"x\",\"position\":1,\"version\":1,\"replayed\":true}");
        }
    }

    private void change(String[] path, JsonNode body) {
        String id = path[4];
        switch (path[path.length - 1]) {
            case "raise-escalation" ->
                append(List.of(new ActionEvent.EscalationRaised(
                        id,
                        Objects.requireNonNull(planOf.get(id)),
                        json.treeToValue(body.get("escalation"), Escalation.class),
                        0)));
            case "resolve-escalation" ->
                append(List.of(new ActionEvent.EscalationResolved(
                        id, body.get("escalationId").asString(), null)));
            case "record-mails" -> {
                List<Event> events = new ArrayList<>();
                for (JsonNode node : body.get("outcomes")) {
                    Outcome outcome = json.treeToValue(node, Outcome.class);
                    if (states.add(outcome.mail().mailId() + outcome.state())) {
                        events.add(new MailEvent.MailRecorded(
                                outcome.mail(), outcome.state(), outcome.attempts(), outcome.answer()));
                    }
                }
                append(events);
            }
            case "undeliverable" -> {
                Contact contact = Objects.requireNonNull(contacts.get(id));
                contacts.put(
                        id, new Contact(id, contact.name(), contact.email(), contact.role(), contact.partyIds(), true));
            }
            default -> throw new IllegalArgumentException(String.join("/", path));
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
