package org.waymark.eventstore;

/** Recomputes the chain of hashes. */
public final class LogVerifier {

    private final Commits commits;

    LogVerifier(Commits commits) {
        this.commits = commits;
    }

    Commits commits() {
        return commits;
    }
}
