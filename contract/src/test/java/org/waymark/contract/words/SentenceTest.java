package org.waymark.contract.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SentenceTest {

    private static final Locale WELSH = Locale.of("cy", "GB");

    private final MessageFile file = new MessageFile("words-test");
    private final Sentence late = file.sentence("late", "8.4", 1056, LocalDate.of(2018, 9, 30));

    @Test
    void its_gaps_are_filled_and_a_day_is_written_in_full() {
        assertThat(late.in(Locale.UK)).isEqualTo("8.4 is 1056 days late. It was due on 30 September 2018.");
        assertThat(late).hasToString("8.4 is 1056 days late. It was due on 30 September 2018.");
    }

    @Test
    void a_reader_whose_language_there_is_gets_words_and_days_in_it() {
        assertThat(late.in(WELSH)).isEqualTo("Mae 8.4 1056 diwrnod yn hwyr. Roedd i fod ar 30 Medi 2018.");
        assertThat(file.language(WELSH)).isEqualTo(Locale.of("cy"));
    }

    @Test
    void a_reader_of_any_other_language_gets_english() {
        for (Locale other : new Locale[] {Locale.FRANCE, Locale.US, Locale.ROOT, Locale.of("qqq"), Locale.of("..")}) {
            assertThat(late.in(other)).as(other.toString()).isEqualTo(late.toString());
            assertThat(file.language(other)).as(other.toString()).isEqualTo(Locale.UK);
        }
    }

    @Test
    void what_a_translation_leaves_out_is_english() {
        assertThat(file.sentence("untranslated").in(WELSH)).isEqualTo("Only in English");
    }

    @Test
    void a_sentence_within_a_sentence_is_in_the_same_language() {
        assertThat(file.sentence("within", late).in(WELSH)).isEqualTo("Mae’n dweud: " + late.in(WELSH));
    }

    @Test
    void what_people_typed_fills_a_gap_as_it_is() {
        assertThat(file.sentence("kept", "{1} $1 \\").in(Locale.UK))
                .isEqualTo("{1} $1 \\ {braces} stay, and so does {name}");
    }

    @Test
    void a_key_or_file_that_is_not_there_is_a_fault_of_the_program() {
        assertThatThrownBy(() -> file.sentence("none").in(Locale.UK)).hasMessage("No text none in words-test");
        assertThatThrownBy(() -> new MessageFile("none")).hasMessage("No message file none");
    }
}
