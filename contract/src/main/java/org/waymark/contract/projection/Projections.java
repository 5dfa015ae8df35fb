package org.waymark.contract.projection;

import java.util.Set;

/** The projections about which something can go on record. Their names are ids of streams, and nobody else may have them. */
public final class Projections {

    /** What people read: the views of query-service. */
    public static final String VIEWS = "query-views";

    /** What the daily check knows: the agenda of the notifier. */
    public static final String AGENDA = "notifier-agenda";

    /** Every name. */
    public static final Set<String> ALL = Set.of(VIEWS, AGENDA);

    private Projections() {}
}
