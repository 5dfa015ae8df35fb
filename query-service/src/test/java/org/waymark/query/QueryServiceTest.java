package org.waymark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.party.PartyEvent.PartyRegistered;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.eventstore.DeadLetters;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.BoardFilter.Need;
import org.waymark.query.board.Boards;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.escalation.Escalations;
import org.waymark.query.group.Groups;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.identity.Tokens;
import org.waymark.query.mail.MailFilter;
import org.waymark.query.mail.Mails;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.Rebuild;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Gap;

/** The whole service on a real log: events go in through Axon, answers come out by query and over HTTP. */
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
class QueryServiceTest {

    /** Left open: the service closes after the last test, and needs its database for that. */
    private static final EmbeddedMongo MONGO = EmbeddedMongo.inMemory();

    private static final AtomicInteger PLANS = new AtomicInteger();

    private final String plan = "plan-" + PLANS.incrementAndGet();
    private final List<DomainEventMessage<?>> waiting = new ArrayList<>();
    private final Map<String, Long> sequences = new java.util.HashMap<>();

    @Autowired
    private EventStore store;

    @Autowired
    private EventLog log;

    @Autowired
    private ProjectionPosition position;

    @Autowired
    private Boards boards;

    @Autowired
    private Actions actions;

    @Autowired
    private Plans plans;

    @Autowired
    private Histories histories;

    @Autowired
    private Escalations escalations;

    @Autowired
    private Mails mails;

