package org.waymark.command.indicator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.waymark.command.rule.Given;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.UnknownId;
import org.waymark.contract.indicator.IndicatorCommand.*;
import org.waymark.contract.indicator.IndicatorEvent.*;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;

class IndicatorTest {

    private static final IndicatorDefined DEFINED =
            new IndicatorDefined("i-1", "kirklees", "Carers' quality of life", "score", "1D", null);
    private static final ReadingRecorded READING =
            new ReadingRecorded("i-1", "Rutland", "2016-17", new BigDecimal("7.9"), null);

    private final AggregateTestFixture<Indicator> fixture = Given.decider(Indicator.class);

    private static void refuses(ResultValidator<Indicator> result, String message) {
        result.expectException(Refused.class).expectExceptionMessage(message).expectNoEvents();
    }

    @Test
    void it_is_defined_for_a_plan_that_there_is() {
        fixture.givenNoPriorActivity()
                .when(new DefineIndicator("i-1", "kirklees", "Carers' quality of life", " score ", "1D", " "))
                .expectEvents(DEFINED);
        fixture.givenNoPriorActivity()
                .when(new DefineIndicator("i-1", "nowhere", "Carers' quality of life", "score", null, null))
                .expectException(UnknownId.class);
    }

    @Test
    void it_takes_one_reading_per_area_and_period() {
        fixture.given(DEFINED)
                .when(new RecordReading("i-1", "Rutland", "2016–17", new BigDecimal("7.9"), null))
                .expectEvents(READING);
        refuses(
                fixture.given(DEFINED, READING)
                        .when(new RecordReading("i-1", "Rutland", "2016 - 17", BigDecimal.ONE, null)),
                "Carers' quality of life has a reading for Rutland in 2016-17 already. Correct it, and say what was"
                        + " wrong.");
    }

    @Test
    void a_blank_reading_is_one_and_says_why() {
        ReadingRecorded blank = new ReadingRecorded("i-1", "National", "2016-17", null, ReadingGap.NOT_PUBLISHED);
        fixture.given(DEFINED)
                .when(new RecordReading("i-1", "National", "2016-17", null, null))
                .expectEvents(blank);
        fixture.given(DEFINED)
                .when(new RecordReading("i-1", "National", "2016-17", null, ReadingGap.NOT_ASKED))
                .expectEvents(new ReadingRecorded("i-1", "National", "2016-17", null, ReadingGap.NOT_ASKED));
        fixture.given(DEFINED, blank)
                .when(new CorrectReading("i-1", "National", "2016-17", BigDecimal.ONE, "Published late", null))
                .expectEvents(new ReadingCorrected(
                        "i-1",
                        "National",
                        "2016-17",
                        null,
                        BigDecimal.ONE,
                        FreeText.of("Published late"),
                        ReadingGap.NOT_PUBLISHED,
                        null));
        fixture.given(DEFINED, blank)
                .when(new CorrectReading("i-1", "National", "2016-17", null, "Was left out", ReadingGap.NOT_ASKED))
                .expectEvents(new ReadingCorrected(
                        "i-1",
                        "National",
                        "2016-17",
                        null,
                        null,
                        FreeText.of("Was left out"),
                        ReadingGap.NOT_PUBLISHED,
                        ReadingGap.NOT_ASKED));
    }

    @Test
    void a_reading_is_a_value_or_a_gap() {
        assertThatThrownBy(() -> new RecordReading("i-1", "National", "2016", BigDecimal.ONE, ReadingGap.NOT_ASKED))
                .isInstanceOf(InvalidField.class)
                .hasMessage("Enter a value, or say why there is none");
    }

    @Test
    void what_it_is_called_and_how_it_is_measured_is_put_right() {
        fixture.given(DEFINED)
                .when(new AmendIndicator("i-1", "Quality of life", "score", "1D", "Survey of carers"))
                .expectEvents(new IndicatorAmended("i-1", "Quality of life", "score", "1D", "Survey of carers"));
        refuses(
                fixture.given(DEFINED).when(new AmendIndicator("i-1", "Carers' quality of life", "score", "1D", "")),
                "This is on record already, so nothing was changed.");
    }

    @Test
    void it_measures_actions_of_its_own_plan() {
        ActionsLinked linked = new ActionsLinked("i-1", List.of(), List.of("a-1", "a-2"));
        fixture.given(DEFINED)
                .when(new LinkActions("i-1", List.of("a-1", "a-2", "a-1")))
                .expectEvents(linked);
        fixture.given(DEFINED, linked)
                .when(new LinkActions("i-1", List.of()))
                .expectEvents(new ActionsLinked("i-1", List.of("a-1", "a-2"), List.of()));
        refuses(
                fixture.given(DEFINED, linked).when(new LinkActions("i-1", List.of("a-2", "a-1"))),
                "These actions are linked already, so nothing was changed.");
        fixture.given(DEFINED)
                .when(new LinkActions("i-1", List.of("a-elsewhere")))
                .expectException(InvalidField.class)
                .expectNoEvents();
    }

    @Test
    void only_what_is_on_record_and_wrong_is_corrected() {
        refuses(
                fixture.given(DEFINED)
                        .when(new CorrectReading("i-1", "Rutland", "2016-17", BigDecimal.ONE, "why", null)),
                "Carers' quality of life has no reading for Rutland in 2016-17 yet. Record one.");
        refuses(
                fixture.given(DEFINED, READING)
                        .when(new CorrectReading("i-1", "Rutland", "2016-17", new BigDecimal("7.90"), "why", null)),
                "This is the reading on record already, so nothing was changed.");
    }

    @Test
    void the_reason_of_a_correction_can_be_removed_on_the_record_once() {
        ReadingCorrected corrected = new ReadingCorrected(
                "i-1",
                "Rutland",
                "2016-17",
                new BigDecimal("7.9"),
                BigDecimal.ONE,
                new FreeText("Sam's mistake", "d1"),
                null,
                null);
        IndicatorTextRedacted redacted = new IndicatorTextRedacted("i-1", 3, "d1", "Names a person");

        fixture.given(DEFINED, READING, corrected)
                .when(new RedactIndicatorText("i-1", 3, "d1", "Names a person"))
                .expectEvents(redacted);
        fixture.given(DEFINED, READING, corrected, redacted)
                .when(new RedactIndicatorText("i-1", 3, "d1", "Names a person"))
                .expectNoEvents();
        fixture.given(DEFINED, READING, corrected)
                .when(new RedactIndicatorText("i-1", 3, "d2", "Names a person"))
                .expectException(InvalidField.class)
                .expectNoEvents();
    }
}
