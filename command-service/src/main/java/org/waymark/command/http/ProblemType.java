package org.waymark.command.http;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The whole vocabulary of problems (RFC 9457) of the command API, the directory and the import. */
public enum ProblemType {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    UNKNOWN_FIELD(HttpStatus.BAD_REQUEST, "The request has a field that is not known"),
    UNKNOWN_VALUE(HttpStatus.BAD_REQUEST, "The request has a value that is not known"),
    MISSING_KEY(HttpStatus.BAD_REQUEST, "The Idempotency-Key is missing"),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "Sign in first"),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "This is not for you to change"),
    UNKNOWN_ID(HttpStatus.NOT_FOUND, "There is no such thing"),
    UNKNOWN_COMMAND(HttpStatus.NOT_FOUND, "There is no such command"),
    REFUSED(HttpStatus.CONFLICT, "A rule stands against this"),
    STALE_EDIT(HttpStatus.PRECONDITION_FAILED, "Somebody else changed this"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "This is too large"),
    INVALID_FIELD(HttpStatus.UNPROCESSABLE_CONTENT, "One answer needs another look"),
    KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key was used before"),
    FILE_NOT_READABLE(HttpStatus.UNPROCESSABLE_CONTENT, "The file cannot be imported"),
    VERSION_NEEDED(HttpStatus.PRECONDITION_REQUIRED, "Say which version you have seen"),
    NOT_RECORDED(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong"),
    TRY_AGAIN(HttpStatus.SERVICE_UNAVAILABLE, "It is not known whether this was saved");

    private static final String BASE = "https://waymark.example/problems/";

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status that goes with it. */
    public HttpStatus status() {
        return status;
    }

    /** What it is called, in words for an officer. */
    public String title() {
        return title;
    }

    /** The stable name. */
    public URI type() {
        return URI.create(BASE + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    /** A problem of this type. */
    public ProblemDetail saying(String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(type());
        problem.setTitle(title);
        return problem;
    }

    /** A problem of this type for which one field is to blame. */
    public ProblemDetail saying(String detail, String field) {
        ProblemDetail problem = saying(detail);
        problem.setProperty("field", field);
        return problem;
    }
}
