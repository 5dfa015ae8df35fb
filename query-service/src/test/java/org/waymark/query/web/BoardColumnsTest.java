package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Which columns of a board are shown stands in its address. */
class BoardColumnsTest extends PagesOverHttp {

    private static Element table(Document board) {
        return Objects.requireNonNull(board.selectFirst("#theme-t8 table"));
    }

    @Test
    void without_a_word_about_it_all_six_are_shown() throws Exception {
        Document board = Visitor.as("u-mary").open("/plans/kirklees");

        assertThat(table(board).select("thead th").eachText())
                .containsExactly("Ref", "Action", "Lead, then partners", "When", "Rating", "Status and last word");
        assertThat(board.select("input[name=columns][checked]")).hasSize(5);
        assertThat(board.select("input[name=columns][type=hidden], .wm-some")).isEmpty();
    }

    @Test
    void those_that_are_chosen_are_shown_and_every_address_of_the_board_keeps_them() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        for (String asked : List.of("columns=rating&columns=lead", "columns=lead,rating")) {
            Document board = mary.open("/plans/kirklees?rating=red&" + asked);

            assertThat(table(board).select("thead th").eachText())
                    .containsExactly("Ref", "Lead, then partners", "Rating");
            assertThat(table(board).select("tbody tr:has(td)").getFirst().select("td"))
                    .hasSize(3);
            assertThat(table(board).select("th.wm-group").getFirst().attr("colspan"))
                    .isEqualTo("3");
            assertThat(board.select(".wm-remove a").attr("href")).isEqualTo("/plans/kirklees?columns=lead%2Crating");
            assertThat(board.select("form.wm-filter input[name=columns]").val()).isEqualTo("lead,rating");
            assertThat(board.select("input[name=columns][checked]").eachAttr("value"))
                    .containsExactly("lead", "rating");
        }
        Document whole = mary.open("/plans/kirklees?columns=when");
        assertThat(whole.select(".wm-band .wm-figures a").eachAttr("href"))
                .isNotEmpty()
                .allSatisfy(href -> assertThat(href).endsWith("&columns=when"));
        assertThat(whole.select("#theme-t9 .wm-pointer td").eachAttr("colspan")).containsOnly("1");
    }

    @Test
    void the_form_of_columns_keeps_the_filter_and_the_day() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        Document board = mary.open("/plans/kirklees?rating=red&asAt=2016-06-14&columns=when");
        Element form = Objects.requireNonNull(board.selectFirst("details form:has(#columns-when)"));

        assertThat(form.select("input[type=hidden]").eachAttr("name")).containsExactly("rating", "asAt");
        assertThat(board.select("a:contains(Show all columns)").attr("href"))
                .isEqualTo("/plans/kirklees?rating=red&asAt=2016-06-14");
    }

    @Test
    void a_column_that_there_is_not_is_refused_as_other_filters_are() throws Exception {
        HttpResponse<String> wrong = Visitor.as("u-mary").get("/plans/kirklees?columns=lead,colour");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(wrong.body()).select("main").text())
                .contains("Choose one of the values offered for ‘columns’");
        assertThat(Visitor.as("u-mary").open("/plans/kirklees?columns=").select(".wm-some"))
                .isEmpty();
    }
}
