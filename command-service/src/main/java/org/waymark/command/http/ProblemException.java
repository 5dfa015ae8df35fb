package org.waymark.command.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.waymark.command.rule.Objection;
import org.waymark.contract.words.Sentence;

/** Ends a request with a problem. */
public final class ProblemException extends Objection {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final @Nullable String field;

    ProblemException(ProblemType type, Sentence sentence, @Nullable String field) {
        super(sentence);
        this.type = type;
        this.field = field;
    }

    /** The same, and one field or header is to blame. */
    public ProblemException about(String blamed) {
        return new ProblemException(type, sentence(), blamed);
    }

    /** What to answer to somebody who reads this language. */
    public ProblemDetail problem(Locale language) {
        return type.problem(sentence(), field, language);
    }
}
