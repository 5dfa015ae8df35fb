package org.waymark.query.administration;

import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.SetAside;
import org.waymark.query.identity.SignedIn;

/** The agenda of the notifier, as far as this service is told. */
interface Agenda {

    /** How it is; null where the notifier does not answer. */
    Administration.@Nullable Projection state();

    /** Begins to build it again; whether the notifier heard. */
    boolean rebuild(SignedIn administrator);

    /** Tries what waits once more; null where the notifier does not answer. */
    SetAside.@Nullable Retried retry(SignedIn administrator);
}
