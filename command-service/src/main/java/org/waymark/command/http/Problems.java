package org.waymark.command.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.waymark.command.dispatch.KeyReused;
import org.waymark.command.rule.Forbidden;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StaleEdit;
import org.waymark.command.rule.UnknownId;
import org.waymark.contract.log.InvalidField;
import org.waymark.eventstore.AppendOutcomeUnknown;

/** Answers what goes wrong in this service's controllers with problems of the one vocabulary. */
@RestControllerAdvice(basePackages = "org.waymark.command")
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(ProblemException e, Locale language) {
        return answer(e.problem(language));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidField e, Locale language) {
        return answer(ProblemType.INVALID_FIELD.problem(e.sentence(), e.field(), language));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused e, Locale language) {
        return answer(ProblemType.REFUSED.problem(e.sentence(), null, language));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(Forbidden e, Locale language) {
        return answer(ProblemType.NOT_ALLOWED.problem(e.sentence(), null, language));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownId e, Locale language) {
        return answer(ProblemType.UNKNOWN_ID.problem(e.sentence(), null, language));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stale(StaleEdit e, Locale language) {
        ProblemDetail problem = ProblemType.STALE_EDIT.problem(e.sentence(), null, language);
        problem.setProperty("currentVersion", e.currentVersion());
        return ResponseEntity.status(problem.getStatus())
                .eTag("\"" + e.currentVersion() + "\"")
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keyReused(KeyReused e, Locale language) {
        return answer(ProblemType.KEY_REUSED.problem(e.sentence(), "Idempotency-Key", language));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> outcomeUnknown(AppendOutcomeUnknown e, Locale language) {
        return answer(ProblemType.TRY_AGAIN.saying("request.outcome-is-unknown").problem(language));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e, Locale language) {
        log.error("A request failed", e);
        return answer(ProblemType.NOT_RECORDED.saying("request.failed").problem(language));
    }

    /** What Spring finds wrong with a request, before anybody looks at what it asks: told in Spring's words. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String said = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : String.valueOf(e.getMessage());
        ProblemDetail problem = ProblemType.MALFORMED_REQUEST
                .saying("request.is-not-understood", said)
                .problem(request.getLocale());
        problem.setStatus(status.value());
        HttpStatus known = HttpStatus.resolve(status.value());
        if (known != null && known != HttpStatus.BAD_REQUEST) {
            problem.setTitle(known.getReasonPhrase());
        }
        return ResponseEntity.status(status).headers(headers).body(problem);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
