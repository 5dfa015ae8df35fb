package org.waymark.query.api;

import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.waymark.contract.words.MessageFile;
import org.waymark.contract.words.Sentence;
import org.waymark.query.language.Language;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.NotKnown;

/** Refusals as RFC 9457 problem details. */
@RestControllerAdvice(assignableTypes = QueryApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class QueryProblems {

    private static final Sentence CANNOT_BE_READ = new MessageFile("query-problems").sentence("cannot-be-read");

    @ExceptionHandler
    ProblemDetail handle(NotKnown problem) {
        return problem(
                HttpStatus.NOT_FOUND,
                "not-known",
                "There is no such " + problem.kind(),
                problem.getMessage() + ", or there was none at that time. Look for it in the list.");
    }

    @ExceptionHandler
    ProblemDetail handle(InvalidQuery problem) {
        ProblemDetail detail = problem(
                HttpStatus.BAD_REQUEST,
                "invalid-query",
                CANNOT_BE_READ.in(Language.current()),
                problem.sentence().in(Language.current()));
        detail.setProperty("field", problem.field());
        return detail;
    }

    @ExceptionHandler
    ProblemDetail handle(MethodArgumentTypeMismatchException problem) {
        return handle(new InvalidQuery(problem.getName(), "enter-a-number"));
    }

    private static ProblemDetail problem(HttpStatus status, String slug, String title, String instruction) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, instruction);
        detail.setType(URI.create("https://waymark.example/problems/" + slug));
        detail.setTitle(title);
        return detail;
    }
}
