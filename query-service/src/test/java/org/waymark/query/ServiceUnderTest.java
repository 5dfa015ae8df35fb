package org.waymark.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.contract.party.PartyEvent.PartyRegistered;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.projection.ProjectionEvent;
import org.waymark.contract.projection.Projections;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.identity.Tokens;
import org.waymark.query.projection.ProjectionPosition;

/**
 * The whole service on a real log, with a clock that a test moves. The log is shared and its times never go back, so
 * each test has a year and a plan of its own.
 */
@SpringBootTest(
        classes = QueryServiceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=waymark,query-service",
            "waymark.identity.secret=0123456789abcdef0123456789abcdef",
            "waymark.identity.people[0].id=u-priya",
            "waymark.identity.people[0].name=Priya Nair",
            "waymark.identity.people[0].role=GOVERNANCE",
            "waymark.command-service.url=http://localhost:1"
        })
@Import(ServiceUnderTest.Time.class)
public abstract class ServiceUnderTest {

    /** Left open: the service closes after the last test, and needs its database for that. */
    private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();

    private static final AtomicInteger YEARS = new AtomicInteger(2017);
    private static final SettableClock CLOCK = new SettableClock();

    protected final int year = YEARS.incrementAndGet();
    protected final String plan = "plan-" + year;

    private final List<DomainEventMessage<?>> waiting = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();

    @Autowired
    protected EventLog log;

    @Autowired
    protected MongoDatabase database;

    @Autowired
    private EventStore store;

    @Autowired
    private ProjectionPosition position;

    @Autowired
    private SetAside setAside;

    @Autowired
    private Tokens tokens;

    @Value("${local.server.port}")
    private int port;

    @TestConfiguration
    static class Time {
        @Bean
        Clock testClock() {
            return CLOCK;
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", MONGO::uri);
    }

    @BeforeEach
    void theYearBegins() {
        now(year + "-01-02T09:00:00");
    }

    /** From now on it is this time in London. */
    protected final void now(String local) {
        CLOCK.now =
                LocalDateTime.parse(local).atZone(ZoneId.of("Europe/London")).toInstant();
    }

    /** A day of this test's year: {@code day("06-14")}. */
    protected final LocalDate day(String monthAndDay) {
        return LocalDate.parse(year + "-" + monthAndDay);
    }

    protected final String id(String name) {
        return plan + "-" + name;
    }

    protected final TestEvents.AnAction anAction(String name) {
        return TestEvents.anAction(id(name), plan);
    }

    protected final void happens(TestEvents.AnAction action) {
        happens(action.added());
    }

    /** To happen now, and to be recorded when things {@link #settle}. */
    protected final void happens(Event event) {
        happened(CLOCK.now, event);
    }

    /** Happened earlier, and is recorded when things {@link #settle}. */
    protected final void happened(Instant when, Event event) {
        long sequence = sequences.merge(event.streamId(), 1L, Long::sum) - 1;
        waiting.add(new GenericDomainEventMessage<>(
                event.getClass().getSimpleName(),
                event.streamId(),
                sequence,
                event,
                Map.of(Metadata.ACTOR, "u-priya", Metadata.ROLE, Role.GOVERNANCE.name(), Metadata.VIA, "session"),
                event.streamId() + "#" + sequence,
                when));
    }

    /** Leaves out one number of a stream, because something is appended there by other means. */
    protected final long skip(String streamId) {
        return sequences.merge(streamId, 1L, Long::sum) - 1;
    }

    /** The stream is of all tests: what happens to it next follows on what is there. */
    protected final void goOnWith(String streamId) {
        sequences.put(streamId, (long) log.readStream(streamId).size());
    }

    /** Appends what happened, and waits until the views have it. */
    protected final void settle() {
        publish();
        assertThat(position.await(log.head().position(), Duration.ofSeconds(30)))
                .isTrue();
    }

    /** Appends what happened. */
    protected final void publish() {
        if (!waiting.isEmpty()) {
            store.publish(waiting);
            waiting.clear();
        }
    }

    /** As an administrator has it put on record by command-service. */
    protected final void discard(SetAside.Waiting entry, String reason) {
        goOnWith(Projections.VIEWS);
        happens(new ProjectionEvent.EntryDiscarded(
                Projections.VIEWS, entry.position(), entry.streamId(), entry.event(), FreeText.of(reason)));
        settle();
    }

    /** The log is of all tests: what one has made unreadable does not stand in the way of the next. */
    @AfterEach
    void nothingWaits() {
        while (setAside.entries() > 0) {
            SetAside.Waiting first = setAside.waiting().getFirst();
            discard(first, "The test has ended");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> setAside.waiting().stream().noneMatch(entry -> entry.position() == first.position()));
        }
    }

    /** A plan with the theme t1 and its objective o1. */
    protected final void aPlan() {
        happens(new PlanEvent.PlanCreated(
                plan,
                new PlanDetails("Carers plan", "Kirklees", Nation.ENGLAND, null, null, null, Map.of()),
                new PlanOutline(List.of(new PlanOutline.Theme(
                        "t1",
                        "1",
                        "Wellbeing",
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new PlanOutline.Objective("o1", "1.1", "Carers are well", true)),
                        List.of()))),
                Policy.standard()));
        if (log.readStream("p-count").isEmpty()) {
            happens(new PartyRegistered("p-count", "Carers Count", PartyKind.ORGANISATION, "Kirklees", List.of()));
            happens(new PartyRegistered(
                    "p-council", "Kirklees Council", PartyKind.ORGANISATION, "Kirklees", List.of()));
        }
    }

    protected final HttpResponse<String> get(String path) throws Exception {
        return send(Role.GOVERNANCE, HttpRequest.newBuilder().GET(), path);
    }

    protected final HttpResponse<String> post(Role role, String path) throws Exception {
        return send(role, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), path);
    }

    protected final HttpResponse<String> send(Role role, HttpRequest.Builder request, String path) throws Exception {
        String token = tokens.of(new SignedIn("u-priya", "Priya Nair", role, List.of(), null));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(URI.create("http://localhost:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static final class SettableClock extends Clock {

        private volatile Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
