package org.waymark.command.http;

import org.springframework.http.ProblemDetail;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDetail problem;

    public ProblemException(ProblemDetail problem) {
        super(problem.getDetail(), null, false, false);
        this.problem = problem;
    }

    /** What to answer. */
    public ProblemDetail problem() {
        return problem;
    }
}
