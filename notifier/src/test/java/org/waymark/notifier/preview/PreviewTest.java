package org.waymark.notifier.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.ReadingContext;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.eventstore.EventLog;
import org.waymark.notifier.Installation;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.outbox.Outbox;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PreviewTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The goal is 2 s on two quiet cores; a build machine is not quiet. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    void the_pack_for_10_january_is_issued_on_2_january_and_a_reminder_goes_out_before_the_bank_holiday()
            throws Exception {
        World world = World.adoptedOn("2017-12-01").due("a-1", "2018-01-02").meeting("m-1", "2018-01-10");
        try (Installation installation = Installation.of(world)) {
            installation.at("2017-12-20T06:00");
            Preview preview = preview(installation, null);

            assertThat(day(preview, "2018-01-02").marks())
                    .containsExactly(new Preview.Mark(Preview.Mark.Kind.ISSUE, "Carers Strategy Group"));
            assertThat(day(preview, "2018-01-10").marks())
                    .containsExactly(new Preview.Mark(Preview.Mark.Kind.MEETING, "Carers Strategy Group"));
            assertThat(rules(preview, "2017-12-29")).contains(MailRule.REMINDER_BEFORE);
            assertThat(day(preview, "2017-12-30").mails()).isEmpty();
            assertThat(day(preview, "2018-01-01").closed()).isEmpty();
            assertThat(day(preview, "2018-01-02").closed()).isNull();
            assertThat(rules(preview, "2018-01-03")).contains(MailRule.REMINDER_AFTER);
        }
    }

    @Test
    void in_scotland_2_january_is_a_holiday_too_and_the_pack_goes_out_by_its_clear_days() throws Exception {
        World world = World.adoptedOn("2017-12-01").due("a-1", "2018-01-01").meeting("m-1", "2018-01-10");
        try (Installation installation = Installation.of(world)) {
            installation.at("2017-12-20T06:00");
            Policy scottish = Policy.standard().change().nation(Nation.SCOTLAND).made();
            Preview preview = preview(installation, scottish);

            assertThat(day(preview, "2018-01-02").closed()).isEmpty();
            assertThat(rules(preview, "2018-01-03")).contains(MailRule.REMINDER_AFTER);
            assertThat(day(preview, "2018-01-04").marks())
                    .containsExactly(new Preview.Mark(Preview.Mark.Kind.ISSUE, "Carers Strategy Group"));
            assertThat(rules(preview(installation, null), "2018-01-02")).contains(MailRule.REMINDER_AFTER);
        }
    }

    @Test
    void on_both_sides_of_both_clock_changes_mail_goes_out_at_half_past_seven_local_time() throws Exception {
        World world = World.adoptedOn("2018-01-02");
        for (String target : List.of("2018-03-22", "2018-03-25", "2018-10-25", "2018-10-28")) {
            world.due("a-" + target, target);
        }
        try (Installation installation = Installation.of(world)) {
            installation.at("2018-01-03T06:00");
            Preview spring = preview(installation, null);
            assertThat(hours(spring, "2018-03-23")).containsOnly(Instant.parse("2018-03-23T07:30:00Z"));
            assertThat(day(spring, "2018-03-25").mails()).isEmpty();
            assertThat(hours(spring, "2018-03-26")).containsOnly(Instant.parse("2018-03-26T06:30:00Z"));

            installation.at("2018-10-01T06:00");
            Preview autumn = preview(installation, null);
            assertThat(hours(autumn, "2018-10-26")).containsOnly(Instant.parse("2018-10-26T06:30:00Z"));
            assertThat(day(autumn, "2018-10-28").mails()).isEmpty();
            assertThat(hours(autumn, "2018-10-29")).containsOnly(Instant.parse("2018-10-29T07:30:00Z"));
        }
    }

    @Test
    void a_changed_policy_is_looked_at_without_being_saved_and_nothing_is_written() throws Exception {
        World world = World.adoptedOn("2018-01-02")
                .due("a-1", "2018-02-01")
                .action("a-2", World.date("2018-02-05"), Status.NOT_STARTED, Rating.RED, "council")
                .meeting("m-1", "2018-03-20");
        try (Installation installation = Installation.of(world)) {
            installation.at("2018-02-01T06:00");
            long head = installation.context().getBean(EventLog.class).head().position();
            Preview weekly = preview(installation, null);
            Preview fortnightly = preview(
                    installation, Policy.standard().change().chaseEvery(2).made());
            Preview silent =
                    preview(installation, Policy.standard().change().mail(false).made());
            Preview closed = preview(
                    installation,
                    Policy.standard()
                            .change()
                            .closures(List.of(new Policy.Closure(
                                    LocalDate.of(2018, 2, 2), LocalDate.of(2018, 2, 9), "Half term")))
                            .made());

            assertThat(count(fortnightly, MailRule.WEEKLY_CHASE)).isLessThan(count(weekly, MailRule.WEEKLY_CHASE));
            assertThat(count(fortnightly, MailRule.REMINDER_AFTER)).isEqualTo(count(weekly, MailRule.REMINDER_AFTER));
            assertThat(silent.mails()).isZero();
            assertThat(silent.raised()).isPositive();
            assertThat(day(closed, "2018-02-02").closed()).isEqualTo("Half term");
            assertThat(rules(closed, "2018-02-12")).contains(MailRule.REMINDER_AFTER);
            assertThat(preview(installation, null)).isEqualTo(weekly);
            assertThat(installation.context().getBean(EventLog.class).head().position())
                    .isEqualTo(head);
            assertThat(installation.context().getBean(Outbox.class).counts()).isEmpty();
            assertThat(installation.desk().requests()).isEmpty();
            assertThat(installation.mailbox()).isEmpty();
        }
    }

    @Test
    void mail_switched_on_later_begins_with_the_take_on_report_about_the_day_of_adoption() throws Exception {
        World world = World.withDraft("2018-01-02")
                .mail(false)
                .action("a-1", World.kind(Timescale.Kind.NONE), "carers")
                .adopt();
        try (Installation installation = Installation.of(world)) {
            installation.at("2018-02-01T06:00");
            assertThat(preview(installation, null).mails()).isZero();
            Preview on = preview(installation, Policy.standard());
            assertThat(rules(on, "2018-02-01")).contains(MailRule.TAKE_ON_REPORT);
            assertThat(count(on, MailRule.TAKE_ON_REPORT)).isOne();
        }
    }

    @Test
    void what_was_sent_or_is_on_its_way_today_is_not_shown_again() throws Exception {
        try (Installation installation =
                Installation.of(World.adoptedOn("2018-01-02").due("a-1", "2018-03-29"))) {
            installation.at("2018-03-01T06:00");
            assertThat(rules(preview(installation, null), "2018-03-01")).containsExactly(MailRule.REMINDER_BEFORE);
            installation.at("2018-03-01T07:30");
            installation.check().run();
            Preview after = preview(installation, null);
            assertThat(day(after, "2018-03-01").mails()).isEmpty();
            assertThat(rules(after, "2018-03-15")).containsExactly(MailRule.REMINDER_BEFORE);
        }
    }

    @Test
    void the_answers_name_people_and_parties_and_never_an_address() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        try (Installation installation = Installation.of(world)) {
            installation.at("2018-03-01T06:00");
            HttpResponse<String> preview = get(installation, "/plans/kirklees/preview", "GOVERNANCE");
            HttpResponse<String> next = get(installation, "/actions/a-1/next", "SERVICE");

            assertThat(preview.statusCode()).isEqualTo(200);
            assertThat(preview.body()).contains("Sam Okafor", "Carers Count").doesNotContain("@");
            assertThat(next.statusCode()).isEqualTo(200);
            assertThat(next.body()).contains("Carers Count").doesNotContain("@");
            JsonNode first = JSON.readTree(next.body()).get("mails").get(0);
            assertThat(first.get("date").asString()).isEqualTo("2018-03-01");
            assertThat(first.get("rule").asString()).isEqualTo("REMINDER_BEFORE");
            assertThat(first.get("role").asString()).isEqualTo("LEAD");
            assertThat(installation
                            .context()
                            .getBean(MeterRegistry.class)
                            .get("waymark.preview.duration")
                            .timer()
                            .count())
                    .isPositive();
        }
    }

    @Test
    void it_is_for_governance_and_the_services_and_says_what_is_wrong() throws Exception {
        World world = World.adoptedOn("2018-01-02").due("a-1", "2018-03-29");
        try (Installation installation = Installation.of(world)) {
            installation.at("2018-03-01T06:00");
            assertThat(get(installation, "/plans/kirklees/preview", "LEAD").statusCode())
                    .isEqualTo(403);
            assertThat(get(installation, "/plans/kirklees/preview", "").statusCode())
                    .isEqualTo(401);
            assertThat(get(installation, "/plans/nowhere/preview", "GOVERNANCE").statusCode())
                    .isEqualTo(404);
            assertThat(get(installation, "/actions/a-none/next", "GOVERNANCE").statusCode())
                    .isEqualTo(404);
            HttpResponse<String> tooFar = get(installation, "/plans/kirklees/preview?days=100000", "GOVERNANCE");
            assertThat(tooFar.statusCode()).isEqualTo(422);
            assertThat(tooFar.body()).contains("\"field\":\"days\"");

            HttpResponse<String> atNight = post(
                    installation, JSON.writeValueAsString(Policy.standard()).replace("07:30", "03:00"));
            assertThat(atNight.statusCode()).isEqualTo(422);
            assertThat(atNight.body()).contains("policy.sendAt", "Choose a time from 05:00 on");
            HttpResponse<String> endless = post(
                    installation,
                    JSON.writeValueAsString(Policy.standard()
                            .change()
                            .papersBeforeIssue(1_000_000_000)
                            .made()));
            assertThat(endless.statusCode()).isEqualTo(422);
            assertThat(post(installation, "{").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void a_plan_of_144_actions_takes_a_second_or_two() throws Exception {
        World world = World.adoptedOn("2018-01-02").meeting("m-1", "2018-04-10");
        for (int i = 0; i < 20; i++) {
            world.contact("c-lead-" + i, "Lead " + i, Contact.Role.LEAD, "party-" + i);
        }
        for (int i = 0; i < 144; i++) {
            LocalDate target = LocalDate.of(2018, 1, 20).plusDays(i);
            world.action(
                    "a-" + i,
                    i % 3 == 0 ? World.kind(Timescale.Kind.ONGOING) : World.date(target.toString()),
                    "party-" + i % 20);
        }
        try (Installation installation = Installation.of(world)) {
            installation.at("2018-02-01T06:00");
            long began = System.nanoTime();
            Preview preview = preview(installation, null);
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            System.out.printf(
                    Locale.UK,
                    "%,d mails and %,d escalations of 144 actions in 120 days, worked out in %d ms%n",
                    preview.mails(),
                    preview.raised(),
                    took.toMillis());
            assertThat(preview.mails()).isGreaterThan(100);
            assertThat(took).isLessThan(BOUND);
        }
    }

    @Test
    void a_draft_as_if_it_were_adopted_is_what_the_adopted_plan_is_and_changes_nothing() throws Exception {
        World world = World.withDraft("2018-01-02")
                .due("a-late", "2017-11-30")
                .due("a-soon", "2018-01-19")
                .action("a-often", TimescaleReader.read("Every six months", ReadingContext.none()), "carers")
                .meeting("m-1", "2018-03-20");
        try (Installation installation = Installation.of(world)) {
            installation.at("2018-01-02T12:00");
            Previews previews = installation.context().getBean(Previews.class);
            Preview draft = preview(installation, null);
            Preview asAdopted = Objects.requireNonNull(previews.asAdopted(World.PLAN, Previews.HORIZON));

            assertThat(draft.mails()).isZero();
            assertThat(asAdopted.state()).isEqualTo(PlanState.ADOPTED);
            assertThat(rules(asAdopted, "2018-01-02")).contains(MailRule.TAKE_ON_REPORT);
            assertThat(rules(asAdopted, "2018-01-03")).contains(MailRule.REMINDER_AFTER);
            assertThat(rules(asAdopted, "2018-01-05")).contains(MailRule.REMINDER_BEFORE);
            assertThat(preview(installation, null)).isEqualTo(draft);

            installation.desk().append(new PlanEvent.PlanAdopted(World.PLAN, LocalDate.of(2018, 1, 2), null));
            Timescale often = TimescaleReader.read("Every six months", ReadingContext.none());
            Timescale counted = TimescaleReader.read("Every six months", ReadingContext.from(LocalDate.of(2018, 1, 2)));
            installation
                    .desk()
                    .append(new ActionEvent.OccurrenceScheduled("a-often", often, counted, LocalDate.of(2018, 1, 2)));
            assertThat(preview(installation, null)).isEqualTo(asAdopted);
            assertThat(previews.asAdopted(World.PLAN, Previews.HORIZON)).isEqualTo(asAdopted);
        }
    }

    private static Preview preview(Installation installation, @Nullable Policy changed) throws Exception {
        return Objects.requireNonNull(
                installation.context().getBean(Previews.class).preview(World.PLAN, Previews.HORIZON, changed));
    }

    private static Preview.Day day(Preview preview, String date) {
        return preview.days().stream()
                .filter(day -> day.date().equals(LocalDate.parse(date)))
                .findFirst()
                .orElseThrow();
    }

    private static List<MailRule> rules(Preview preview, String date) {
        return day(preview, date).mails().stream()
                .flatMap(mail -> mail.lines().stream())
                .map(Preview.Line::rule)
                .toList();
    }

    private static List<Instant> hours(Preview preview, String date) {
        return day(preview, date).mails().stream()
                .map(Preview.PreviewedMail::at)
                .toList();
    }

    private static long count(Preview preview, MailRule rule) {
        return preview.days().stream()
                .flatMap(day -> day.mails().stream())
                .flatMap(mail -> mail.lines().stream())
                .filter(line -> line.rule() == rule)
                .count();
    }

    private static HttpResponse<String> get(Installation installation, String path, String role) throws Exception {
        return send(installation, path, role, HttpRequest.newBuilder().GET());
    }

    private static HttpResponse<String> post(Installation installation, String body) throws Exception {
        return send(
                installation,
                "/plans/kirklees/preview",
                "GOVERNANCE",
                HttpRequest.newBuilder()
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json"));
    }

    private static HttpResponse<String> send(
            Installation installation, String path, String role, HttpRequest.Builder request) throws Exception {
        String port = installation.context().getEnvironment().getProperty("local.server.port");
        if (!role.isEmpty()) {
            Instant now = installation.context().getBean(Clock.class).instant();
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new JWTClaimsSet.Builder()
                            .subject("u-priya")
                            .claim("role", role)
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(60)))
                            .build());
            token.sign(new MACSigner(Installation.SECRET.getBytes(StandardCharsets.UTF_8)));
            request.header("Authorization", "Bearer " + token.serialize());
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + "/api/notifier" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
