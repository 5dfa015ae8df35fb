package org.waymark.command.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.EventLog;

class DirectoryApiTest {

    private static final RunningService SERVICE = RunningService.get();
    private static final String CONTACTS = "/api/directory/contacts";
    private static final String OFFICER = RunningService.token("u-officer", Role.GOVERNANCE);

    @BeforeAll
    static void there_is_a_party() {
        SERVICE.commandWithKey(
                "p-directory", "parties/p-directory/register-party", "{\"name\": \"Pathways\", \"area\": \"Council\"}");
    }

    private static String person(String name, String email) {
        return """
                {"name": "%s", "email": "%s", "role": "LEAD", "partyIds": ["p-directory"]}""".formatted(name, email);
    }

    private static Answer add(String key, String body) {
        return SERVICE.send(SERVICE.request(CONTACTS)
                .header("Authorization", "Bearer " + OFFICER)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String added(String name, String email) {
        return add(UUID.randomUUID().toString(), person(name, email)).text("contactId");
    }

    private static Answer get(String path, String token) {
        return SERVICE.send(SERVICE.request(CONTACTS + path).header("Authorization", "Bearer " + token));
    }

    private static Answer put(String contactId, String body, String... headers) {
        HttpRequest.Builder request = SERVICE.request(CONTACTS + "/" + contactId)
                .header("Authorization", "Bearer " + OFFICER)
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return SERVICE.send(request);
    }

    private static Answer mark(String contactId, String token) {
        return SERVICE.send(SERVICE.request(CONTACTS + "/" + contactId + "/undeliverable")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString("{\"undeliverable\": true}")));
    }

    @Test
    void a_contact_is_added_once_per_key() {
        Answer first = add("contact-1", person("Sam Okafor", "sam@example.org"));
        Answer second = add("contact-1", person("Sam Okafor", "sam@example.org"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("contactId")).startsWith("c-");
        assertThat(second.text("contactId")).isEqualTo(first.text("contactId"));
        assertThat(get("?party=p-directory", OFFICER).body()).contains("sam@example.org");
    }

    @Test
    void a_key_is_good_for_one_contact() {
        add("contact-2", person("Ada", "ada@example.org"));
        Answer other = add("contact-2", person("Ben", "ben2@example.org"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem()).isEqualTo("key-reused");
        assertThat(get("?party=p-directory", OFFICER).body()).doesNotContain("ben2@example.org");
    }

    @Test
    void contacts_are_found_by_ids() {
        String one = added("Ann", "ann@example.org");
        String other = added("Ben", "ben@example.org");
        Answer answer = get("?ids=" + one + "," + other, OFFICER);
        assertThat(answer.json()).hasSize(2);
        assertThat(get("?ids=c-none", OFFICER).json()).isEmpty();
    }

    @Test
    void an_address_is_one_address() {
        for (String wrong : new String[] {"sam", "sam@", "a@b", "a b@example.org", "a@example.org,b@example.org"}) {
            Answer answer = add(UUID.randomUUID().toString(), person("Sam", wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(422);
            assertThat(answer.text("field")).isEqualTo("email");
        }
        Answer injected = add(UUID.randomUUID().toString(), person("Sam\\r\\nBcc: x", "sam@example.org"));
        assertThat(injected.text("field")).isEqualTo("name");
    }

    @Test
    void a_party_is_a_registered_one() {
        Answer answer = add(
                UUID.randomUUID().toString(), person("Sam", "sam@example.org").replace("p-directory", "p-nowhere"));
        assertThat(answer.text("field")).isEqualTo("partyIds");
    }

    @Test
    void a_new_address_has_not_failed_yet() {
        String contactId = added("Cy", "cy@example.org");
        Answer marked = mark(contactId, RunningService.token("daily-check", Role.SERVICE));
        assertThat(marked.json().path("undeliverable").asBoolean()).isTrue();
        Answer same = put(contactId, person("Cy Brown", "cy@example.org"));
        assertThat(same.json().path("undeliverable").asBoolean()).isTrue();
        Answer changed = put(contactId, person("Cy Brown", "cy.brown@example.org"));
        assertThat(changed.json().path("undeliverable").asBoolean()).isFalse();
        Answer again = mark(contactId, RunningService.token("daily-check", Role.SERVICE));
        assertThat(again.json().path("refusals").asInt()).isEqualTo(2);
    }

    @Test
    void governance_takes_a_mark_away_and_the_next_refusal_sets_it_again() {
        String contactId = added("Gil", "gil@example.org");
        mark(contactId, RunningService.token("daily-check", Role.SERVICE));

        Answer reached = send("POST", contactId + "/undeliverable", "{\"undeliverable\": false}");

        assertThat(reached.json().path("undeliverable").asBoolean()).isFalse();
        assertThat(reached.json().path("linkSeries").asInt())
                .as("it is the same address")
                .isZero();
        Answer again = mark(contactId, RunningService.token("daily-check", Role.SERVICE));
        assertThat(again.json().path("undeliverable").asBoolean()).isTrue();
        assertThat(again.json().path("refusals").asInt()).isEqualTo(2);
    }

    private static Answer endLinks(String contactId, String token) {
        return SERVICE.send(SERVICE.request(CONTACTS + "/" + contactId + "/end-links")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void governance_ends_all_links_that_somebody_got_until_now() {
        String contactId = added("Hal", "hal@example.org");
        assertThat(get("/" + contactId, OFFICER).json().path("linkSeries").asInt())
                .isZero();
        Answer ended = endLinks(contactId, OFFICER);
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.json().path("linkSeries").asInt()).isEqualTo(1);
        assertThat(ended.text("email")).isEqualTo("hal@example.org");
        for (Role role : new Role[] {Role.LEAD, Role.BOARD, Role.SERVICE}) {
            assertThat(endLinks(contactId, RunningService.token("u", role)).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void another_address_ends_the_links_that_went_to_the_old_one() {
        String contactId = added("Ida", "ida@example.org");
        Answer named = put(contactId, person("Ida Grey", "ida@example.org"));
        assertThat(named.json().path("linkSeries").asInt()).isZero();
        Answer moved = put(contactId, person("Ida Grey", "ida.grey@example.org"));
        assertThat(moved.json().path("linkSeries").asInt()).isEqualTo(1);
    }

    @Test
    void a_stale_change_is_refused() {
        String contactId = added("Di", "di@example.org");
        assertThat(put(contactId, person("Di One", "di@example.org"), "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(put(contactId, person("Di Two", "di@example.org"), "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_change_that_is_sent_twice_is_made_once_and_is_no_stale_one() {
        String contactId = added("Dora", "dora@example.org");
        String changed = person("Dora Hill", "dora.hill@example.org");
        put(contactId, changed, "If-Match", "\"1\"");

        Answer again = put(contactId, changed, "If-Match", "\"1\"");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("version").asInt()).isEqualTo(2);
        assertThat(again.json().path("linkSeries").asInt()).isEqualTo(1);
    }

    @Test
    void a_forgotten_person_leaves_only_an_id() {
        String contactId = added("Edna Quill", "edna@example.org");
        Answer forgotten = SERVICE.send(SERVICE.request(CONTACTS + "/" + contactId)
                .header("Authorization", "Bearer " + OFFICER)
                .DELETE());
        assertThat(forgotten.status()).isEqualTo(204);
        Answer left = get("?ids=" + contactId, OFFICER);
        assertThat(left.body()).contains(contactId).doesNotContain("Edna").doesNotContain("edna");
        assertThat(left.json().get(0).path("forgotten").asBoolean()).isTrue();
        assertThat(get("", OFFICER).body()).doesNotContain(contactId);
        assertThat(put(contactId, person("Edna", "edna@example.org")).status()).isEqualTo(409);
    }

    @Test
    void no_name_or_address_is_in_the_log() {
        added("Fay Unmistakable", "fay@example.org");
        StringBuilder log = new StringBuilder();
        SERVICE.bean(EventLog.class).read(1, stored -> {
            log.append(stored);
            return true;
        });
        assertThat(log.toString()).doesNotContain("Unmistakable").doesNotContain("fay@example.org");
    }

    @Test
    void leads_and_board_members_see_nobody() {
        for (Role role : new Role[] {Role.LEAD, Role.BOARD}) {
            Answer answer = get("", RunningService.token("u", role));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.problem()).isEqualTo("not-allowed");
        }
        assertThat(get("", RunningService.token("daily-check", Role.SERVICE)).status())
                .isEqualTo(200);
        assertThat(mark("c-1", RunningService.token("u", Role.LEAD)).status()).isEqualTo(403);
    }

    @Test
    void a_service_reads_but_changes_nothing() {
        Answer answer = SERVICE.send(SERVICE.request(CONTACTS)
                .header("Authorization", "Bearer " + RunningService.token("daily-check", Role.SERVICE))
                .header("Idempotency-Key", "service-adds")
                .POST(HttpRequest.BodyPublishers.ofString(person("Gil", "gil@example.org"))));
        assertThat(answer.status()).isEqualTo(403);
    }

    private static Answer send(String method, String path, String body) {
        return SERVICE.send(SERVICE.request(CONTACTS + "/" + path)
                .header("Authorization", "Bearer " + OFFICER)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void an_absence_names_days_and_a_deputy_who_is_there() {
        String sam = added("Sam Away", "sam-away@example.org");
        String rani = added("Rani Deputy", "rani-deputy@example.org");
        Answer away = send("PUT", sam + "/absence", """
                {"from": "2018-07-09", "until": "2018-07-20", "deputy": "%s"}""".formatted(rani));

        assertThat(away.status()).isEqualTo(200);
        assertThat(get("/" + sam, OFFICER).body()).contains("\"deputy\":\"" + rani + "\"");
        assertThat(get("?deputy=" + rani, OFFICER).body()).contains(sam).doesNotContain("rani-deputy@example.org");
        assertThat(send("PUT", sam + "/absence", """
                {"from": "2018-07-09", "until": "2018-07-08", "deputy": null}""").status()).isEqualTo(422);
        assertThat(send("PUT", sam + "/absence", """
                {"from": "2018-07-09", "until": "2018-07-20", "deputy": "%s"}""".formatted(sam)).status()).isEqualTo(422);
        assertThat(send("DELETE", sam + "/absence", "").body()).doesNotContain("\"away\"");
    }

    @Test
    void whoever_leaves_is_replaced_in_one_step_and_their_links_end() {
        String joe = added("Joe Leaver", "joe-leaver@example.org");
        String ann = add(UUID.randomUUID().toString(), """
                        {"name": "Ann Successor", "email": "ann-successor@example.org", "role": "ESCALATION_CONTACT",
                         "partyIds": ["p-directory"]}""").text("contactId");

        Answer left = send("POST", joe + "/leave", "{\"successor\": \"" + ann + "\"}");

        assertThat(left.status()).isEqualTo(200);
        assertThat(left.body()).contains("\"linkSeries\":1", "\"leftOn\":\"");
        assertThat(get("/" + ann, OFFICER).body())
                .contains("\"role\":\"LEAD\"", "\"partyIds\":[\"p-directory\"]", "\"escalationFor\":[\"p-directory\"]");
        assertThat(send("PUT", joe + "/absence", """
                {"from": "2018-07-09", "until": "2018-07-20", "deputy": null}""").problem()).isEqualTo("refused");
        assertThat(send("POST", joe + "/leave", "{\"successor\": \"" + ann + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_successor_is_another_contact_of_the_party_who_is_there() {
        String leaver = added("Kim Leaver", "kim-leaver@example.org");
        for (String nobody : List.of(leaver, "c-unheard-of")) {
            assertThat(send("POST", leaver + "/leave", "{\"successor\": \"" + nobody + "\"}")
                            .status())
                    .isEqualTo(422);
        }
        assertThat(send("POST", leaver + "/leave", "{\"successor\": null}").status())
                .isEqualTo(200);
    }

    @Test
    void whoever_is_contact_of_a_party_that_was_merged_takes_over_from_a_contact_of_the_one_that_stands_for_it() {
        SERVICE.commandWithKey(
                "p-merged", "parties/p-merged/register-party", "{\"name\": \"The Pathways\", \"area\": \"Council\"}");
        String leaver = added("Lou Leaver", "lou-leaver@example.org");
        String other = add(
                        UUID.randomUUID().toString(),
                        person("May Merged", "may-merged@example.org").replace("p-directory", "p-merged"))
                .text("contactId");
        String successor = "{\"successor\": \"" + other + "\"}";
        assertThat(send("POST", leaver + "/leave", successor).status())
                .as("before the merge")
                .isEqualTo(422);
        SERVICE.command("parties/p-merged/merge-party", "{\"into\": \"p-directory\"}");

        assertThat(send("POST", leaver + "/leave", successor).status()).isEqualTo(200);
    }

    @Test
    void a_mail_day_is_a_working_day_or_none() {
        String sam = added("Sam Weekly", "sam-weekly@example.org");

        assertThat(send("PUT", sam + "/digest-day", "{\"day\": \"TUESDAY\"}").body())
                .contains("\"digestDay\":\"TUESDAY\"");
        assertThat(get("/" + sam, OFFICER).body()).contains("\"digestDay\":\"TUESDAY\"");
        assertThat(send("PUT", sam + "/digest-day", "{\"day\": \"SUNDAY\"}").status())
                .isEqualTo(422);
        assertThat(send("PUT", sam + "/digest-day", "{\"day\": null}").body()).doesNotContain("digestDay");
        assertThat(send("PUT", sam + "/digest-day", "{\"day\": \"MONDAY\"}").status())
                .isEqualTo(200);
        assertThat(put(sam, person("Sam Weekly", "sam-weekly@example.org")).body())
                .as("another name or address leaves it as it is")
                .contains("\"digestDay\":\"MONDAY\"");
    }

    private static Answer byLink(String owner, String method, String path, String body) {
        return SERVICE.send(SERVICE.request(CONTACTS + "/" + path)
                .header("Authorization", "Bearer " + RunningService.tokenByLink(owner, "p-directory"))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void by_link_somebody_says_when_their_own_mail_comes_and_who_stands_in_and_nothing_else() {
        String sam = added("Sam Linked", "sam-linked@example.org");
        String rani = added("Rani Linked", "rani-linked@example.org");
        String away = """
                {"from": "2018-07-09", "until": "2018-07-20", "deputy": "%s"}""".formatted(rani);

        assertThat(byLink(sam, "PUT", sam + "/digest-day", "{\"day\": \"TUESDAY\"}")
                        .status())
                .isEqualTo(200);
        assertThat(byLink(sam, "PUT", sam + "/absence", away).status()).isEqualTo(200);
        assertThat(byLink(sam, "DELETE", sam + "/absence", "").status()).isEqualTo(200);

        assertThat(byLink(sam, "PUT", rani + "/digest-day", "{\"day\": \"TUESDAY\"}")
                        .status())
                .isEqualTo(403);
        assertThat(byLink(sam, "PUT", rani + "/absence", away).status()).isEqualTo(403);
        assertThat(byLink(sam, "POST", sam + "/leave", "{\"successor\": null}").status())
                .isEqualTo(403);
        assertThat(byLink(sam, "PUT", sam, person("Sam", "else@example.org")).status())
                .isEqualTo(403);
        assertThat(get("", RunningService.tokenByLink(sam, "p-directory")).status())
                .isEqualTo(403);
        assertThat(SERVICE.send(SERVICE.request(CONTACTS + "/" + sam + "/digest-day")
                                .header("Authorization", "Bearer " + RunningService.token(sam, Role.LEAD))
                                .method("PUT", HttpRequest.BodyPublishers.ofString("{\"day\": \"TUESDAY\"}")))
                        .status())
                .as("a lead who is signed in is no owner of a link")
                .isEqualTo(403);
    }

    @Test
    void a_chair_who_is_signed_in_says_when_their_own_mail_comes_and_that_they_are_away() {
        String chair = add(UUID.randomUUID().toString(), """
                {"name": "Mo Bell", "email": "mo@example.org", "role": "CHAIR", "partyIds": []}""").text("contactId");
        String other = added("Rani Beside", "rani-beside@example.org");
        String year = "{\"from\": \"2018-07-09\", \"until\": \"2019-07-08\", \"deputy\": null}";

        assertThat(signedIn(chair, Role.BOARD, "PUT", chair + "/digest-day", "{\"day\": \"TUESDAY\"}")
                        .body())
                .contains("\"digestDay\":\"TUESDAY\"");
        assertThat(signedIn(chair, Role.BOARD, "PUT", chair + "/absence", year).status())
                .isEqualTo(200);
        assertThat(signedIn(chair, Role.BOARD, "DELETE", chair + "/absence", "").status())
                .isEqualTo(200);

        assertThat(signedIn(chair, Role.BOARD, "PUT", other + "/absence", year).status())
                .isEqualTo(403);
        assertThat(signedIn(chair, Role.BOARD, "PUT", chair, person("Mo", "else@example.org"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_lead_who_is_signed_in_hands_mail_to_nobody_of_another_party() {
        String sam = added("Sam Signed", "sam-signed@example.org");
        String rani = added("Rani Signed", "rani-signed@example.org");
        String chair = add(UUID.randomUUID().toString(), """
                {"name": "Mo Other", "email": "mo-other@example.org", "role": "CHAIR", "partyIds": []}""").text("contactId");
        String away = "{\"from\": \"2018-07-09\", \"until\": \"2018-07-20\", \"deputy\": \"%s\"}";

        assertThat(signedIn(sam, Role.LEAD, "PUT", sam + "/absence", away.formatted(chair))
                        .status())
                .isEqualTo(422);
        assertThat(signedIn(sam, Role.LEAD, "PUT", sam + "/absence", away.formatted(rani))
                        .status())
                .isEqualTo(200);
    }

    private static Answer signedIn(String contactId, Role role, String method, String path, String body) {
        return SERVICE.send(SERVICE.request(CONTACTS + "/" + path)
                .header("Authorization", "Bearer " + RunningService.tokenOfOwnContact(contactId, role))
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void by_link_nobody_goes_away_for_long_or_without_a_colleague_who_stands_in() {
        String sam = added("Sam Silent", "sam-silent@example.org");
        String rani = added("Rani Silent", "rani-silent@example.org");
        SERVICE.commandWithKey(
                "p-elsewhere",
                "parties/p-elsewhere/register-party",
                "{\"name\": \"Elsewhere\", \"area\": \"Council\"}");
        String stranger = add(UUID.randomUUID().toString(), """
                {"name": "Una", "email": "una@example.org", "role": "LEAD", "partyIds": ["p-elsewhere"]}""").text("contactId");
        String absence = "{\"from\": \"%s\", \"until\": \"%s\", \"deputy\": %s}";
        String today = LocalDate.ofInstant(RunningService.NOW, ZoneOffset.UTC).toString();
        String late = LocalDate.parse(today).plusDays(93).toString();

        for (String body : List.of(
                absence.formatted(today, today, "null"),
                absence.formatted(today, today, '"' + stranger + '"'),
                absence.formatted(today, late, '"' + rani + '"'))) {
            assertThat(byLink(sam, "PUT", sam + "/absence", body).status())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(get("/" + sam, OFFICER).body()).doesNotContain("\"away\"");
    }
}
