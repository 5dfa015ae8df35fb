package org.waymark.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.config.EventProcessingConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionCommand.AcceptProposal;
import org.waymark.contract.action.ActionCommand.AddAction;
import org.waymark.contract.action.ActionCommand.ChangeRating;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupCommand.FormGroup;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.log.Role;
import org.waymark.contract.party.PartyCommand.RegisterParty;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanCommand.AdoptPlan;
import org.waymark.contract.plan.PlanCommand.CreatePlan;
import org.waymark.contract.plan.PlanCommand.SetPolicy;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.notifier.check.DailyCheck;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.view.AsAt;
import org.waymark.standalone.mailbox.Letter;
import org.waymark.standalone.mailbox.Mailbox;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Installation;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Processors;
import org.waymark.standalone.runtime.Settings;
import org.waymark.standalone.runtime.Stopping;

/** From the mail of the daily check to the audit trail, through all three services. */
class AnswerByLinkTest {

    private static final Person OFFICER = new Person("u-officer", "An Officer", Role.GOVERNANCE, List.of());
    private static final LocalDate BEGINS = LocalDate.of(2018, 2, 1);
    private static final LocalDate DUE = LocalDate.of(2018, 3, 29);

    /** Fourteen days before. */
    private static final LocalDate MAIL = LocalDate.of(2018, 3, 15);

    private static final Pattern LINK = Pattern.compile("http://localhost:\\d+(/[am]/[A-Za-z0-9_-]+)");

    private static final Stopping STOPPING = new Stopping();
    private static Installation installation;
    private static Mailbox mailbox;
    private static Api api;
    private static EventLog log;
    private static Processors processors;
    private static DemoClock clock;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void a_plan_is_adopted_and_mails_go_out_before_its_dates() {
        EmbeddedMongo database = STOPPING.closeLater(EmbeddedMongo.inMemory());
        mailbox = STOPPING.closeLater(Mailbox.start());
        clock = new DemoClock(Instant.parse(BEGINS + "T09:00:00Z"));
        String secret = DataDirectory.newSecret();
        installation = STOPPING.closeLater(Installation.start(new Settings(
                "demo",
                Ports.choose(0),
                database.uri(),
                secret,
                Mailbox.HOST,
                mailbox.port(),
                clock,
                null,
                mailbox,
                false)));
        api = STOPPING.closeLater(new Api(installation.address(), secret, clock, "by-link"));
        log = installation.get(EventLog.class);
        processors = new Processors(installation.get(EventProcessingConfiguration.class), log);

        party("p-count", "Carers Count");
        party("p-pathways", "Pathways");
        party("p-befrienders", "Befrienders");
        contact("c-lee", "Lee Marsh", "lee@count.example", "LEAD", "p-count");
        contact("c-rae", "Rae Doyle", "rae@pathways.example", "LEAD", "p-pathways");
        contact("c-kim", "Kim Vale", "kim@befrienders.example", "LEAD", "p-befrienders");
        contact("c-officer", "An Officer", "officer@council.example", "GOVERNANCE_OFFICER", null);
        plan("waits", true);
        plan("counts", false);
        api.command(
                OFFICER,
                new FormGroup(
                        "g-board",
                        new GroupDetails(
                                "Carers Board",
                                GroupDetails.Kind.BOARD,
                                Nation.ENGLAND,
                                null,
                                null,
                                "c-officer",
                                List.of(),
                                List.of(
                                        new GroupDetails.PlanView("waits", GroupDetails.Sees.EVERYTHING, true),
                                        new GroupDetails.PlanView("counts", GroupDetails.Sees.EVERYTHING, true)))),
                null);
        for (int i = 1; i <= 6; i++) {
            action("a-waits-" + i, "waits", "1." + i, "p-count");
        }
        action("a-waits-7", "waits", "1.7", "p-befrienders");
        action("a-counts-1", "counts", "2.1", "p-count");
        action("a-counts-2", "counts", "2.2", "p-pathways");
        api.command(OFFICER, new AdoptPlan("waits", null), null);
        api.command(OFFICER, new AdoptPlan("counts", null), null);
        morning(BEGINS);
        morning(MAIL);
    }

    @AfterAll
    static void stop() {
        STOPPING.close();
    }

    private static void party(String id, String name) {
        api.command(OFFICER, new RegisterParty(id, name, PartyKind.ORGANISATION, "A council", List.of()), null);
    }

    private static void contact(String id, String name, String email, String role, @Nullable String party) {
        String parties = party == null ? "[]" : "[\"" + party + "\"]";
        api.post(
                OFFICER,
                "/api/directory/contacts",
                "application/json",
                "{\"contactId\":\"%s\",\"name\":\"%s\",\"email\":\"%s\",\"role\":\"%s\",\"partyIds\":%s}"
                        .formatted(id, name, email, role, parties),
                null);
    }

