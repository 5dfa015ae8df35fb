package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** One change of many actions: listed, looked at, confirmed once, and what came of it shown again however often it is sent. */
class BulkPagesTest extends PagesOverHttp {

    private static final String SLIP = "/plans/kirklees/slip";
    private static final String SETTLE = "/plans/kirklees/settle";
    private static final String REASSIGN = "/parties/p-council/reassign";
    private static final String AGAIN = "200 {\"id\":\"a-82\",\"position\":4331,\"version\":8,\"replayed\":true}";

    private static String problems(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(422);
        return Jsoup.parse(page.body()).select(".govuk-error-summary").text();
    }

    private static Document list(Visitor visitor, String path, Map<String, String> typed) throws Exception {
        return Jsoup.parse(visitor.fill(path, typed).body());
    }

    @Test
    void any_open_date_can_move_and_late_ones_come_first_and_ticked() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document list = list(priya, SLIP, Map.of("step", "list", "reason", "The budget moves", "value", "March 2019"));

        assertThat(list.select("h1").text()).isEqualTo("Move dates of 3 open actions: Carers Strategy action plan");
        assertThat(list.select("input[name=tick]").eachAttr("value")).containsExactly("a-15", "a-81", "a-82");
        assertThat(list.select("input[name=tick][checked]")).hasSize(3);
        assertThat(list.select("#value-a-82").attr("value")).isEqualTo("March 2019");
        assertThat(list.select("tbody tr").eachText())
                .allSatisfy(row -> assertThat(row).contains("Read as 31 March 2019"));
        assertThat(received()).isEmpty();
    }

    @Test
    void dates_to_move_are_chosen_by_theme_and_lead() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document start = priya.open(SLIP + "?theme=t8&party=p-council");
        assertThat(start.select("#narrow-theme option[selected]").text()).isEqualTo("8 Life outside caring");
        Document list = Jsoup.parse(priya.submit(start, Map.of("step", "list", "reason", "The budget moves"))
                .body());
        assertThat(list.select("input[name=tick]").eachAttr("value")).containsExactly("a-81", "a-82");
        Document again = Jsoup.parse(priya.submit(list, Map.of("step", "list")).body());
        assertThat(again.select("input[name=tick]")).hasSize(2);

        Document none = priya.open(SLIP + "?theme=t1&party=p-group");
        assertThat(none.select("main .wm-lead").text())
                .isEqualTo("No open action with a date fits this. Show all that have a date");
        assertThat(none.select("main form[method=post]")).isEmpty();
    }

    @Test
    void a_date_that_is_missing_or_not_later_is_said_at_its_line_and_nothing_is_sent() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        assertThat(problems(priya.fill(SLIP, Map.of("step", "list")))).contains("Say why the dates move");
        Document list = list(priya, SLIP, Map.of("step", "list", "reason", "The budget moves"));
        Map<String, String> confirm = Map.of("step", "confirm", "tick", "a-82", "value-a-82", "March 2018");
        HttpResponse<String> earlier = priya.submit(list, confirm);
        assertThat(problems(earlier)).contains("Enter a date for 8.1 (2) that is after 30 April 2018");
        assertThat(Jsoup.parse(earlier.body()).select("#value-a-82").attr("value"))
                .isEqualTo("March 2018");
        assertThat(problems(priya.submit(list, Map.of("step", "confirm", "tick", "a-82"))))
                .contains("Enter a date for 8.1 (2)");
        assertThat(problems(priya.submit(list, Map.of("step", "confirm", "tick", ""))))
                .contains("Tick at least one action");
        assertThat(received()).isEmpty();
    }

    @Test
    void ticked_dates_move_with_one_reason_and_what_changed_meanwhile_is_left_out() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document list = list(priya, SLIP, Map.of("step", "list", "reason", "The budget moves"));
        Map<String, String> confirm = Map.of("step", "confirm", "tick", "a-82", "value-a-82", "March 2019");

        HttpResponse<String> done = priya.submit(list, confirm);
        assertThat(lastReceived().path()).isEqualTo("/api/commands/actions/a-82/slip-timescale");
        assertThat(lastReceived().version()).isEqualTo("\"7\"");
        assertThat(lastReceived().body()).isEqualTo("{\"timescale\":\"March 2019\",\"reason\":\"The budget moves\"}");
        assertThat(done.uri().getPath()).isEqualTo(SLIP + "/done");
        assertThat(Jsoup.parse(done.body()).select("main").text())
                .contains("1 action changed", "The budget moves", "8.1 (2)", "March 2019")
                .doesNotContain("Left out", "saved already");

        commandServiceSays("412 {}");
        assertThat(Jsoup.parse(priya.submit(list, confirm).body())
                        .select("main")
                        .text())
                .contains("0 actions changed", "Left out: 1", "Somebody changed it meanwhile");
    }

    @Test
    void a_timescale_that_was_not_understood_is_settled_by_words_that_are() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        assertThat(priya.open(SETTLE)
                        .select("section:has(h2:contains(As they are written)) li")
                        .eachText())
                .hasSize(1)
                .allSatisfy(each -> assertThat(each).startsWith("1.4 ").endsWith("written ‘April 20010’"));
        Document list = list(priya, SETTLE, Map.of("step", "list", "reason", "Asked the lead"));
        assertThat(list.select("h1").text())
                .isEqualTo("Settle 1 timescale that was not understood: Carers Strategy action plan");
        assertThat(list.select("#value-a-22").attr("value")).isEqualTo("30 April 2010");
        assertThat(list.select("tbody tr").text()).contains("written ‘April 20010’");

        Map<String, String> unread = Map.of("step", "confirm", "tick", "a-22", "value-a-22", "soonish");
        assertThat(problems(priya.submit(list, unread)))
                .contains("Enter a timescale for 1.4 that can be read, for example April 2010");
        assertThat(received()).isEmpty();

        Map<String, String> confirm = Map.of("step", "confirm", "tick", "a-22", "value-a-22", "April 2010");
        HttpResponse<String> done = priya.submit(list, confirm);
        assertThat(lastReceived().path()).isEqualTo("/api/commands/actions/a-22/set-timescale");
        assertThat(lastReceived().body()).isEqualTo("{\"timescale\":\"April 2010\",\"reason\":\"Asked the lead\"}");
        assertThat(done.uri().getPath()).isEqualTo(SETTLE + "/done");
        commandServiceSays("412 {}");
        assertThat(Jsoup.parse(priya.submit(list, confirm).body())
                        .select("main")
                        .text())
                .contains("0 actions changed", "Left out: 1");
    }

    @Test
    void a_form_that_was_sent_twice_shows_what_came_of_it_the_first_time() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document list =
                list(priya, REASSIGN, Map.of("step", "list", "reason", "The officer leaves", "value", "p-carers"));
        Map<String, String> confirm = Map.of("step", "confirm", "tick", "a-82", "value-a-82", "p-carers");
        priya.submit(list, confirm);

        // It is led by somebody else now, and so not on the list any more
        world().handedOn.add("a-82");
        world().version = 8;
        commandServiceSays(AGAIN);
        try {
            HttpResponse<String> again = priya.submit(list, confirm);
            assertThat(received()).hasSize(2);
            assertThat(received().getFirst()).isEqualTo(lastReceived());
            assertThat(Jsoup.parse(again.body()).select("main").text())
                    .contains("1 action changed", "This was saved already", "Carers Count")
                    .doesNotContain("Left out");
            assertThat(again.uri().getPath()).isEqualTo(REASSIGN + "/done");
            HttpResponse<String> reloaded =
                    priya.get(again.uri().getPath() + "?" + again.uri().getQuery());
            assertThat(reloaded.body()).contains("1 action changed");
            assertThat(received()).hasSize(2);
        } finally {
            world().handedOn.clear();
            world().version = 7;
        }
    }

    @Test
    void what_came_of_another_form_or_session_is_not_shown() throws Exception {
        HttpResponse<String> gone = Visitor.as("u-priya").get(SLIP + "/done?key=other");
        assertThat(gone.uri().getPath()).isEqualTo("/plans/kirklees");
        assertThat(Visitor.as("u-sam").get(SLIP + "/done?key=other").statusCode())
                .isEqualTo(403);
        assertThat(Visitor.as("u-mary").get(SETTLE).statusCode()).isEqualTo(403);
    }
}
