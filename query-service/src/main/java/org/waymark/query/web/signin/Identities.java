package org.waymark.query.web.signin;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.query.identity.SignedIn;

/** Those who can sign in. Filled from configuration for now; an identity provider takes its place. */
public interface Identities {

    /** @param about one thing to try, or null */
    record Candidate(SignedIn person, @Nullable String about) {}

    /** Whom the sign-in page offers; empty when it offers nobody. */
    List<Candidate> candidates();

    /** Somebody who may sign in, by user id. */
    Optional<SignedIn> byUserId(String userId);
}
