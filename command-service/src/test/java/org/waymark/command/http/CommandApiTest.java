package org.waymark.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.link.PersonalLink;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

class CommandApiTest {

    private static final RunningService SERVICE = RunningService.get();
    private static final String SEEN_1 = "\"1\"";

    @BeforeAll
    static void there_is_a_plan() {
        SERVICE.plan("api-plan");
    }

    private static String action(String reference) {
        return SERVICE.action("api-plan", reference, "p-api");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static Answer red(String action, String key) {
        return SERVICE.commandWithKey(
                key, "actions/" + action + "/change-rating", "{\"rating\": \"RED\"}", "If-Match", SEEN_1);
    }

    private static List<StoredEvent> events(String streamId) {
        return SERVICE.bean(EventLog.class).readStream(streamId);
    }

    @Nested
    class Answers {

        @Test
        void say_where_the_change_is_in_the_log_and_which_version_it_made() {
            String action = action("1.1");
            Answer answer = red(action, key());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text("id")).isEqualTo(action);
            assertThat(answer.json().path("version").asLong()).isEqualTo(2);
            assertThat(answer.json().path("replayed").asBoolean()).isFalse();
            assertThat(answer.header("ETag")).isEqualTo("\"2\"");
            assertThat(events(action).getLast().position())
                    .isEqualTo(answer.json().path("position").asLong());
        }

        @Test
        void a_new_id_is_drawn_and_named() {
            assertThat(action("1.2")).matches("a-[0-9a-z]{10}");
        }

        @Test
        void who_acted_comes_from_the_token_and_is_on_record() {
            String action = action("1.3");
            String key = key();
            red(action, key);
            assertThat(events(action).getLast().metadata())
                    .containsEntry(Metadata.ACTOR, "u-officer")
                    .containsEntry(Metadata.ROLE, "GOVERNANCE")
                    .containsEntry(Metadata.VIA, "api")
                    .containsEntry(Metadata.REQUEST, "u-officer:" + key)
                    .doesNotContainKeys(Metadata.EXPECTED_VERSION, "parties");
        }

        @Test
        void a_lead_who_answers_by_link_is_on_record_as_such_and_by_contact_id() {
            String action = action("1.5");
            String token = RunningService.signed(new JWTClaimsSet.Builder()
                    .subject("c-sam")
                    .claim("role", "LEAD")
                    .claim("parties", List.of("p-api"))
                    .claim("via", "link")
                    .expirationTime(Date.from(RunningService.NOW.plusSeconds(120)))
                    .build());
            Answer answer = SERVICE.commandAs(token, key(), "actions/" + action + "/answer", """
                    {"stand": "GOING_ON", "note": "Stalls in four libraries", "rating": "GREEN"}""", "If-Match", SEEN_1);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(events(action)).hasSize(4);
            assertThat(events(action).subList(1, 4))
                    .allSatisfy(event -> assertThat(event.metadata())
                            .containsEntry(Metadata.ACTOR, "c-sam")
                            .containsEntry(Metadata.ROLE, "LEAD")
                            .containsEntry(Metadata.VIA, "link"));
        }

        @Test
        void nobody_says_in_a_header_or_body_that_they_came_by_link() {
            String action = action("1.6");
            Answer body = SERVICE.command(
                    "actions/" + action + "/report-progress",
                    "{\"note\": \"words\", \"via\": \"link\"}",
                    "If-Match",
                    SEEN_1);
            assertThat(body.problem()).isEqualTo("unknown-field");
            SERVICE.command(
                    "actions/" + action + "/report-progress",
                    "{\"note\": \"words\"}",
                    "If-Match",
                    SEEN_1,
                    "via",
                    "link");
            assertThat(events(action).getLast().metadata()).containsEntry(Metadata.VIA, "api");
        }

        @Test
        void a_link_from_a_mail_is_no_token() {
            String action = action("1.7");
            String link = new LinkSeal(RunningService.secret())
                    .seal(PersonalLink.answer("c-sam", action, LocalDate.parse("2018-06-25"), 0));
            Answer answer = SERVICE.commandAs(
                    link, key(), "actions/" + action + "/report-progress", "{\"note\": \"words\"}", "If-Match", SEEN_1);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(events(action)).hasSize(1);
        }

        @Test
        void what_happened_before_now_says_when() {
            String action = action("1.4");
            SERVICE.command(
                    "actions/" + action + "/complete", "{}", "If-Match", SEEN_1, "Happened-At", "2018-06-01T10:00:00Z");
            StoredEvent completed = events(action).getLast();
            assertThat(completed.happenedAt()).isEqualTo("2018-06-01T10:00:00Z");
            assertThat(completed.payload().toString()).contains("completedOn=2018-06-01");
        }
    }

