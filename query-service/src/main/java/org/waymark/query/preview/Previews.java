package org.waymark.query.preview;

import org.jspecify.annotations.Nullable;
import org.waymark.contract.plan.Policy;

/** What would go out. Nothing of it is kept here. */
public interface Previews {

    /** Days beyond today that are looked at. */
    int DAYS = 120;

    /** What came of a question. */
    sealed interface Answer {

        /** This would go out. */
        record Known(Preview preview) implements Answer {}

        /**
         * The policy cannot be looked at.
         *
         * @param field component of the policy that is to blame, or null
         */
        record Refused(@Nullable String field, String detail) implements Answer {}

        /** Nobody answered, or nobody could. */
        record NoAnswer() implements Answer {}
    }

    /** Under the policy as it is saved. */
    Answer saved(String planId);

    /** If a draft were adopted today. */
    Answer asAdopted(String planId);

    /** Under a policy that is not saved. */
    Answer changed(String planId, Policy policy);

    /** The next mails about an action, or null where nobody answered. */
    Preview.@Nullable Next next(String actionId);
}
