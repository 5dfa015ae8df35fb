package org.waymark.command.http;

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
    ResponseEntity<ProblemDetail> problem(ProblemException e) {
        return answer(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(InvalidField e) {
        return answer(ProblemType.INVALID_FIELD.saying(String.valueOf(e.getMessage()), e.field()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Refused e) {
        return answer(ProblemType.REFUSED.saying(String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(Forbidden e) {
        return answer(ProblemType.NOT_ALLOWED.saying(String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(UnknownId e) {
        return answer(ProblemType.UNKNOWN_ID.saying(String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> stale(StaleEdit e) {
        ProblemDetail problem = ProblemType.STALE_EDIT.saying(String.valueOf(e.getMessage()));
        problem.setProperty("currentVersion", e.currentVersion());
        return ResponseEntity.status(problem.getStatus())
                .eTag("\"" + e.currentVersion() + "\"")
                .body(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> keyReused(KeyReused e) {
        ProblemDetail problem = ProblemType.KEY_REUSED.saying(String.valueOf(e.getMessage()), "Idempotency-Key");
        return answer(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> outcomeUnknown(AppendOutcomeUnknown e) {
        return answer(ProblemType.TRY_AGAIN.saying(
                "The database did not answer. Send the same request again with the same Idempotency-Key: if it was saved,"
                        + " nothing happens twice."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException e) {
        log.error("A request failed", e);
        return answer(ProblemType.NOT_RECORDED.saying(
                "This was not saved because of a fault in Waymark. Try again; if it happens twice, tell those who run"
                        + " it."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String said = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : String.valueOf(e.getMessage());
        ProblemDetail problem = ProblemType.MALFORMED_REQUEST.saying(said);
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