    @Nested
    class Repeating {

        @Test
        void the_same_request_changes_nothing_twice() {
            String action = action("2.1");
            String key = key();
            Answer first = red(action, key);
            Answer second = red(action, key);
            assertThat(second.status()).isEqualTo(200);
            assertThat(second.json().path("replayed").asBoolean()).isTrue();
            assertThat(second.json().path("position")).isEqualTo(first.json().path("position"));
            assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(events(action)).hasSize(2);
        }

        @Test
        void a_repeated_addition_names_the_first_id() {
            String key = key();
            String body = "{\"name\": \"Carers Count\", \"area\": \"Council\"}";
            Answer first = SERVICE.commandWithKey(key, "parties/new/register-party", body);
            Answer second = SERVICE.commandWithKey(key, "parties/new/register-party", body);
            assertThat(second.text("id")).isEqualTo(first.text("id"));
            assertThat(second.json().path("replayed").asBoolean()).isTrue();
        }

        @Test
        void a_key_is_good_for_one_request() {
            String action = action("2.2");
            String key = key();
            red(action, key);
            Answer other = SERVICE.commandWithKey(
                    key, "actions/" + action + "/change-rating", "{\"rating\": \"GREEN\"}", "If-Match", "\"2\"");
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.problem()).isEqualTo("key-reused");
            assertThat(events(action)).hasSize(2);
        }

        @Test
        void of_many_at_once_one_has_the_effect_and_all_the_same_answer() throws Exception {
            String action = action("2.3");
            String key = key();
            List<Answer> answers = atOnce(8, () -> red(action, key));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(answers.stream().map(answer -> answer.text("position")).distinct())
                    .hasSize(1);
            assertThat(answers.stream()
                            .filter(answer -> !answer.json().path("replayed").asBoolean()))
                    .hasSize(1);
            assertThat(events(action)).hasSize(2);
        }

        @Test
        void of_many_additions_at_once_one_is_made() throws Exception {
            String key = key();
            List<Answer> answers = atOnce(
                    8,
                    () -> SERVICE.commandWithKey(
                            key, "parties/new/register-party", "{\"name\": \"Pathways\", \"area\": \"Council\"}"));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(answers.stream().map(answer -> answer.text("id")).distinct())
                    .hasSize(1);
        }

        @Test
        void without_a_key_nothing_is_done() {
            Answer answer = SERVICE.send(SERVICE.request("/api/commands/plans/api-plan/adopt-plan")
                    .header("Authorization", "Bearer " + RunningService.token("u", Role.GOVERNANCE))
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("missing-key");
        }
    }

    @Nested
    class Versions {

        @Test
        void a_change_of_content_says_what_it_has_seen() {
            Answer answer = SERVICE.command("actions/" + action("3.1") + "/change-rating", "{\"rating\": \"RED\"}");
            assertThat(answer.status()).isEqualTo(428);
            assertThat(answer.problem()).isEqualTo("version-needed");
        }

        @Test
        void a_stale_edit_is_refused_and_told_the_version_of_now() {
            String action = action("3.2");
            red(action, key());
            Answer stale = SERVICE.command(
                    "actions/" + action + "/change-rating", "{\"rating\": \"GREEN\"}", "If-Match", SEEN_1);
            assertThat(stale.status()).isEqualTo(412);
            assertThat(stale.problem()).isEqualTo("stale-edit");
            assertThat(stale.json().path("currentVersion").asLong()).isEqualTo(2);
            assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        }

