package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** A lead's list, and answering in it. */
class MyActionsPageTest extends PagesOverHttp {

    private static final String LIST = "/my-actions";
    private static final String OF_15 = "form[action='/my-actions/a-15']";

    private static Element form(Document list) {
        return Objects.requireNonNull(list.selectFirst(OF_15));
    }

    @Test
    void what_is_late_or_wanted_comes_first_and_each_open_one_can_be_answered_where_it_stands() throws Exception {
        Document list = Visitor.as("u-sam").open(LIST);

        assertThat(list.select("section h2").eachText().getFirst()).startsWith("Late");
        assertThat(list.select("details.wm-quick form").eachAttr("action"))
                .doesNotHaveDuplicates()
                .contains("/my-actions/a-15");
        assertThat(list.select("#closed form")).isEmpty();
        assertThat(list.select("details[open]")).isEmpty();
        assertThat(list.select("textarea").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void an_answer_is_saved_once_and_the_list_says_so() throws Exception {
        Visitor sam = Visitor.as("u-sam");
        Element form = form(sam.open(LIST));

        HttpResponse<String> done = sam.submit(form, Map.of("note", "Four <libraries>", "rating", "green"));
        sam.submit(form, Map.of("note", "Four <libraries>", "rating", "green"));

        assertThat(received()).hasSize(2);
        assertThat(received().getFirst().key())
                .isNotBlank()
                .isEqualTo(lastReceived().key());
        assertThat(lastReceived().path()).isEqualTo("/api/commands/actions/a-15/report-progress");
        assertThat(lastReceived().version()).isEqualTo("\"7\"");
        assertThat(lastReceived().body()).isEqualTo("{\"note\":\"Four <libraries>\",\"rating\":\"GREEN\"}");
        assertThat(Jsoup.parse(done.body()).select("[role=status]").text())
                .isEqualTo("Your answer about 1.5 (1) is saved: entry 4,331 in the log. Look at 1.5 (1)");
    }

    @Test
    void an_answer_without_words_comes_back_open_with_what_was_chosen() throws Exception {
        Visitor sam = Visitor.as("u-sam");

        HttpResponse<String> refused = sam.submit(form(sam.open(LIST)), Map.of("note", " ", "rating", "red"));

        assertThat(refused.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(refused.body());
        assertThat(page.select(".govuk-error-summary a").attr("href")).isEqualTo("#note-a-15");
        assertThat(page.select("#note-a-15-error").text()).isEqualTo("Say where it stands, in a sentence");
        assertThat(page.select("details[open] " + OF_15)).hasSize(1);
        assertThat(form(page).select("option[selected]").attr("value")).isEqualTo("red");
        assertThat(received()).isEmpty();
    }

    @Test
    void what_somebody_changed_meanwhile_is_said_and_the_words_are_kept() throws Exception {
        Visitor sam = Visitor.as("u-sam");
        commandServiceSays("412 {}");

        Document stale = Jsoup.parse(sam.submit(form(sam.open(LIST)), Map.of("note", "Four libraries"))
                .body());

        assertThat(stale.select(".govuk-error-summary").text()).contains("Somebody changed this action");
        assertThat(form(stale).select("textarea").text()).isEqualTo("Four libraries");
        commandServiceSays("503 {}");
        assertThat(Jsoup.parse(sam.submit(form(stale), Map.of()).body())
                        .select(OF_15 + " textarea")
                        .text())
                .isEqualTo("Four libraries");
    }

    @Test
    void words_for_what_changed_hands_meanwhile_are_not_lost() throws Exception {
        Visitor sam = Visitor.as("u-sam");
        Element quick = form(sam.open(LIST));
        Document whole = sam.open("/actions/a-15/change/propose-date");
        world().handedOn.add("a-15");
        try {
            HttpResponse<String> answered = sam.submit(quick, Map.of("note", "Four <libraries>", "rating", "green"));
            HttpResponse<String> proposed =
                    sam.submit(whole, Map.of("timescale", "March 2019", "reason", "The libraries move first"));

            assertThat(answered.statusCode()).isEqualTo(403);
            assertThat(Jsoup.parse(answered.body()).select("h1").text()).isEqualTo("You do not lead 1.5 (1)");
            assertThat(Jsoup.parse(answered.body()).select(".wm-facts > div").eachText())
                    .containsExactly("Where does it stand? Four <libraries>", "Rating Green");
            assertThat(proposed.statusCode()).isEqualTo(403);
            assertThat(Jsoup.parse(proposed.body()).select(".wm-facts").text())
                    .contains("March 2019", "The libraries move first");
            assertThat(Jsoup.parse(proposed.body()).select("main").text())
                    .contains("Nothing was changed", "It was not saved");
            assertThat(received()).isEmpty();
        } finally {
            world().handedOn.clear();
        }
    }

    @Test
    void nobody_answers_for_what_others_lead() throws Exception {
        Visitor sam = Visitor.as("u-sam");
        Document list = sam.open(LIST);
        assertThat(sam.post("/my-actions/a-21", Map.of("_csrf", Visitor.token(list), "note", "Mine"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(Visitor.as("u-mary").open(LIST).select("form[action^='/my-actions/']"))
                .isEmpty();
        assertThat(received()).isEmpty();
    }
}
