package org.waymark.contract.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class MilestoneReaderTest {

    private static final ReadingContext CONTEXT = ReadingContext.none();

    @Test
    void two_texts_and_two_dates_are_two_milestones() {
        assertThat(MilestoneReader.read(
                        "Lead review of safeguarding issues\nAddress priorities identified by above review",
                        "April 2018\nSept 2018",
                        CONTEXT))
                .extracting(MilestoneReader.Step::text, step -> step.timescale().target())
                .containsExactly(
                        Tuple.tuple("Lead review of safeguarding issues", LocalDate.of(2018, 4, 30)),
                        Tuple.tuple("Address priorities identified by above review", LocalDate.of(2018, 9, 30)));
    }

    @Test
    void bullets_and_blank_lines_are_not_part_of_the_text() {
        assertThat(MilestoneReader.read("• Draft\r\n\r\n– Publish", "- April 2018\r\n- Sept 2018", CONTEXT))
                .extracting(MilestoneReader.Step::text)
                .containsExactly("Draft", "Publish");
    }

    @Test
    void one_date_for_two_lines_is_no_milestone() {
        assertThat(MilestoneReader.read("Draft\nPublish", "April 2018", CONTEXT))
                .isEmpty();
        assertThat(MilestoneReader.read("Draft\nPublish", "March\n2018", CONTEXT))
                .isEmpty();
        assertThat(MilestoneReader.read("Draft", "April 2018\nSept 2018", CONTEXT))
                .isEmpty();
        assertThat(MilestoneReader.read("Draft\nPublish", "April 2018\nOngoing", CONTEXT))
                .isEmpty();
    }
}
