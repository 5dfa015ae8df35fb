package org.waymark.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.Rating;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Head;
import org.waymark.standalone.report.DemoReport;
import org.waymark.standalone.report.DemoReport.PlanFigures;
import org.waymark.standalone.report.Ratings;
import org.waymark.standalone.runtime.Ports;
import org.waymark.standalone.runtime.Stopping;
import tools.jackson.databind.json.JsonMapper;

/** The demonstration as a whole: its report, counted twice by different ways, and its pages. */
class DemoReportTest {

    private static final long SEED = 1;
    private static final LocalDate SOME_WEEKS_LATER = LocalDate.of(2018, 2, 10);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final Stopping STOPPING = new Stopping();

    private static DemoInstallation demo;
    private static DemoReport report;
    private static RawFigures raw;

    @BeforeAll
    static void play() {
        demo = DemoInstallation.start(Ports.choose(0), SEED, false, STOPPING);
        demo.play();
        report = demo.report();
        raw = RawFigures.of(demo.log());
    }

    @AfterAll
    static void stop() {
        STOPPING.close();
    }

    private static List<Integer> each(ToIntFunction<PlanFigures> figure) {
        return report.plans().stream().map(figure::applyAsInt).toList();
    }

    private static PlanFigures plan(String id) {
        return report.plans().stream()
                .filter(plan -> plan.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_plans_are_as_their_councils_printed_them() {
        assertThat(report.plans())
                .extracting(PlanFigures::id)
                .containsExactly("kirklees", "south-gloucestershire", "cumbria", "staffordshire", "llr");
        assertThat(each(PlanFigures::rows)).containsExactly(144, 56, 33, 58, 25);
        assertThat(each(PlanFigures::actions)).containsExactly(122, 56, 33, 58, 25);
        assertThat(each(PlanFigures::themes)).containsExactly(9, 4, 9, 7, 8);
        assertThat(each(PlanFigures::statements)).containsExactly(4, 0, 0, 0, 0);
        assertThat(each(PlanFigures::crossReferences)).containsExactly(18, 0, 0, 0, 0);
    }

    @Test
    void the_ratings_of_kirklees_are_those_of_the_printed_plan() {
        assertThat(plan("kirklees").ratingsAtImport()).isEqualTo(new Ratings(82, 30, 8, 0, 2));
    }

    @Test
    void everything_that_can_happen_happens_somewhere() {
        assertThat(each(PlanFigures::events)).allMatch(events -> events > 0);
        List<ToIntFunction<PlanFigures>> history = List.of(
                PlanFigures::slips,
                PlanFigures::reassigned,
                PlanFigures::completed,
                PlanFigures::ended,
                PlanFigures::proposals,
                PlanFigures::remindersSent,
                PlanFigures::updateRequestsSent,
                plan -> plan.escalations().level1(),
                plan -> plan.escalations().level2(),
                plan -> plan.escalations().level3(),
                PlanFigures::mails);
        for (ToIntFunction<PlanFigures> figure : history) {
            assertThat(each(figure)).anyMatch(count -> count > 0);
        }
    }

    @Test
    void nobody_is_mailed_about_a_draft() {
        PlanFigures draft = plan("staffordshire");

        assertThat(draft.mails()).isZero();
        assertThat(draft.undated()).isEqualTo(58);
        assertThat(draft.unowned()).isEqualTo(58);
        assertThat(draft.escalations()).isEqualTo(new DemoReport.Escalations(0, 0, 0));
    }

    @Test
    void every_figure_is_found_again_in_the_raw_log() {
        assertThat(raw.plans().keySet())
                .containsExactlyElementsOf(
                        report.plans().stream().map(PlanFigures::id).toList());
        for (PlanFigures plan : report.plans()) {
            RawFigures.Tally tally = Objects.requireNonNull(raw.plans().get(plan.id()));
            PlanFigures recounted = new PlanFigures(
                    plan.id(),
                    tally.title,
                    tally.rows(),
                    tally.actions.size(),
                    tally.themes(),
                    tally.statements(),
                    tally.pointers(),
                    ratings(tally.ratings(true)),
                    ratings(tally.ratings(false)),
                    tally.undated(),
                    tally.unowned(),
                    tally.events,
                    tally.slips,
                    tally.reassigned,
                    tally.completed,
                    tally.ended,
                    tally.proposals,
                    tally.reminders,
                    tally.updateRequests,
                    new DemoReport.Escalations(tally.escalations[1], tally.escalations[2], tally.escalations[3]),
                    tally.mails);
            assertThat(plan).isEqualTo(recounted);
        }
        Head head = demo.log().head();
        assertThat(report.headPosition()).isEqualTo(head.position()).isEqualTo(raw.events());
        assertThat(report.headHash()).isEqualTo(head.hash());
    }

    private static Ratings ratings(Map<Rating, Integer> counts) {
        return new Ratings(
                counts.getOrDefault(Rating.GREEN, 0),
                counts.getOrDefault(Rating.AMBER, 0),
                counts.getOrDefault(Rating.RED, 0),
                counts.getOrDefault(Rating.BLUE, 0),
                counts.getOrDefault(Rating.NONE, 0));
    }

    @Test
    void the_mailbox_holds_every_mail_that_is_on_record() {
        assertThat(report.mailbox())
                .isEqualTo(demo.mailbox().letters().size())
                .isEqualTo(each(PlanFigures::mails).stream()
                        .mapToInt(Integer::intValue)
                        .sum());
    }

    @Test
    void the_same_seed_gives_the_same_report() {
        try (Stopping stopping = new Stopping()) {
            DemoInstallation again = DemoInstallation.start(Ports.choose(0), SEED, false, stopping);
            again.play();
            assertThat(JsonMapper.shared().writeValueAsString(again.report()))
                    .isEqualTo(JsonMapper.shared().writeValueAsString(report));
        }
    }

    @Test
    void another_seed_gives_another_history_of_the_same_plans() {
        try (Stopping stopping = new Stopping()) {
            DemoInstallation other = DemoInstallation.start(Ports.choose(0), SEED + 1, false, stopping);
            other.demonstration().playUntil(SOME_WEEKS_LATER);

            List<String> there = happened(other.log());
            List<String> here = happened(demo.log());
            assertThat(there).isNotEqualTo(here);
            for (String same : List.of(" plan.adopted", " action.added")) {
                assertThat(there).filteredOn(entry -> entry.endsWith(same)).isNotEmpty();
                assertThat(there.stream().filter(entry -> entry.endsWith(same)))
                        .containsExactlyElementsOf(here.stream()
                                .filter(entry -> entry.endsWith(same))
                                .toList());
            }
        }
    }

    /** What people and the notifier did on which day until some weeks had passed; nothing that comes from an id. */
    private static List<String> happened(EventLog log) {
        List<String> happened = new ArrayList<>();
        log.read(1, entry -> {
            LocalDate day = LocalDate.ofInstant(entry.happenedAt(), DemoClock.LONDON);
            boolean counts = day.isBefore(SOME_WEEKS_LATER);
            if (counts) {
                EventCatalogue.Entry kind =
                        EventCatalogue.byType(entry.payload().getClass());
                happened.add(day + " " + Objects.requireNonNull(kind).name());
            }
            return counts;
        });
        return happened;
    }

    @Test
    void its_pages_can_be_read_without_signing_in() throws Exception {
        String letter = demo.mailbox().letters().getFirst().id();
        for (String page :
                List.of("/", "/demo", "/demo/log", "/demo/log/check", "/mailbox", "/mailbox/" + letter, "/sign-in")) {
            HttpResponse<String> answer = get(page);

            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body()).as(page).contains("<h1").doesNotContain("th:");
        }
        HttpResponse<String> html = get("/mailbox/" + letter + "/html");
        assertThat(html.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox", "default-src 'none'"));
    }

    @Test
    void a_strategy_shows_its_partners_and_that_none_of_them_has_made_a_plan_yet() throws Exception {
        URI address = demo.address();
        try (HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpRequest form =
                    HttpRequest.newBuilder(address.resolve("/sign-in")).build();
            Matcher token =
                    TOKEN.matcher(http.send(form, BodyHandlers.ofString()).body());
            assertThat(token.find()).isTrue();
            HttpRequest signIn = HttpRequest.newBuilder(address.resolve("/sign-in"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(
                            "person=c-priya-nair&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)))
                    .build();
            assertThat(http.send(signIn, BodyHandlers.ofString()).body()).contains("href=\"/plans/llr/strategy\"");

            HttpRequest strategy = HttpRequest.newBuilder(address.resolve("/plans/llr/strategy"))
                    .build();
            assertThat(http.send(strategy, BodyHandlers.ofString()).body())
                    .contains("Leicester City Council", "Leicestershire County Council", "Rutland County Council")
                    .contains("0 of 3 partners have a delivery plan.", "No plan yet");
        }
    }

    @Test
    void a_board_asks_who_is_there() throws Exception {
        assertThat(get("/plans/kirklees").uri().getPath()).isEqualTo("/sign-in");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI address = demo.address();
        try (HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
        }
    }
}