        @Test
        void of_many_edits_at_once_exactly_one_wins() throws Exception {
            String action = action("3.3");
            List<Answer> answers = atOnce(
                    8,
                    () -> SERVICE.command(
                            "actions/" + action + "/report-progress", "{\"note\": \"Half done\"}", "If-Match", SEEN_1));
            assertThat(answers.stream().map(Answer::status)).containsOnly(200, 412);
            assertThat(answers.stream().filter(answer -> answer.status() == 200))
                    .hasSize(1);
        }

        @Test
        void escalations_need_no_version_and_move_none() {
            String action = action("3.4");
            Answer raised = SERVICE.commandAs(
                    RunningService.token("daily-check", Role.SERVICE),
                    key(),
                    "actions/" + action + "/raise-escalation",
                    """
                    {"escalation": {"level": 1, "reason": "LATE", "cause": "2018-04-30", "since": "2018-04-30",
                      "count": 56}}""");
            assertThat(raised.status()).isEqualTo(200);
            assertThat(raised.header("ETag")).isEqualTo(SEEN_1);
            assertThat(red(action, key()).status()).isEqualTo(200);
        }
    }

    @Nested
    class Refusals {

        @Test
        void a_rule_is_told_in_plain_words() {
            String action = action("8.4");
            SERVICE.command("actions/" + action + "/end", "{\"reason\": \"No money\"}", "If-Match", SEEN_1);
            Answer refused = SERVICE.command(
                    "actions/" + action + "/change-rating", "{\"rating\": \"RED\"}", "If-Match", "\"2\"");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(refused.text("type")).isEqualTo("https://waymark.example/problems/refused");
            assertThat(refused.text("title")).isEqualTo("A rule stands against this");
            assertThat(refused.text("detail")).isEqualTo("8.4 has ended, so nothing can be changed. Reopen it first.");
        }

        @Test
        void a_field_without_a_usable_value_is_named() {
            String action = action("4.1");
            Answer noReason = SERVICE.command(
                    "actions/" + action + "/slip-timescale", "{\"timescale\": \"September 2018\"}", "If-Match", SEEN_1);
            assertThat(noReason.status()).isEqualTo(422);
            assertThat(noReason.text("field")).isEqualTo("reason");
            assertThat(noReason.text("detail")).isEqualTo("Say why the date moves");
            Answer earlier = SERVICE.command(
                    "actions/" + action + "/slip-timescale",
                    "{\"timescale\": \"March 2018\", \"reason\": \"why\"}",
                    "If-Match",
                    SEEN_1);
            assertThat(earlier.status()).isEqualTo(422);
            assertThat(earlier.text("field")).isEqualTo("timescale");
            assertThat(earlier.text("detail"))
                    .isEqualTo("Enter a date after 30 April 2018, or bring it forward instead");
        }

        @Test
        void what_is_missing_inside_an_object_is_named() {
            Answer answer =
                    SERVICE.command("plans/missing-things/set-policy", "{\"policy\": {\"remindDaysBefore\": [28]}}");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("detail")).contains("policy.ladder");
        }

        @Test
        void an_unknown_field_is_named() {
            Answer answer = SERVICE.command(
                    "actions/a-1/change-rating", "{\"rating\": \"RED\", \"actor\": \"me\"}", "If-Match", SEEN_1);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("unknown-field");
            assertThat(answer.text("field")).isEqualTo("actor");
        }

