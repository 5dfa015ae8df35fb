package org.waymark.command.indicator;

import java.math.BigDecimal;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;
import org.waymark.command.rule.Given;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.UnknownId;
import org.waymark.contract.indicator.IndicatorCommand.*;
import org.waymark.contract.indicator.IndicatorEvent.*;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;

class IndicatorTest {

    private static final IndicatorDefined DEFINED =
            new IndicatorDefined("i-1", "kirklees", "Carers' quality of life", "score");
    private static final ReadingRecorded READING =
            new ReadingRecorded("i-1", "Rutland", "2016-17", new BigDecimal("7.9"));

    private final AggregateTestFixture<Indicator> fixture = Given.decider(Indicator.class);

    private static void refuses(ResultValidator<Indicator> result, String message) {
        result.expectException(Refused.class).expectExceptionMessage(message).expectNoEvents();
    }

    @Test
    void it_is_defined_for_a_plan_that_there_is() {
        fixture.givenNoPriorActivity()
                .when(new DefineIndicator("i-1", "kirklees", "Carers' quality of life", "score"))
                .expectEvents(DEFINED);
        fixture.givenNoPriorActivity()
                .when(new DefineIndicator("i-1", "nowhere", "Carers' quality of life", "score"))
                .expectException(UnknownId.class);
    }

    @Test
    void it_takes_one_reading_per_area_and_period() {
        fixture.given(DEFINED)
                .when(new RecordReading("i-1", "Rutland", "2016-17", new BigDecimal("7.9")))
                .expectEvents(READING);
        refuses(
                fixture.given(DEFINED, READING).when(new RecordReading("i-1", "Rutland", "2016-17", BigDecimal.ONE)),
                "Carers' quality of life has a reading for Rutland in 2016-17 already. Correct it, and say what was"
                        + " wrong.");
    }

    @Test
    void a_blank_reading_is_one() {
        ReadingRecorded blank = new ReadingRecorded("i-1", "National", "2016-17", null);
        fixture.given(DEFINED)
                .when(new RecordReading("i-1", "National", "2016-17", null))
                .expectEvents(blank);
        fixture.given(DEFINED, blank)
                .when(new CorrectReading("i-1", "National", "2016-17", BigDecimal.ONE, "Published late"))
                .expectEvents(new ReadingCorrected(
                        "i-1", "National", "2016-17", null, BigDecimal.ONE, FreeText.of("Published late")));
    }

    @Test
    void only_what_is_on_record_and_wrong_is_corrected() {
        refuses(
                fixture.given(DEFINED).when(new CorrectReading("i-1", "Rutland", "2016-17", BigDecimal.ONE, "why")),
                "Carers' quality of life has no reading for Rutland in 2016-17 yet. Record one.");
        refuses(
                fixture.given(DEFINED, READING)
                        .when(new CorrectReading("i-1", "Rutland", "2016-17", new BigDecimal("7.90"), "why")),
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
                new FreeText("Sam's mistake", "d1"));
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
