package org.waymark.command.http;

import static org.waymark.command.rule.Texts.say;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.waymark.contract.words.Sentence;

/** The whole vocabulary of problems (RFC 9457) of the command API, the directory and the import. */
public enum ProblemType {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
    UNKNOWN_FIELD(HttpStatus.BAD_REQUEST),
    UNKNOWN_VALUE(HttpStatus.BAD_REQUEST),
    MISSING_KEY(HttpStatus.BAD_REQUEST),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED),
    NOT_ALLOWED(HttpStatus.FORBIDDEN),
    UNKNOWN_ID(HttpStatus.NOT_FOUND),
    UNKNOWN_COMMAND(HttpStatus.NOT_FOUND),
    REFUSED(HttpStatus.CONFLICT),
    STALE_EDIT(HttpStatus.PRECONDITION_FAILED),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    INVALID_FIELD(HttpStatus.UNPROCESSABLE_CONTENT),
    KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    FILE_NOT_READABLE(HttpStatus.UNPROCESSABLE_CONTENT),
    VERSION_NEEDED(HttpStatus.PRECONDITION_REQUIRED),
    NOT_RECORDED(HttpStatus.INTERNAL_SERVER_ERROR),
    TRY_AGAIN(HttpStatus.SERVICE_UNAVAILABLE);

    private static final String BASE = "https://waymark.example/problems/";

    private final HttpStatus status;

    ProblemType(HttpStatus status) {
        this.status = status;
    }

    /** HTTP status that goes with it. */
    public HttpStatus status() {
        return status;
    }

    /** What it is called, in words for an officer. */
    public Sentence title() {
        return say("problem." + slug());
    }

    /** The stable name. */
    public URI type() {
        return URI.create(BASE + slug());
    }

    private String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Ends a request with a problem of this type, and says under which key of our texts it is told. */
    public ProblemException saying(String key, Object... arguments) {
        return new ProblemException(this, say(key, arguments), null);
    }

    /** A problem of this type in the words of one language; {@code field} is to blame, if any is. */
    public ProblemDetail problem(Sentence detail, @Nullable String field, Locale language) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail.in(language));
        problem.setType(type());
        problem.setTitle(title().in(language));
        if (field != null) {
            problem.setProperty("field", field);
        }
        return problem;
    }
}
