package org.waymark.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class IndicatorPagesTest extends PagesOverHttp {

    private static final String INDICATORS = "/plans/kirklees/indicators";

    static final String REPORT = """
            200 {"planId":"kirklees","dryRun":%s,"rows":3,"indicators":1,"values":1,"notPublished":1,"notAsked":0,
            "rowsLeftOut":[{"row":4,"reference":"1D","why":"No value. Write a number"}],
            "defined":0,"recorded":1,"corrected":1,"unchanged":0,
            "changes":[{"row":2,"indicator":"1D","command":"RecordReading","area":"Rutland","period":"2018-19","from":"","to":"7.8"}],
            "kept":[{"row":3,"indicator":"1D","area":"National","period":"2016-17","table":"not published","here":"7.7"}],
            "position":4331}""".replace("\n", "");

    @Test
    void everything_that_the_tables_hold_adds_up_and_blanks_are_no_values() throws Exception {
        Document page = Visitor.as("u-mary").open(INDICATORS);

        assertThat(page.select("main .wm-lead").text())
                .isEqualTo("5 indicators in 4 areas: 51 values, 5 not published, 4 not asked.");
        Element life = Objects.requireNonNull(page.getElementById("i-1d"));
        assertThat(life.select("thead th").eachText())
                .containsExactly("Area", "2012–13", "2014–15", "2016–17", "Since 2014–15");
        assertThat(rows(life))
                .containsExactly(
                        "National 8.1 7.9 not published cannot be said",
                        "Leicestershire 7.9 7.4 7.5 0.1 higher",
                        "Leicester City 7.1 7.2 7.2 no change",
                        "Rutland 9.0 8.4 7.9 0.5 lower");
        assertThat(rows(Objects.requireNonNull(page.getElementById("i-1i"))))
                .contains(
                        "National not asked 38.5 not published cannot be said",
                        "Rutland not asked 46.0 31.1 14.9 lower");
        assertThat(page.select("a[href$=/new], a[href$=/import]")).isEmpty();
    }

    private static List<String> rows(Element indicator) {
        return indicator.select("tbody tr").eachText();
    }

    @Test
    void a_line_stops_at_a_blank_and_is_told_apart_by_marker_and_dash() throws Exception {
        Document page = Visitor.as("u-mary").open(INDICATORS);

        Element chart = Objects.requireNonNull(
                Objects.requireNonNull(page.getElementById("i-1i")).selectFirst("svg"));
        assertThat(chart.attr("role")).isEqualTo("img");
        assertThat(chart.attr("aria-label"))
                .isEqualTo("Chart of Carers with enough social contact. Last values: National 38.5"
                        + " in 2014–15; Leicestershire 31.4 in 2016–17; Leicester City 31.0 in 2016–17; Rutland 31.1 in"
                        + " 2016–17.");
        assertThat(chart.select(".wm-c-name").eachText())
                .containsExactlyInAnyOrder(
                        "National 38.5", "Leicestershire 31.4", "Rutland 31.1", "Leicester City 31.0");
        assertThat(chart.select(".wm-c-line").eachAttr("class"))
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(Objects.requireNonNull(chart.select(".wm-c-line").first()).attr("d"))
                .doesNotContain("L");
        assertThat(chart.select(".wm-c-name").eachAttr("y")).doesNotHaveDuplicates();
        assertThat(chart.select(".wm-c-red, .wm-c-amber, .wm-c-green, .wm-c-blue"))
                .isEmpty();
    }

    @Test
    void an_indicator_names_its_actions_and_each_of_them_the_indicator() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        Document indicator = mary.open("/indicators/i-1d");
        assertThat(indicator.select("h1").text()).isEqualTo("1D Quality of life that carers report");
        assertThat(indicator.select("section[aria-labelledby=measured] a").attr("href"))
                .isEqualTo("/actions/a-82");

        Document action = mary.open("/actions/a-82");
        assertThat(action.select("section[aria-labelledby=measured-title] a").attr("href"))
                .isEqualTo("/indicators/i-1d");
        assertThat(mary.open("/actions/a-81").select("section[aria-labelledby=measured-title]"))
                .isEmpty();
    }

    @Test
    void the_file_has_the_columns_that_the_import_takes() throws Exception {
        HttpResponse<String> file = Visitor.as("u-mary").get("/plans/kirklees/indicators.csv");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(61);
        assertThat(lines.getFirst())
                .isEqualTo("\uFEFF\"Code\",\"Indicator\",\"Unit\",\"Source\",\"Area\",\"Period\",\"Value\"");
        assertThat(lines)
                .contains(
                        "\"1D\",\"Quality of life that carers report\",\"score\",\"Survey of Adult Carers in England, every two years\",\"Rutland\",\"2016-17\",\"7.9\"",
                        "\"1I (2)\",\"Carers with enough social contact\",\"per cent\",\"Survey of Adult Carers in England, every two years\",\"National\",\"2012-13\",\"not asked\"");
    }

    @Test
    void a_plan_without_indicators_says_what_they_are() throws Exception {
        world().empty = true;
        try {
            assertThat(Visitor.as("u-priya")
                            .open(INDICATORS)
                            .select("main .wm-lead")
                            .text())
                    .startsWith("This plan has no indicators yet.");
        } finally {
            world().empty = false;
        }
    }

    @Test
    void a_value_is_recorded_once_however_often_the_form_is_sent() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        Document form = priya.open("/indicators/i-1d/change/record-reading");
        assertThat(form.select("#area-hint").text())
                .isEqualTo("So far: National, Leicestershire, Leicester City, Rutland.");
        Map<String, String> typed = Map.of("area", "Rutland", "period", "2018–19", "value", "7.8");

        HttpResponse<String> done = priya.submit(form, typed);
        priya.submit(form, typed);

        assertThat(done.uri().getPath()).isEqualTo("/indicators/i-1d");
        assertThat(received()).hasSize(2);
        assertThat(received().getFirst().key()).isEqualTo(lastReceived().key());
        assertThat(lastReceived().path()).isEqualTo("/api/commands/indicators/i-1d/record-reading");
        assertThat(lastReceived().version()).isEqualTo("\"7\"");
        assertThat(lastReceived().body()).isEqualTo("{\"area\":\"Rutland\",\"period\":\"2018–19\",\"value\":7.8}");
    }

    @Test
    void a_blank_has_to_say_why_and_what_is_missing_is_said_at_its_field() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        String path = "/indicators/i-1d/change/record-reading";

        Document blank = Jsoup.parse(priya.fill(path, Map.of("area", "Rutland")).body());
        assertThat(blank.select("#period-error").text()).isEqualTo("Enter the period");
        assertThat(blank.select("#gap-error").text()).isEqualTo("Enter a value, or say why there is none");
        assertThat(blank.select("#area").attr("value")).isEqualTo("Rutland");
        assertThat(Jsoup.parse(priya.fill(path, Map.of("area", "R", "period", "P", "value", "N/A"))
                                .body())
                        .select("#value-error")
                        .text())
                .isEqualTo("Enter a number, for example 31.4");
        assertThat(Jsoup.parse(priya.fill(path, Map.of("area", "R", "period", "P", "value", "3", "gap", "not-asked"))
                                .body())
                        .select("#gap-error")
                        .text())
                .isEqualTo("Take the number out, or say that there is a value");
        assertThat(received()).isEmpty();

        priya.fill(path, Map.of("area", "Rutland", "period", "2018-19", "gap", "not-published"));
        assertThat(lastReceived().body()).contains("\"gap\":\"NOT_PUBLISHED\"").doesNotContain("value");
    }

    @Test
    void a_value_is_put_right_with_a_reason() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        String path = "/indicators/i-1d/change/correct-reading?area=National&period=2016-17";
        assertThat(priya.open("/indicators/i-1d")
                        .select("section[aria-labelledby=right] a")
                        .eachAttr("href"))
                .hasSize(12)
                .contains(path);
        Document form = priya.open(path);
        assertThat(form.select("input[checked]").attr("value")).isEqualTo("not-published");

        Document refused = Jsoup.parse(
                priya.submit(form, Map.of("gap", "value", "value", "7.7")).body());
        assertThat(refused.select("#reason-error").text()).isEqualTo("Say what was wrong");
        priya.submit(refused, Map.of("reason", "Published late"));

        assertThat(lastReceived().path()).isEqualTo("/api/commands/indicators/i-1d/correct-reading");
        assertThat(lastReceived().body())
                .contains(
                        "\"area\":\"National\"",
                        "\"period\":\"2016-17\"",
                        "\"value\":7.7",
                        "\"reason\":\"Published late\"");
        assertThat(priya.get("/indicators/i-1d/change/correct-reading?area=Mars&period=2016-17")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_somebody_else_changed_meanwhile_stands_beside_what_was_typed_and_nothing_is_lost() throws Exception {
        commandServiceSays("412 {\"status\":412}");
        HttpResponse<String> stale = Visitor.as("u-priya")
                .fill(
                        "/indicators/i-1d/change/amend-indicator",
                        Map.of("name", "Quality of life", "unit", "", "version", "6"));
        assertThat(stale.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(stale.body());
        assertThat(page.select(".govuk-error-summary").text()).contains("Somebody changed this indicator");
        assertThat(page.select(".wm-compare tbody tr").eachText())
                .containsExactly(
                        "What is measured? Quality of life that carers report Quality of life",
                        "What is counted? (optional) score Nothing");
        assertThat(page.select("#name").attr("value")).isEqualTo("Quality of life");
        assertThat(page.select("input[name=version]").val()).isEqualTo("7");
    }

    @Test
    void a_value_that_somebody_else_entered_meanwhile_stands_beside_the_one_that_was_typed() throws Exception {
        commandServiceSays("412 {\"status\":412}");
        String record = "record-reading";

        assertThat(beside(record, Map.of("area", "Rutland", "period", "2016–17", "value", "7.8")))
                .containsExactly("Value (where there is one) 7.9 7.8");
        assertThat(beside(record, Map.of("area", "Rutland", "period", "2018–19", "value", "7.8")))
                .as("a value that nobody else has entered")
                .isEmpty();
        assertThat(beside(
                        "correct-reading?area=National&period=2016-17",
                        Map.of("gap", "value", "value", "7.7", "reason", "Published late")))
                .containsExactly(
                        "Is there a value? No, it was not published Yes", "Value (where there is one) Nothing 7.7");
        assertThat(beside("link-actions", Map.of("actions", "9.2")))
                .containsExactly("Actions that it measures 8.1 (2) 9.2");
    }

    private static List<String> beside(String form, Map<String, String> typed) throws Exception {
        Document page = Jsoup.parse(Visitor.as("u-priya")
                .fill("/indicators/i-1d/change/" + form, typed)
                .body());
        assertThat(page.select(".govuk-error-summary").text()).contains("Somebody changed this indicator");
        return page.select(".wm-compare tbody tr").eachText();
    }

    @Test
    void actions_are_linked_by_what_the_board_shows() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        String path = "/indicators/i-1d/change/link-actions";
        assertThat(priya.open(path).select("textarea[name=actions]").text()).isEqualTo("8.1 (2)");

        Document unknown =
                Jsoup.parse(priya.fill(path, Map.of("actions", "8.1 (2)\n99.9")).body());
        assertThat(unknown.select("#actions-error").text()).isEqualTo("The plan has no action 99.9");
        priya.fill(path, Map.of("actions", "8.1 (2)\n9.2"));

        assertThat(lastReceived().body()).isEqualTo("{\"actionIds\":[\"a-82\",\"a-92\"]}");
    }

    @Test
    void an_indicator_is_added_to_a_plan() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        assertThat(Jsoup.parse(priya.fill(INDICATORS + "/new", Map.of()).body())
                        .select("#name-error")
                        .text())
                .isEqualTo("Enter the indicator’s name");
        commandServiceSays("422 {\"status\":422,\"field\":\"name\",\"detail\":\"Enter another name\"}");
        assertThat(Jsoup.parse(priya.fill(INDICATORS + "/new", Map.of("name", "Carers known"))
                                .body())
                        .select("#name-error")
                        .text())
                .isEqualTo("Enter another name");
        assertThat(lastReceived().path()).matches("/api/commands/indicators/i-[a-z0-9]+/define-indicator");
        assertThat(lastReceived().version()).isNull();
        assertThat(lastReceived().body()).contains("\"planId\":\"kirklees\"", "\"name\":\"Carers known\"");
    }

    @Test
    void a_file_is_looked_at_before_it_is_imported_as_it_was_looked_at() throws Exception {
        Visitor priya = Visitor.as("u-priya");
        String path = INDICATORS + "/import";
        String token = Visitor.token(priya.open(path));
        assertThat(Jsoup.parse(priya.upload(path, token, null).body())
                        .select("#file-error")
                        .text())
                .isEqualTo("Choose a file");

        commandServiceSays(REPORT.formatted("true"));
        Document report =
                Jsoup.parse(priya.upload(path, token, "Indicator,Area\nA,B\n").body());
        assertThat(lastReceived().path()).isEqualTo("/api/imports/kirklees/indicators?dryRun=true&file=table.csv");
        assertThat(report.select("h2").eachText())
                .containsExactly(
                        "Rows left out: 1",
                        "Changed by people since the last table; stays as they made it: 1",
                        "What would be recorded: 1");
        assertThat(report.select("td").eachText()).contains("2018–19", "7.8");

        commandServiceSays(REPORT.formatted("false"));
        HttpResponse<String> done = priya.submit(report, Map.of());
        assertThat(lastReceived().path()).isEqualTo("/api/imports/kirklees/indicators?dryRun=false&file=table.csv");
        assertThat(lastReceived().body()).isEqualTo("Indicator,Area\nA,B\n");
        assertThat(done.uri().getPath()).isEqualTo(INDICATORS);
        int sent = received().size();
        assertThat(Jsoup.parse(priya.submit(report, Map.of()).body())
                        .select("main")
                        .text())
                .contains("Values imported", "This was saved already");
        assertThat(received()).as("it is not imported twice").hasSize(sent);
        assertThat(Jsoup.parse(priya.submit(report, Map.of("key", "of another form"))
                                .body())
                        .select("#file-error")
                        .text())
                .isEqualTo("The file is no longer here. Choose it again.");

        commandServiceSays("422 {\"detail\":\"The file has no column “Value”.\"}");
        assertThat(Jsoup.parse(priya.upload(path, token, "x").body())
                        .select("#file-error")
                        .text())
                .isEqualTo("The file has no column “Value”.");
    }

    @Test
    void only_governance_changes_them() throws Exception {
        Visitor mary = Visitor.as("u-mary");
        String token = Visitor.token(mary.open("/plans"));
        for (String path : List.of(
                INDICATORS + "/new",
                INDICATORS + "/import",
                "/indicators/i-1d/change/record-reading",
                "/indicators/i-1d/change/link-actions")) {
            assertThat(mary.get(path).statusCode()).as(path).isEqualTo(403);
            assertThat(mary.post(path, Map.of("_csrf", token, "name", "x")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(received()).isEmpty();
        assertThat(Visitor.as("u-priya")
                        .get("/indicators/i-1d/change/unheard-of")
                        .statusCode())
                .isEqualTo(404);
        assertThat(Visitor.as("u-priya").get("/indicators/i-nothing").statusCode())
                .isEqualTo(404);
    }
}
