package org.waymark.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ProblemDetail;
import org.waymark.contract.action.Rating;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.Page;

/** What the API says about a question that it cannot answer, to whoever asks. */
class QueryProblemsTest {

    private final QueryProblems problems = new QueryProblems();

    @AfterEach
    void nobody_asks() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2018-02-30 |     |          | asAt     | Enter a date as 2018-03-31",
                "           | ten |          | position | Enter the number of a log entry",
                "           | -1  |          | position | Enter the number of a log entry",
                "2018-03-31 | 10  |          | asAt     | Choose a date or a log entry, not both",
                "           |     | imagined | by       | Choose one of recorded, happened"
            })
    void a_moment_that_cannot_be_read_is_refused_with_what_to_enter(
            @Nullable String asAt, @Nullable String position, @Nullable String by, String field, String instruction) {
        ProblemDetail problem = refused(() -> Parameters.asAt(asAt, position, by));

        assertThat(problem.getStatus()).isEqualTo(400);
        assertThat(problem.getType()).hasToString("https://waymark.example/problems/invalid-query");
        assertThat(problem.getTitle()).isEqualTo("Something in the question cannot be read");
        assertThat(problem.getProperties()).containsEntry("field", field);
        assertThat(problem.getDetail()).isEqualTo(instruction);
    }

    @Test
    void a_page_that_cannot_be_is_refused_with_what_to_enter() {
        assertThat(refused(() -> Page.check(0, 50)).getDetail()).isEqualTo("Enter a page from 1 on");
        assertThat(refused(() -> Page.check(1, 1001)).getDetail()).isEqualTo("Enter a number of rows from 1 to 1000");
    }

    @Test
    void a_reader_is_told_in_their_own_language() {
        LocaleContextHolder.setLocale(Locale.of("cy", "GB"));

        ProblemDetail problem = refused(() -> Parameters.constant("rating", "purple", Rating.class));

        assertThat(problem.getTitle()).isEqualTo("Ni ellir darllen rhywbeth yn y cwestiwn");
        assertThat(problem.getDetail()).startsWith("Dewiswch un o red, amber, green");
        assertThat(refused(() -> AsAt.position(-1)).getDetail())
                .as("what nobody has translated")
                .isEqualTo("Enter the number of a log entry");
    }

    private ProblemDetail refused(ThrowingCallable question) {
        return problems.handle(Objects.requireNonNull(catchThrowableOfType(InvalidQuery.class, question)));
    }
}
