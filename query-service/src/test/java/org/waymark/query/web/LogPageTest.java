package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of one entry of the log. */
class LogPageTest extends PagesOverHttp {

    @Test
    void each_entry_of_a_history_leads_to_its_place_in_the_log_and_its_whole_mark() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        Document history = mary.open("/actions/a-82/history");
        assertThat(history.select("#entry-4331 a[href='/log/4331']").text()).isEqualTo("Entry 4,331");
        assertThat(mary.open("/plans/kirklees/history").select(".wm-history a[href^='/log/']"))
                .hasSameSizeAs(mary.open("/plans/kirklees/history").select(".wm-history > li"));

        Document entry = mary.open("/log/4331");
        assertThat(entry.select("h1").text()).isEqualTo("Entry 4,331");
        assertThat(entry.select(".wm-facts > div").eachText())
                .containsExactly(
                        "Kind action.timescale-slipped",
                        "Belongs to The history of an action",
                        "Put on record 25 June 2018, 10:42",
                        "Its mark " + "9f3c".repeat(15) + "a21e",
                        "The mark before it " + "00".repeat(32));
        assertThat(entry.select(".wm-facts a").attr("href")).isEqualTo("/actions/a-82/history#entry-4331");
        assertThat(entry.select("main nav a").eachAttr("href")).containsExactly("/log/4330");
        assertThat(mary.open("/log/1").select("main nav a").eachAttr("href")).containsExactly("/log/2");
        assertThat(entry.select("main").text()).doesNotContain("Priya", "respite");
    }

    @ParameterizedTest
    @CsvSource({
        "u-mary, /log/2, ''",
        "u-priya, /log/2, /mail/ml-2",
        "u-priya, /log/1, ''",
        "u-ada, /log/1, /administration"
    })
    void only_what_somebody_may_look_at_is_a_link(String person, String path, String href) throws Exception {
        assertThat(Visitor.as(person).open(path).select(".wm-facts a").attr("href"))
                .isEqualTo(href);
    }

    @Test
    void an_entry_that_there_is_not_is_said_in_words() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        for (String none : List.of("/log/0", "/log/4332", "/log/-1")) {
            assertThat(mary.get(none).statusCode()).as(none).isEqualTo(404);
        }
        assertThat(mary.get("/log/first").statusCode()).isEqualTo(400);
        assertThat(new Visitor().get("/log/4331").uri().getPath()).isEqualTo("/sign-in");
    }
}
