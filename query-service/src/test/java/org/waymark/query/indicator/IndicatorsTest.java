package org.waymark.query.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.indicator.IndicatorEvent.ActionsLinked;
import org.waymark.contract.indicator.IndicatorEvent.IndicatorAmended;
import org.waymark.contract.indicator.IndicatorEvent.IndicatorDefined;
import org.waymark.contract.indicator.IndicatorEvent.ReadingCorrected;
import org.waymark.contract.indicator.IndicatorEvent.ReadingRecorded;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.contract.log.FreeText;
import org.waymark.query.ServiceUnderTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Indicators from the log to their JSON. */
class IndicatorsTest extends ServiceUnderTest {

    @Autowired
    private Indicators indicators;

    private void aMeasure() {
        aPlan();
        happens(anAction("a").undated().amber());
        happens(new IndicatorDefined(id("i"), plan, "Quality", "score", "1D", null));
        reading("Rutland", "2014-15", "8.4");
        reading("Rutland", "2012-13", "9.0");
        reading("National", "2012-13", "8.1");
        happens(new ReadingRecorded(id("i"), "National", "2014-15", null, ReadingGap.NOT_ASKED));
        happens(new ActionsLinked(id("i"), List.of(), List.of(id("a"))));
        settle();
    }

    private void reading(String area, String period, String value) {
        happens(new ReadingRecorded(id("i"), area, period, new BigDecimal(value), null));
    }

    @Test
    void areas_stand_as_they_were_entered_and_periods_in_their_order() {
        aMeasure();

        IndicatorView indicator = indicators.ofPlan(plan).getFirst();

        assertThat(indicator.areas()).containsExactly("Rutland", "National");
        assertThat(indicator.periods()).containsExactly("2012-13", "2014-15");
        assertThat(indicator.change("Rutland")).isEqualByComparingTo("-0.6");
        assertThat(indicator.decimals()).isEqualTo(1);
    }

    @Test
    void no_change_is_worked_out_from_a_blank() {
        aMeasure();

        IndicatorView indicator = indicators.indicator(id("i"));

        assertThat(indicator.change("National")).isNull();
        assertThat(indicator.value("National", "2014-15")).isNull();
        assertThat(indicator.reading("National", "2014-15"))
                .extracting(IndicatorView.Reading::gap)
                .isEqualTo(ReadingGap.NOT_ASKED);
    }

    @Test
    void what_was_put_right_and_what_it_is_called_now_is_what_stands() {
        aMeasure();
        happens(new ReadingCorrected(
                id("i"),
                "Rutland",
                "2014-15",
                new BigDecimal("8.4"),
                null,
                FreeText.of("Withdrawn"),
                null,
                ReadingGap.NOT_PUBLISHED));
        happens(new IndicatorAmended(id("i"), "Quality of life", "score", "1D", "Survey of carers"));
        settle();

        IndicatorView indicator = indicators.indicator(id("i"));

        assertThat(indicator.name()).isEqualTo("Quality of life");
        assertThat(indicator.source()).isEqualTo("Survey of carers");
        assertThat(indicator.areas()).containsExactly("Rutland", "National");
        assertThat(indicator.change("Rutland")).isNull();
        assertThat(indicator.version()).isEqualTo(8);
    }

    @Test
    void it_is_found_by_the_actions_that_it_measures_until_they_are_unlinked() {
        aMeasure();
        assertThat(indicators.ofAction(id("a")))
                .extracting(IndicatorView::indicatorId)
                .containsExactly(id("i"));
        assertThat(indicators.indicator(id("i")).actions())
                .extracting(IndicatorView.Measured::actionId)
                .containsExactly(id("a"));

        happens(new ActionsLinked(id("i"), List.of(id("a")), List.of()));
        settle();

        assertThat(indicators.ofAction(id("a"))).isEmpty();
    }

    @Test
    void as_json_it_says_what_is_blank_and_why() throws Exception {
        aMeasure();
        HttpResponse<String> one = get("/api/indicators/" + id("i"));
        assertThat(one.headers().firstValue("ETag")).hasValue("\"6\"");
        JsonNode read = JsonMapper.shared().readTree(one.body());
        assertThat(read.path("readings").get(3).path("value").isNumber()).isFalse();
        assertThat(read.path("readings").get(3).path("gap").asString()).isEqualTo("NOT_ASKED");
        assertThat(read.path("actions").get(0).path("reference").asString()).isNotBlank();

        assertThat(JsonMapper.shared()
                        .readTree(get("/api/indicators?plan=" + plan).body()))
                .hasSize(1);
        assertThat(get("/api/indicators?plan=nowhere").statusCode()).isEqualTo(404);
        assertThat(get("/api/indicators/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/api/indicators/" + id("i") + "/history").body()).contains("Linked to 1 action.");
    }
}