    /** @param proposals whether they are on, as they are at first */
    private static void plan(String id, boolean proposals) {
        api.command(
                OFFICER,
                new CreatePlan(
                        id,
                        new PlanDetails("Plan " + id, "A council", Nation.ENGLAND, null, null, null, Map.of()),
                        new PlanOutline(List.of(new PlanOutline.Theme(
                                "t1", "1", "Wellbeing", null, List.of(), List.of(), List.of(), List.of(), List.of())))),
                null);
        if (proposals) {
            return;
        }
        api.command(
                OFFICER,
                new SetPolicy(id, Policy.standard().change().proposals(false).made()),
                null);
    }

    private static void action(String id, String plan, String reference, String lead) {
        api.command(
                OFFICER,
                new AddAction(
                        id,
                        plan,
                        new ActionDetails("t1", null, reference, 0, "Promise " + reference, null, null, List.of()),
                        Leads.of(lead),
                        List.of(),
                        "29 March 2018",
                        Status.IN_PROGRESS,
                        Rating.AMBER,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null),
                null);
    }

    private static void morning(LocalDate day) {
        processors.awaitHead(Duration.ofSeconds(30));
        clock.moveTo(day, LocalTime.of(7, 30));
        installation.get(DailyCheck.class).run();
        processors.awaitHead(Duration.ofSeconds(30));
    }

    private static Letter mailTo(String address) {
        return mailbox.letters().stream()
                .filter(letter -> letter.to().contains(address))
                .max(java.util.Comparator.comparing(Letter::sentAt))
                .orElseThrow();
    }