        @Test
        void an_unknown_value_is_named_with_those_known() {
            Answer answer = SERVICE.command("actions/a-1/change-rating", "{\"rating\": \"PINK\"}", "If-Match", SEEN_1);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem()).isEqualTo("unknown-value");
            assertThat(answer.text("field")).isEqualTo("rating");
            assertThat(answer.text("detail")).isEqualTo("Choose one of RED, AMBER, GREEN, BLUE, NONE for rating.");
        }

        @Test
        void a_day_that_is_none_is_named() {
            Answer answer =
                    SERVICE.command("actions/a-1/complete", "{\"completedOn\": \"yesterday\"}", "If-Match", SEEN_1);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("field")).isEqualTo("completedOn");
            assertThat(answer.text("detail")).contains("2018-09-30");
        }

        @Test
        void what_is_no_json_is_said() {
            assertThat(SERVICE.command("plans/api-plan/adopt-plan", "{").problem())
                    .isEqualTo("malformed-request");
            assertThat(SERVICE.command("plans/api-plan/adopt-plan", "[]").problem())
                    .isEqualTo("malformed-request");
        }

        @Test
        void what_nobody_reads_to_its_end_is_refused() {
            Answer answer = SERVICE.command(
                    "actions/" + action("9.1") + "/report-progress",
                    "{\"note\": \"" + "x".repeat(20_001) + "\"}",
                    "If-Match",
                    SEEN_1);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("field")).isEqualTo("note");
            assertThat(answer.text("detail")).contains("20,000");
        }

        @Test
        void what_would_fill_the_memory_is_not_read() {
            Answer announced = SERVICE.command("plans/api-plan/adopt-plan", "x".repeat(2_000_000));
            assertThat(announced.status()).isEqualTo(413);
            assertThat(announced.problem()).isEqualTo("too-large");
            Answer streamed = SERVICE.send(SERVICE.request("/api/commands/plans/api-plan/adopt-plan")
                    .header("Authorization", "Bearer " + RunningService.token("u-officer", Role.GOVERNANCE))
                    .header("Idempotency-Key", key())
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> new java.io.ByteArrayInputStream(new byte[1_500_000]))));
            assertThat(streamed.status()).isEqualTo(413);
        }

        @Test
        void signs_that_cannot_be_shown_are_refused() {
            for (String sign : List.of("\\u0000", "\\ud800", "\\u001b")) {
                Answer answer = SERVICE.command("plans/api-plan/withdraw-plan", "{\"reason\": \"a" + sign + "b\"}");
                assertThat(answer.status()).isEqualTo(422);
                assertThat(answer.text("field")).isEqualTo("reason");
            }
        }

        @Test
        void an_id_cannot_be_mistaken_for_anything_else() {
            for (String id : List.of("request", "A-1", "a%231", "a%20b", "x".repeat(101), "1a", "-a")) {
                Answer answer = SERVICE.command(
                        "parties/" + id + "/register-party", "{\"name\": \"Council\", \"area\": \"Council\"}");
                assertThat(answer.status()).as(id).isEqualTo(422);
                assertThat(answer.text("field")).isEqualTo("partyId");
            }
        }

        @Test
        void what_is_addressed_to_nothing_is_told_where_things_are() {
            String token = RunningService.token("u-officer", Role.GOVERNANCE);
            for (String path : List.of(
                    "/api/commands/plans/api-plan/adopt-plan",
                    "/api/commands/plans",
                    "/api/imports/api-plan",
                    "/api/directory/nobody")) {
                Answer answer = SERVICE.send(SERVICE.request(path).header("Authorization", "Bearer " + token));
                assertThat(answer.status()).as(path).isEqualTo(404);
                assertThat(answer.problem()).isEqualTo("unknown-command");
                assertThat(answer.text("detail")).contains("/api/");
            }
        }

        @Test
        void nothing_happened_before_anybody_can_remember() {
            Answer answer =
                    SERVICE.command("plans/api-plan/adopt-plan", "{}", "Happened-At", "-999999999-01-01T00:00:00Z");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("field")).isEqualTo("Happened-At");
        }

        @Test
        void an_id_that_is_not_that_of_the_address_is_refused() {
            Answer answer =
                    SERVICE.command("plans/api-plan/withdraw-plan", "{\"planId\": \"other\", \"reason\": \"why\"}");
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("field")).isEqualTo("planId");
        }

        @Test
        void what_is_not_there_is_not_found() {
            Answer action =
                    SERVICE.command("actions/a-none/change-rating", "{\"rating\": \"RED\"}", "If-Match", SEEN_1);
            assertThat(action.status()).isEqualTo(404);
            assertThat(action.problem()).isEqualTo("unknown-id");
            assertThat(SERVICE.command("actions/a-none/explode", "{}").problem())
                    .isEqualTo("unknown-command");
            assertThat(SERVICE.command("groups/api-plan/hold-meeting", "{\"meetingId\": \"m-1\"}")
                            .status())
                    .isEqualTo(404);
        }

        @Test
        void an_id_is_given_once() {
            Answer again = SERVICE.command(
                    "plans/api-plan/create-plan",
                    "{\"details\": {\"title\": \"Again\", \"owner\": \"Council\", \"nation\": \"WALES\"}}");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.text("detail")).contains("api-plan");
        }
    }

    @Nested
    class Actors {

        @Test
        void without_a_token_nobody_comes_in() {
            Answer answer = SERVICE.send(SERVICE.request("/api/commands/plans/api-plan/adopt-plan")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.problem()).isEqualTo("not-signed-in");
            assertThat(SERVICE.commandAs("nonsense", key(), "plans/api-plan/adopt-plan", "{}")
                            .problem())
                    .isEqualTo("not-signed-in");
        }

        @Test
        void a_lead_reports_about_their_own_actions_only() {
            String action = action("5.1");
            String note = "{\"note\": \"Half done\"}";
            String path = "actions/" + action + "/report-progress";
            Answer theirs = SERVICE.commandAs(
                    RunningService.token("c-1", Role.LEAD, "p-other"), key(), path, note, "If-Match", SEEN_1);
            assertThat(theirs.status()).isEqualTo(403);
            assertThat(theirs.problem()).isEqualTo("not-allowed");
            Answer own = SERVICE.commandAs(
                    RunningService.token("c-1", Role.LEAD, "p-api"), key(), path, note, "If-Match", SEEN_1);
            assertThat(own.status()).isEqualTo(200);
        }

        @Test
        void what_a_lead_changes_about_a_date_waits_for_governance() {
            String action = action("5.2");
            SERVICE.commandAs(
                    RunningService.token("c-1", Role.LEAD, "p-api"),
                    key(),
                    "actions/" + action + "/slip-timescale",
                    "{\"timescale\": \"September 2018\", \"reason\": \"Grant\"}",
                    "If-Match",
                    SEEN_1);
            assertThat(events(action).getLast().payload().toString()).startsWith("DateProposed");
        }

        private static JWTClaimsSet.Builder claims() {
            return new JWTClaimsSet.Builder()
                    .subject("u-officer")
                    .claim("role", "GOVERNANCE")
                    .expirationTime(Date.from(RunningService.NOW.plusSeconds(600)));
        }

        private static Answer adopt(String token) {
            return SERVICE.commandAs(token, key(), "plans/none/adopt-plan", "{}");
        }

        @Test
        void a_token_that_cannot_be_trusted_opens_nothing() {
            JWTClaimsSet over = claims().expirationTime(Date.from(RunningService.NOW.minusSeconds(61)))
                    .build();
            JWTClaimsSet early = claims().notBeforeTime(Date.from(RunningService.NOW.plusSeconds(120)))
                    .build();
            JWTClaimsSet endless = claims().expirationTime(null).build();
            String unsigned = new com.nimbusds.jwt.PlainJWT(claims().build()).serialize();
            String forged = RunningService.signed("another secret that is long enough for HS256", claims().build());
            for (String token : List.of(
                    RunningService.signed(over),
                    RunningService.signed(early),
                    RunningService.signed(endless),
                    unsigned,
                    forged,
                    "nonsense")) {
                Answer answer = adopt(token);
                assertThat(answer.status()).as(token).isEqualTo(401);
                assertThat(answer.problem()).isEqualTo("not-signed-in");
            }
        }

        @Test
        void a_token_says_who_acts_and_in_which_role() {
            for (JWTClaimsSet claims : List.of(
                    claims().claim("role", null).build(),
                    claims().claim("role", "KING").build(),
                    claims().claim("role", 7).build(),
                    claims().subject(null).build())) {
                Answer answer = adopt(RunningService.signed(claims));
                assertThat(answer.status()).as(claims.toString()).isEqualTo(403);
                assertThat(answer.problem()).isEqualTo("not-allowed");
            }
            Answer parties =
                    adopt(RunningService.signed(claims().claim("parties", "p-1").build()));
            assertThat(parties.status()).isEqualTo(404);
        }

        @Test
        void a_board_member_creates_no_plan() {
            Answer answer = SERVICE.commandAs(
                    RunningService.token("u-board", Role.BOARD), key(), "plans/other/create-plan", "{}");
            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @Nested
    class Mails {

        private final String body = """
                {"outcomes": [{"mail": {"mailId": "%1$s", "contactId": "c-1", "role": "LEAD", "day": "2018-06-25",
                   "messageId": "%1$s@waymark.example", "items": [{"planId": "api-plan", "actionId": "a-1",
                   "rule": "WEEKLY_CHASE", "occurrence": "2018-06-25"}]}, "state": "SENT", "attempts": 1},
                  {"mail": {"mailId": "%2$s", "contactId": "c-2", "role": "LEAD", "day": "2018-06-25",
                   "messageId": "%2$s@waymark.example", "items": []}, "state": "FAILED", "attempts": 1}]}""";

        @Test
        void a_batch_is_one_commit_and_may_be_repeated() {
            String service = RunningService.token("daily-check", Role.SERVICE);
            String mails = body.formatted("mail-1", "mail-2");
            Answer first = SERVICE.commandAs(service, key(), "mails/new/record-mails", mails);
            assertThat(first.status()).isEqualTo(200);
            assertThat(events("mail-1")).hasSize(1);
            assertThat(events("mail-2")).hasSize(1);
            assertThat(events("mail-2").getFirst().hash())
                    .isEqualTo(events("mail-1").getFirst().hash());
            assertThat(SERVICE.commandAs(service, key(), "mails/new/record-mails", mails)
                            .status())
                    .isEqualTo(200);
            assertThat(events("mail-1")).hasSize(1);
        }

        /** A batch of the daily check on a morning on which fifty people hear about three hundred actions each. */
        @Test
        void a_large_batch_goes_on_record() {
            StringBuilder outcomes = new StringBuilder();
            for (int mail = 0; mail < 50; mail++) {
                StringBuilder items = new StringBuilder();
                for (int item = 0; item < 300; item++) {
                    items.append(item == 0 ? "" : ",").append("""
                            {"planId": "api-plan", "actionId": "a-%d", "rule": "WEEKLY_CHASE",
                             "occurrence": "2018-04-30@2018-06-25"}""".formatted(item));
                }
                outcomes.append(mail == 0 ? "" : ",").append("""
                        {"mail": {"mailId": "large-%1$d", "contactId": "c-%1$d", "role": "LEAD", "day": "2018-06-25",
                         "messageId": "large-%1$d@waymark.example", "items": [%2$s]}, "state": "SENT", "attempts": 1}""".formatted(mail, items));
            }
            Answer answer = SERVICE.commandAs(
                    RunningService.token("daily-check", Role.SERVICE),
                    key(),
                    "mails/new/record-mails",
                    "{\"outcomes\": [" + outcomes + "]}");
            assertThat(answer.status()).as(answer.text("detail")).isEqualTo(200);
            assertThat(events("large-49")).hasSize(1);
        }

        @Test
        void only_a_service_records_mails() {
            assertThat(SERVICE.command("mails/new/record-mails", body.formatted("mail-3", "mail-4"))
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class Operations {

        @Test
        void health_and_latency_can_be_asked_for() {
            red(action("6.1"), key());
            Answer health = SERVICE.send(SERVICE.request("/actuator/health"));
            assertThat(health.status()).isEqualTo(200);
            Answer metrics = SERVICE.send(SERVICE.request("/actuator/prometheus"));
            assertThat(metrics.body())
                    .contains("waymark_command_latency_seconds_count{command=\"ChangeRating\",outcome=\"done\"}");
        }
    }

    private static List<Answer> atOnce(int count, Callable<Answer> request) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            CountDownLatch start = new CountDownLatch(count);
            List<Future<Answer>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return request.call();
                }));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
