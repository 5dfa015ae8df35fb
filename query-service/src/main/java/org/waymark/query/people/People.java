package org.waymark.query.people;

import org.jspecify.annotations.Nullable;

/** Names behind the ids that events carry. */
public interface People {

    /** Present name of a user or contact, or null where nobody by this id is known (any more). */
    @Nullable
    String nameOf(String id);
}
