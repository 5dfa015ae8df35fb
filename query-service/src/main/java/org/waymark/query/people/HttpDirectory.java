package org.waymark.query.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import org.waymark.query.identity.Tokens;

/**
 * Asks command-service, at most every few seconds, and beside the reader's request: a reader gets the answer before,
 * and only the very first one waits a moment. While the directory cannot be asked, its last answer counts.
 */
@Component
final class HttpDirectory implements Directory, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(HttpDirectory.class.getName());
    private static final long FRESH_NANOS = Duration.ofSeconds(3).toNanos();

    private final ContactsApi api;
    private final Tokens tokens;
    private final ExecutorService asking = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("query-directory").factory());
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile Snapshot last = Snapshot.UNKNOWN;
    private volatile long askedAt;
    private volatile boolean asked;

    HttpDirectory(CommandServiceProperties commandService, Tokens tokens) {
        this.tokens = tokens;
        this.api = ContactsApi.at(commandService);
    }

    @Override
    public Snapshot contacts() {
        if (!asked || System.nanoTime() - askedAt > FRESH_NANOS) {
            if (underWay.compareAndSet(false, true)) {
                boolean first = !asked;
                asked = true;
                askedAt = System.nanoTime();
                Future<?> answer = asking.submit(this::ask);
                if (first) {
                    await(answer);
                }
            }
        }
        return last;
    }

    @Override
    public void refresh() {
        asked = true;
        askedAt = System.nanoTime();
        await(asking.submit(this::ask));
    }

    private static void await(Future<?> answer) {
        try {
            answer.get(ContactsApi.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "The directory has not answered yet", e);
        }
    }

    private void ask() {
        try {
            List<Person> people = new ArrayList<>();
            Map<String, List<Person>> byParty = new HashMap<>();
            for (ContactsApi.Contact contact : api.contacts("Bearer " + tokens.ofThisService())) {
                List<String> parties = Objects.requireNonNullElse(contact.partyIds(), List.of());
                Person person = new Person(
                        contact.contactId(),
                        contact.name(),
                        Objects.requireNonNullElse(contact.role(), ""),
                        parties,
                        Boolean.TRUE.equals(contact.undeliverable()),
                        contact.away(),
                        contact.leftOn(),
                        contact.digestDay());
                people.add(person);
                parties.forEach(party ->
                        byParty.computeIfAbsent(party, _ -> new ArrayList<>()).add(person));
            }
            Snapshot before = last;
            if (!before.known() || !before.people().equals(people)) {
                last = new Snapshot(true, before.version() + 1, List.copyOf(people), Map.copyOf(byParty));
            }
        } catch (RuntimeException e) {
            LOG.log(
                    last.known() ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                    "The directory cannot be asked: " + e.getMessage());
        } finally {
            underWay.set(false);
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
