package org.waymark.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.contract.log.Role;

/** Whoever asks is answered in their language as far as there is a translation; here there is a little of one. */
class LanguageTest {

    private static final RunningService SERVICE = RunningService.get();
    private static final String WELSH = "cy-GB,cy;q=0.9,en;q=0.5";

    private static String action;

    @BeforeAll
    static void there_is_an_action() {
        SERVICE.plan("language-plan");
        action = SERVICE.action("language-plan", "8.4", "");
    }

    private static Answer setTimescale(String language) {
        return SERVICE.command(
                "actions/" + action + "/set-timescale",
                "{\"timescale\": \"June 2018\"}",
                "If-Match",
                "\"1\"",
                "Accept-Language",
                language);
    }

    @Test
    void a_refusal_is_in_the_language_that_the_request_accepts_and_so_are_the_days_in_it() {
        Answer answer = setTimescale(WELSH);
        assertThat(answer.problem()).isEqualTo("refused");
        assertThat(answer.text("title")).isEqualTo("Mae rheol yn erbyn hyn");
        assertThat(answer.text("detail")).isEqualTo("Mae 8.4 i fod ar 30 Ebrill 2018 yn barod.");
    }

    @Test
    void it_is_in_english_where_there_is_no_translation() {
        Answer answer = setTimescale("fr");
        assertThat(answer.text("title")).isEqualTo("A rule stands against this");
        assertThat(answer.text("detail"))
                .isEqualTo(
                        "8.4 is due on 30 April 2018 already. Move the date to a later one with a reason, or bring it"
                                + " forward.");
    }

    @Test
    void what_the_contract_says_about_a_field_is_in_that_language_too() {
        Answer answer = SERVICE.command(
                "actions/" + action + "/slip-timescale",
                "{\"timescale\": \"June 2018\", \"reason\": \"\"}",
                "If-Match",
                "\"1\"",
                "Accept-Language",
                WELSH);
        assertThat(answer.text("field")).isEqualTo("reason");
        assertThat(answer.text("title")).isEqualTo("Edrychwch eto ar un ateb");
        assertThat(answer.text("detail")).isEqualTo("Dywedwch pam mae’r dyddiad yn symud");
    }

    @Test
    void the_rows_that_an_import_leaves_out_are_told_in_that_language() {
        Answer answer = SERVICE.send(SERVICE.request("/api/imports/language-plan?dryRun=true")
                .header("Authorization", "Bearer " + RunningService.token("u-officer", Role.GOVERNANCE))
                .header("Content-Type", "text/csv")
                .header("Accept-Language", WELSH)
                .POST(HttpRequest.BodyPublishers.ofString("Theme,Reference,Action,Rating\nHealth,1.1,Walk,pink\n")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/rowsLeftOut/0/why").asString()).isEqualTo("Nid yw pink yn lliw");
    }

    @Test
    void whoever_brings_no_token_is_told_in_that_language() {
        Answer answer =
                SERVICE.send(SERVICE.request("/api/directory/contacts/c-1").header("Accept-Language", WELSH));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("not-signed-in");
        assertThat(answer.text("title")).isEqualTo("Mewngofnodwch yn gyntaf");
        assertThat(answer.text("detail")).isEqualTo("Bring a token that has not ended (Authorization: Bearer …).");
    }
}
