package org.waymark.query.published;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.plan.Policy;

/** What there is to say to the public about a plan that was published at some time. */
public sealed interface Publication {

    record Shown(PublishedPlan plan) implements Publication {}

    /**
     * Nothing can be shown yet: no paper has been issued, or the plan was published while its public pages are held.
     *
     * @param title null while a hold keeps it back
     * @param hold null where nothing is held
     * @param next day on which the first paper is to be issued, or null where none is known
     */
    record Awaited(
            @Nullable String title,
            Policy.@Nullable Hold hold,
            @Nullable LocalDate next) implements Publication {}

    /** @param on day from which it is no longer shown */
    record Withdrawn(LocalDate on) implements Publication {}
}