    @Autowired
    private Groups groups;

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private Configuration axon;

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", MONGO::uri);
    }

    @Test
    void the_board_counts_what_is_open_late_slipped_and_missing() {
        planWithThemes();
        happens(anAction("a").due("2017-03-31").red().led("p-count"));
        happens(anAction("b").due("2017-03-31").green());
        happens(new ActionEvent.Completed(id("b"), Status.IN_PROGRESS, LocalDate.of(2017, 3, 1), null));
        happens(anAction("c").undated().amber().led("p-all"));
        happens(anAction("d").due("2017-09-30").led("p-count"));
        happens(slip("d", "2017-09-30", "2999-12-31", 1, "2017-09-30"));
        settle();

        Board board = boards.board(plan, BoardFilter.everything(), AsAt.now());

        assertThat(board.plan().counts().actions()).isEqualTo(4);
        assertThat(board.plan().counts().open()).isEqualTo(3);
        assertThat(board.plan().counts().complete()).isEqualTo(1);
        assertThat(board.plan().counts().late()).isEqualTo(1);
        assertThat(board.plan().counts().slipped()).isEqualTo(1);
        assertThat(board.plan().counts().rated(Rating.RED)).isEqualTo(1);
        assertThat(board.plan().counts().gap(Gap.NO_DATE)).isEqualTo(1);
        assertThat(board.plan().counts().gap(Gap.NOBODY_TO_WRITE_TO)).isEqualTo(1);
        assertThat(board.plan().counts().actionsWithGap()).isEqualTo(1);
        assertThat(board.plan().rows()).isEqualTo(4 + 1 + 1);
        assertThat(board.themes()).extracting(Board.Theme::title).containsExactly("Wellbeing", "Breaks");
        assertThat(board.themes().getFirst().sections())
                .extracting(Board.Section::statement)
                .containsExactly("Carers are well", "Nobody serves this yet");
        assertThat(board.themes().get(1).sections().getFirst().pointers())
                .extracting(Board.Pointer::pointsAt)
                .containsExactly("as 1.1");
        Board late = boards.board(plan, BoardFilter.everything().needing(Need.LATE), AsAt.now());
        assertThat(late.matching()).isEqualTo(board.plan().counts().late());
        assertThat(boards.board(plan, BoardFilter.everything().needing(Need.ANY_GAP), AsAt.now())
                        .matching())
                .isEqualTo(1);
    }

    @Test
    void a_page_of_the_board_holds_its_share_of_the_actions_in_printed_order() {
        planWithThemes();
        for (int i = 12; i >= 1; i--) {
            happens(anAction("n" + i).reference("1." + i).due("2999-01-31"));
        }
        settle();

        Board second = boards.board(plan, BoardFilter.everything().onPage(2, 5), AsAt.now());

        assertThat(second.pages()).isEqualTo(3);
        assertThat(second.themes().stream()
                        .flatMap(theme -> theme.sections().stream())
                        .flatMap(section -> section.actions().stream())
                        .map(row -> row.reference()))
                .containsExactly("1.6", "1.7", "1.8", "1.9", "1.10");
    }

    @Test
    void slips_reassignments_and_proposals_show_in_the_action_and_its_history() {
        planWithThemes();
        happens(anAction("a").due("2017-09-30").led("p-count"));
        happens(slip("a", "2017-09-30", "2017-12-31", 1, "2017-09-30"));
        happens(slip("a", "2017-12-31", "2018-04-30", 2, "2017-09-30"));
        happens(new ActionEvent.LeadReassigned(
                id("a"), Leads.of("p-count"), Leads.of("p-council"), FreeText.of("Not ours")));
        happens(new ActionEvent.DateProposed(
                id("a"),
                "r-1",
                TestEvents.on("2018-04-30"),
                TestEvents.on("2018-06-30"),
                FreeText.of("Waits for the contract")));
        settle();

        ActionView action = actions.action(id("a"), AsAt.now());
        List<HistoryEntry> history =
                histories.ofAction(id("a"), Set.of(), AsAt.now(), 1, 50).rows();

        assertThat(action.row().when().slips()).isEqualTo(2);
        assertThat(action.row().when().slippedDays()).isEqualTo(212);
        assertThat(action.firstDate()).isEqualTo("2017-09-30");
        assertThat(action.moves()).extracting(ActionView.Move::days).containsExactly(92L, 120L);
        assertThat(action.row().leads()).extracting(lead -> lead.name()).containsExactly("Kirklees Council");
        assertThat(action.proposals()).hasSize(1);
        assertThat(action.row().when().target()).isEqualTo("2018-04-30");
        assertThat(action.version()).isEqualTo(5);
        assertThat(history)
                .extracting(HistoryEntry::sentence)
                .containsExactly(
                        "Another date proposed: 30 June 2018 instead of 30 April 2018. Waits for governance.",
                        "Lead changed from Carers Count to Kirklees Council.",
                        "Target date slipped from 31 December 2017 to 30 April 2018: 120 days, second slip, 212 days in all.",
                        "Target date slipped from 30 September 2017 to 31 December 2017: 92 days, first slip.",
                        "Added with the timescale ‘2017-09-30’, led by Carers Count.");
        assertThat(history.get(1).quote()).isEqualTo("Not ours");
        assertThat(history.get(1).who().inWords()).isEqualTo("Priya Nair, governance officer");
    }

    @Test
    void an_escalation_climbs_is_acknowledged_and_shows_who_was_told() {
        planWithThemes();
        Map<Integer, Integer> before = escalations.openByLevel();
        happens(anAction("a").due("2017-03-31").led("p-count"));
        happens(new ActionEvent.EscalationRaised(id("a"), plan, escalation("e1", 2, 28), 0));
        settle();
        assertThat(escalations.openByLevel()).isEqualTo(with(2, before));
        happens(new ActionEvent.EscalationRaised(id("a"), plan, escalation("e2", 3, 56), 2));
        Mail mail = new Mail(
                plan + "-mail",
                "c-chair",
                RecipientRole.CHAIR,
                null,
                LocalDate.of(2018, 6, 25),
                "x@waymark.example",
                List.of(new Mail.Item(plan, id("a"), MailRule.ESCALATION, plan + "-e2")));
        happens(new MailEvent.MailRecorded(mail, MailState.SENT, 1, null));
        happens(new ActionEvent.EscalationAcknowledged(id("a"), plan + "-e2", FreeText.of("On the agenda")));
        settle();

        List<EscalationView> open = escalations.open(plan, null);

        assertThat(escalations.openByLevel()).isEqualTo(with(3, before));
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().level()).isEqualTo(3);
        assertThat(open.getFirst().words()).isEqualTo("56 days late");
        assertThat(open.getFirst().acknowledgement()).isEqualTo("On the agenda");
        assertThat(open.getFirst().told()).extracting(EscalationView.Told::who).containsExactly("the chair");
        assertThat(mails.log(new MailFilter(plan, null, null, null, null, null, null, null), 1, 10)
                        .rows())
                .hasSize(1);
        assertThat(histories
                        .ofAction(id("a"), Set.of(HistoryEntry.Kind.MAIL), AsAt.now(), 1, 10)
                        .rows())
                .extracting(HistoryEntry::sentence)
                .containsExactly("Escalation: sent to the chair.");
        assertThat(actions.action(id("a"), AsAt.now()).version()).isEqualTo(1);

        happens(new ActionEvent.EscalationResolved(id("a"), plan + "-e2", null));
        settle();
        assertThat(escalations.openByLevel()).isEqualTo(before);
    }

    @Test
    void an_action_that_goes_on_as_ongoing_from_its_date_is_never_late() {
        planWithThemes();
        happens(anAction("a").timescale("June 2017 and ongoing").led("p-count"));
        happens(anAction("b").reference("1.2").timescale("June 2017").led("p-count"));
        happens(new ActionEvent.MilestoneAdded(id("a"), "m-1", "A step", TimescaleReader.read("May 2017 and ongoing")));
        settle();

        Board board = boards.board(plan, BoardFilter.everything().needing(BoardFilter.Need.LATE), AsAt.now());
        assertThat(board.plan().counts().late()).isEqualTo(1);
        assertThat(board.themes().stream()
                        .flatMap(theme -> theme.sections().stream())
                        .flatMap(section -> section.actions().stream())
                        .map(ActionRow::actionId))
                .containsExactly(id("b"));
        ActionView ongoing = actions.action(id("a"), AsAt.now());
        assertThat(ongoing.row().when().lateDays()).isZero();
        assertThat(ongoing.row().when().ongoingByNow()).isTrue();
        assertThat(ongoing.milestones().getFirst().lateDays()).isZero();
    }

    @Test
    void each_action_tells_as_what_its_own_reader_was_written_to_in_a_mail_about_several() {
        planWithThemes();
        happens(anAction("a").due("2017-03-31").led("p-count"));
        happens(anAction("b").due("2017-03-31").led("p-council"));
        happens(new ActionEvent.EscalationRaised(id("b"), plan, escalation("e1", 1, 28), 0));
        Mail mail = new Mail(
                plan + "-mail",
                "c-sam",
                RecipientRole.LEAD,
                "p-count",
                LocalDate.of(2018, 6, 25),
                "x@waymark.example",
                List.of(
                        new Mail.Item(plan, id("a"), MailRule.WEEKLY_CHASE, "x"),
                        new Mail.Item(
                                plan,
                                id("b"),
                                MailRule.ESCALATION,
                                plan + "-e1",
                                RecipientRole.ESCALATION_CONTACT,
                                "p-council")));
        happens(new MailEvent.MailRecorded(mail, MailState.SENT, 1, null));
        settle();

        assertThat(mailsIn(id("a"))).containsExactly("Weekly chase: sent to the contact of Carers Count.");
        assertThat(mailsIn(id("b"))).containsExactly("Escalation: sent to the escalation contact of Kirklees Council.");
        assertThat(escalations.open(plan, null).getFirst().told())
                .extracting(EscalationView.Told::who)
                .containsExactly("the escalation contact of Kirklees Council");
    }

    private List<String> mailsIn(String actionId) {
        return histories.ofAction(actionId, Set.of(HistoryEntry.Kind.MAIL), AsAt.now(), 1, 10).rows().stream()
                .map(HistoryEntry::sentence)
                .toList();
    }

    private static Map<Integer, Integer> with(int level, Map<Integer, Integer> before) {
        Map<Integer, Integer> levels = new TreeMap<>(before);
        levels.merge(level, 1, Integer::sum);
        return levels;
    }

    @Test
    void the_board_as_at_an_entry_is_the_board_of_then() {
        planWithThemes();
        happens(anAction("a").due("2017-09-30").amber());
        settle();
        long then = log.head().position();
        happens(new ActionEvent.RatingChanged(id("a"), Rating.AMBER, Rating.GREEN, null));
        happens(anAction("b").red().undated());
        settle();

        Board past = boards.board(plan, BoardFilter.everything(), AsAt.position(then));

        assertThat(past.plan().counts().actions()).isEqualTo(1);
        assertThat(past.plan().counts().rated(Rating.AMBER)).isEqualTo(1);
        assertThat(past.position()).isEqualTo(then);
        assertThat(past.today()).isNotNull();
        assertThat(past.today().actions()).isEqualTo(2);
        assertThat(actions.action(id("a"), AsAt.position(then)).row().rating()).isEqualTo(Rating.AMBER);
    }

    @Test
    void ratings_at_each_held_meeting_come_from_what_was_recorded_by_then() {
        planWithThemes();
        happens(new GroupEvent.GroupFormed(
                plan + "-g",
                new GroupDetails(
                        "Carers Strategy Group",
                        GroupDetails.Kind.BOARD,
                        Nation.ENGLAND,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(new GroupDetails.PlanView(plan, GroupDetails.Sees.EVERYTHING, true)))));
        LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/London"));
        happens(new GroupEvent.MeetingScheduled(plan + "-g", "m-1", today.minusDays(1)));
        happens(new GroupEvent.MeetingHeld(plan + "-g", "m-1", today.minusDays(1)));
        happens(new GroupEvent.MeetingScheduled(plan + "-g", "m-2", today));
        happens(new GroupEvent.MeetingHeld(plan + "-g", "m-2", today));
        happens(anAction("a").red().undated());
        settle();

        PlanView view = plans.plan(plan);

        assertThat(view.atMeetings())
                .extracting(at -> at.counts().rated(Rating.RED))
                .containsExactly(0, 1);
        assertThat(view.summary().lastMeeting()).isEqualTo(today);
        assertThat(groups.group(plan + "-g").meetings()).hasSize(2);
    }

    @Test
    void an_event_that_cannot_be_folded_waits_and_holds_back_only_its_own_stream() {
        planWithThemes();
        happens(new ActionEvent.ProgressReported(id("lost"), FreeText.of("Nothing came before this")));
        happens(anAction("good").undated());
        settle();
        happens(new ActionEvent.RatingChanged(id("lost"), Rating.NONE, Rating.RED, null));
        happens(new ActionEvent.RatingChanged(id("good"), Rating.NONE, Rating.RED, null));
        settle();

        assertThat(actions.action(id("good"), AsAt.now()).row().rating()).isEqualTo(Rating.RED);
        assertThat(deadLetters.queue("query-views").sequenceSize(id("lost"))).isEqualTo(2);
        deadLetters.queue("query-views").clear();
    }

    @Test
    void a_rebuild_beside_the_live_views_shows_the_same() {
        planWithThemes();
        happens(anAction("a").due("2017-09-30").amber().led("p-count"));
        happens(slip("a", "2017-09-30", "2017-12-31", 1, "2017-09-30"));
        settle();
        Board before = boards.board(plan, BoardFilter.everything(), AsAt.now());

        Rebuild.Report report = rebuild.run();

        assertThat(report.events()).isEqualTo(log.head().position());
        assertThat(boards.board(plan, BoardFilter.everything(), AsAt.now()))
                .usingRecursiveComparison()
                .isEqualTo(before);
        happens(new ActionEvent.RatingChanged(id("a"), Rating.AMBER, Rating.GREEN, null));
        settle();
        assertThat(actions.action(id("a"), AsAt.now()).row().rating()).isEqualTo(Rating.GREEN);
    }

    @Test
    void answers_over_http_carry_the_version_and_refuse_in_plain_words() throws Exception {
        planWithThemes();
        happens(anAction("a").due("2017-09-30").amber());
        settle();

        HttpResponse<String> action = get("/api/actions/" + id("a"));
        assertThat(action.statusCode()).isEqualTo(200);
        assertThat(action.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(get("/api/plans/" + plan + "/board").body()).contains("Carers are well");
        assertThat(get("/api/plans").body()).contains(plan);
        HttpResponse<String> unknown = get("/api/actions/nothing");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        HttpResponse<String> bad = get("/api/plans/" + plan + "/board?asAt=31/03/2018");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("\"field\":\"asAt\"").contains("2018-03-31");
        assertThat(get("/api/plans/" + plan + "/board?needs=help").body()).contains("\"field\":\"needs\"");
        assertThat(get("/actuator/health").body()).contains("behindPositions");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest nobody = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/plans"))
                    .build();
            assertThat(client.send(nobody, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
        }
    }

    private void planWithThemes() {
        happens(new PlanEvent.PlanCreated(
                plan,
                new PlanDetails("Carers plan", "Kirklees", Nation.ENGLAND, null, null, null, Map.of()),
                new PlanOutline(List.of(
                        new PlanOutline.Theme(
                                "t1",
                                "1",
                                "Wellbeing",
                                null,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(
                                        new PlanOutline.Objective("o1", "1.1", "Carers are well", true),
                                        new PlanOutline.Objective("o2", "1.2", "Nobody serves this yet", false)),
                                List.of()),
                        new PlanOutline.Theme(
                                "t2",
                                "2",
                                "Breaks",
                                null,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(new PlanOutline.Pointer("2.1", null, "", "as 1.1"))))),
                Policy.standard()));
        if (log.readStream("p-count").isEmpty()) {
            happens(new PartyRegistered("p-count", "Carers Count", PartyKind.ORGANISATION, "Kirklees", List.of()));
            happens(new PartyRegistered(
                    "p-council", "Kirklees Council", PartyKind.ORGANISATION, "Kirklees", List.of()));
            happens(new PartyRegistered("p-all", "All partners", PartyKind.COLLECTIVE, "Kirklees", List.of()));
        }
    }

    private String id(String name) {
        return plan + "-" + name;
    }

    private TestEvents.AnAction anAction(String name) {
        return TestEvents.anAction(id(name), plan);
    }

    private Escalation escalation(String name, int level, int days) {
        return new Escalation(
                plan + "-" + name, level, EscalationReason.LATE, "2017-03-31", LocalDate.of(2017, 4, 1), days, null);
    }

    private ActionEvent slip(String name, String from, String to, int count, String first) {
        return TestEvents.slip(id(name), from, to, count, first);
    }

    private void happens(TestEvents.AnAction action) {
        happens(action.added());
    }

    private void happens(Event event) {
        long sequence = sequences.merge(event.streamId(), 1L, Long::sum) - 1;
        waiting.add(new GenericDomainEventMessage<>(
                event.getClass().getSimpleName(),
                event.streamId(),
                sequence,
                event,
                Map.of(Metadata.ACTOR, "u-priya", Metadata.ROLE, Role.GOVERNANCE.name(), Metadata.VIA, "session")));
    }

    /** Appends what happened, and waits until the views have it. */
    private void settle() {
        store.publish(waiting);
        waiting.clear();
        assertThat(position.await(log.head().position(), Duration.ofSeconds(30)))
                .isTrue();
        assertThat(axon.eventProcessingConfiguration().eventProcessor("query-views"))
                .isPresent();
    }

    @Test
    void who_was_written_to_is_for_governance_and_for_leads_as_far_as_it_is_their_own() throws Exception {
        planWithThemes();
        happens(anAction("a").due("2017-03-31").led("p-count"));
        for (String party : List.of("p-count", "p-council")) {
            happens(new MailEvent.MailRecorded(
                    new Mail(
                            plan + "-" + party,
                            "c-" + party,
                            RecipientRole.LEAD,
                            party,
                            LocalDate.of(2018, 6, 25),
                            "x@waymark.example",
                            List.of(new Mail.Item(plan, id("a"), MailRule.UPDATE_REQUEST, "m-1"))),
                    MailState.SENT,
                    1,
                    null));
        }
        settle();
        SignedIn lead = new SignedIn("u-sam", "Sam Okafor", Role.LEAD, List.of("p-count"), null);
        SignedIn member = new SignedIn("u-bo", "Bo Lind", Role.BOARD, List.of(), null);

        assertThat(get("/api/mails?plan=" + plan).body()).contains("\"total\":2", "\"SENT\":");
        HttpResponse<String> own = get("/api/mails?plan=" + plan + "&party=p-count", lead);
        assertThat(own.body())
                .contains("\"total\":1", "\"states\":{}", "Carers Count")
                .doesNotContain("Kirklees Council");
        assertThat(get("/api/mails/" + plan + "-p-count", lead).statusCode()).isEqualTo(200);
        for (String path : List.of(
                "/api/mails",
                "/api/mails?plan=" + plan,
                "/api/mails?party=p-council",
                "/api/mails/" + plan + "-p-council")) {
            assertThat(get(path, lead).statusCode()).as(path).isEqualTo(403);
            assertThat(get(path, member).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(get("/api/mails?party=p-count", member).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, new SignedIn("u-priya", "Priya Nair", Role.GOVERNANCE, List.of(), null));
    }

    private HttpResponse<String> get(String path, SignedIn reader) throws Exception {
        String token = tokens.of(reader);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