    private static List<String> links(String mail) {
        return LINK.matcher(mail)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(), path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path)
            throws IOException, InterruptedException {
        return http.send(request.uri(installation.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    /** The link of Lee's mail to the action with this reference. */
    private String linkTo(String reference) throws Exception {
        for (String link : links(mailTo("lee@count.example").html())) {
            if (link.startsWith("/a/") && get(link).body().contains("Promise " + reference)) {
                return link;
            }
        }
        throw new AssertionError("No link to " + reference);
    }

    private static Map<String, String> filled(String page, String... fields) {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = Pattern.compile("type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"")
                .matcher(page);
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2));
        }
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                                .map(entry -> entry.getKey() + "="
                                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&")))),
                path);
    }

    private String answered(String link, String... fields) throws Exception {
        HttpResponse<String> saved = post(link, filled(get(link).body(), fields));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        return saved.headers().firstValue("Location").orElseThrow();
    }

    private static List<HistoryEntry> history(String actionId) {
        return installation
                .get(Histories.class)
                .ofAction(actionId, Set.of(), AsAt.now(), 1, 20)
                .rows();
    }

    private static ActionView action(String actionId) {
        return installation.get(Actions.class).action(actionId, AsAt.now());
    }

    private static double refused(String reason) {
        var counter = installation
                .get(MeterRegistry.class)
                .find("waymark.links.refused")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void a_digest_has_one_link_for_each_action_and_one_for_all_and_every_one_opens() throws Exception {
        Letter letter = mailTo("lee@count.example");
        List<String> html = links(letter.html());
        assertThat(html).filteredOn(link -> link.startsWith("/a/")).hasSize(7);
        assertThat(html).filteredOn(link -> link.startsWith("/m/")).hasSize(1);
        assertThat(html).containsAll(links(letter.text()));
        assertThat(letter.text()).contains("Answer: http://localhost").contains("All 7 on one page: http://localhost");
        for (String link : html) {
            assertThat(get(link).statusCode()).as(link).isEqualTo(200);
        }
    }

    @Test
    void a_scanner_that_opens_every_link_of_every_mail_appends_nothing_to_the_log() throws Exception {
        long before = log.head().position();
        for (Letter letter : mailbox.letters()) {
            for (String link : links(letter.text() + letter.html())) {
                for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                    send(HttpRequest.newBuilder().method(method, HttpRequest.BodyPublishers.noBody()), link);
                }
            }
        }
        assertThat(log.head().position()).isEqualTo(before);
    }

    @Test
    void an_answer_stands_in_the_audit_trail_under_the_links_owner_as_by_link_and_the_link_says_so() throws Exception {
        String link = linkTo("1.1");
        String saved = answered(link, "note", "Stalls in four libraries", "stand", "going-on", "rating", "green");
        assertThat(get(saved).body()).contains("Saved at 07:30").contains("Stalls in four libraries");

        assertThat(history("a-waits-1").stream().limit(2)).allSatisfy(entry -> {
            assertThat(entry.who().actor()).isEqualTo("c-lee");
            assertThat(entry.who().byLink()).isTrue();
            assertThat(entry.who().inWords()).isEqualTo("Lee Marsh, lead, by the link in the e-mail");
        });
        assertThat(action("a-waits-1").row().rating()).isEqualTo(Rating.GREEN);
        assertThat(get(link).body())
                .contains("You have answered with this link")
                .contains("Stalls in four libraries");
        answered(link, "note", "And two mosques", "stand", "going-on");
        assertThat(get(link).body()).contains("Stalls in four libraries").contains("And two mosques");
    }

    @Test
    void sent_twice_an_answer_is_one_entry_of_the_log() throws Exception {
        String link = linkTo("1.2");
        Map<String, String> form = filled(get(link).body(), "note", "Twice", "stand", "going-on");
        post(link, form);
        long after = log.head().position();
        HttpResponse<String> again = post(link, form);
        assertThat(log.head().position()).isEqualTo(after);
        assertThat(get(again.headers().firstValue("Location").orElseThrow()).body())
                .contains("Already saved at 07:30")
                .contains("Sending it twice changed nothing.");
    }

    @Test
    void an_answer_over_somebody_elses_change_is_not_saved_and_shows_what_changed() throws Exception {
        String link = linkTo("1.3");
        Map<String, String> form = filled(get(link).body(), "note", "Mine", "stand", "going-on");
        api.command(OFFICER, new ChangeRating("a-waits-3", Rating.RED, "Asked by the chair"), 1);
        processors.awaitHead(Duration.ofSeconds(30));
        HttpResponse<String> stale = post(link, form);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body())
                .contains("Somebody changed this action while you were writing")
                .contains("Rating changed from amber to red", "Asked by the chair")
                .contains(">Mine</textarea>");
        assertThat(post(link, filled(stale.body(), "note", "Mine", "stand", "going-on"))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_new_date_waits_for_governance_where_the_plan_has_proposals_on() throws Exception {
        answered(linkTo("1.4"), "stand", "date-moves", "timescale", "June 2018", "reason", "The grant comes in May");
        ActionView action = action("a-waits-4");
        assertThat(action.row().when().target()).isEqualTo(DUE);
        assertThat(action.proposals()).hasSize(1);
        assertThat(get(linkTo("1.4")).body()).contains("asked for 30 June 2018 as the new date");
    }

    @Test
    void done_is_done_at_once_where_the_plan_has_proposals_off_and_the_link_says_what_is_true() throws Exception {
        String link = linkTo("2.1");
        Map<String, String> form = filled(get(link).body(), "note", "All signed", "stand", "done");
        String saved = post(link, form).headers().firstValue("Location").orElseThrow();
        assertThat(get(saved).body()).contains("Saved at 07:30").contains("All signed");
        assertThat(action("a-counts-1").row().status()).isEqualTo(Status.COMPLETE);
        assertThat(get(link).body()).contains("2.1 was completed on 15 March 2018");
        assertThat(post(link, form).headers().firstValue("Location").orElse("")).endsWith("&again=yes");
        assertThat(post(link, Map.of("stand", "going-on", "note", "More", "key", "another", "version", "2"))
                        .body())
                .contains("2.1 was completed on 15 March 2018");
    }

    @Test
    void not_ours_reaches_governance_which_answers_it() throws Exception {
        String link = links(mailTo("kim@befrienders.example").text()).getFirst();
        answered(link, "stand", "not-ours", "suggestion", "Pathways, since May");
        assertThat(installation.get(Actions.class).withProposals()).anySatisfy(waiting -> {
            assertThat(waiting.row().actionId()).isEqualTo("a-waits-7");
            assertThat(waiting.proposals().getFirst().words()).isEqualTo("Pathways, since May");
        });
        String proposal = action("a-waits-7").proposals().getFirst().proposalId();
        api.command(OFFICER, new AcceptProposal("a-waits-7", proposal, null), (int)
                action("a-waits-7").version());
        processors.awaitHead(Duration.ofSeconds(30));
        assertThat(action("a-waits-7").row().leads()).isEmpty();
        assertThat(action("a-waits-7").proposals()).isEmpty();
        assertThat(get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void another_contacts_link_opens_their_own_action_and_ends_with_its_owners_links() throws Exception {
        String link = links(mailTo("rae@pathways.example").text()).getFirst();
        assertThat(get(link).body()).contains("Promise 2.2").contains("You answer for");
        api.post(OFFICER, "/api/directory/contacts/c-rae/end-links", "application/json", "", null);
        double before = refused("revoked");
        long head = log.head().position();
        assertThat(get(link).statusCode()).isEqualTo(410);
        assertThat(post(link, Map.of("stand", "going-on", "note", "x", "key", "k", "version", "1"))
                        .statusCode())
                .isEqualTo(410);
        assertThat(log.head().position()).isEqualTo(head);
        assertThat(refused("revoked")).isEqualTo(before + 2);
    }

    @Test
    void a_link_is_no_token_of_any_service() throws Exception {
        String token = linkTo("1.6").substring("/a/".length());
        for (String path : List.of("/api/actions/a-waits-6", "/api/directory/contacts", "/api/notifier/status")) {
            assertThat(send(HttpRequest.newBuilder().header("Authorization", "Bearer " + token), path)
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }
}
