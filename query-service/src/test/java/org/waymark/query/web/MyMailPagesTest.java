package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Officers, chairs and members have no links in mails: they sign in. */
class MyMailPagesTest extends PagesOverHttp {

    private static final String PAGE = "/my-mail";

    @Test
    void whoever_is_in_the_directory_finds_it_beside_their_name() throws Exception {
        assertThat(Visitor.as("u-mary").open("/groups").select(".wm-who a").eachAttr("href"))
                .containsExactly(PAGE);

        Visitor priya = Visitor.as("u-priya");
        assertThat(priya.open("/groups").select(".wm-who a")).isEmpty();
        assertThat(priya.get(PAGE).statusCode()).isEqualTo(404);
    }

    @Test
    void the_weekday_is_saved_for_whoever_is_signed_in() throws Exception {
        Visitor mary = Visitor.as("u-mary");

        HttpResponse<String> answer = mary.submit(form(mary.open(PAGE), "day"), Map.of("weekday", "TUESDAY"));

        assertThat(lastReceived().path()).isEqualTo("/api/directory/contacts/c-mary/digest-day");
        assertThat(lastReceived().body()).isEqualTo("{\"day\":\"TUESDAY\"}");
        assertThat(Jsoup.parse(answer.body()).select("[role=status]").text()).startsWith("Saved.");
    }

    @Test
    void an_absence_needs_days_and_no_deputy() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        Document page = mary.open(PAGE);
        assertThat(page.select("main").text()).contains("If you name nobody, concerns pass to whoever is next");

        HttpResponse<String> incomplete = mary.submit(form(page, "away"), days("", "20"));
        assertThat(incomplete.statusCode()).isEqualTo(422);
        assertThat(received()).isEmpty();

        mary.submit(form(page, "away"), days("9", "20"));
        assertThat(lastReceived().path()).isEqualTo("/api/directory/contacts/c-mary/absence");
        assertThat(lastReceived().body()).isEqualTo("{\"from\":\"2018-07-09\",\"until\":\"2018-07-20\"}");
    }

    @Test
    void what_the_directory_refuses_stands_at_its_field() throws Exception {
        commandServiceSays("422 {\"field\":\"until\",\"detail\":\"Enter a last day after the first\"}");
        Visitor mary = Visitor.as("u-mary");

        Document page = Jsoup.parse(
                mary.submit(form(mary.open(PAGE), "away"), days("9", "8")).body());

        assertThat(page.select(".govuk-error-summary a").text()).isEqualTo("Enter a last day after the first");
    }

    private static Element form(Document page, String what) {
        return Objects.requireNonNull(page.selectFirst("form[action=" + PAGE + "/" + what + "]"));
    }

    private static Map<String, String> days(String from, String until) {
        return Map.of(
                "from-day",
                from,
                "from-month",
                "7",
                "from-year",
                "2018",
                "until-day",
                until,
                "until-month",
                "7",
                "until-year",
                "2018");
    }
}
