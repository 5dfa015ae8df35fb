package org.waymark.contract.action;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * What a plan prints about an action, apart from its leads, time, status and rating.
 *
 * @param themeId theme of the plan's outline
 * @param objectiveId objective of the plan's outline, or null when the action serves its theme directly
 * @param reference as printed ({@code 7.10}, {@code 1.2 b)}); unique within its theme together with {@code ordinal}
 * @param ordinal 0 where the reference is the action's own; 1, 2, … where several actions share it
 * @param text what is promised
 * @param title short title where the plan prints one; otherwise null
 * @param process how it will be done and with whom, where the plan says; otherwise null
 * @param measures how success will be known; possibly empty
 */
public record ActionDetails(
        String themeId,
        @Nullable String objectiveId,
        String reference,
        int ordinal,
        String text,
        @Nullable String title,
        @Nullable String process,
        List<String> measures) {

    public ActionDetails {
        themeId = InvalidField.required("details.themeId", themeId, "choose-a-theme");
        reference = InvalidField.required("details.reference", reference, "enter-a-reference");
        text = InvalidField.required("details.text", text, "enter-what-is-promised");
        if (ordinal < 0) {
            throw new InvalidField("details.ordinal", "enter-the-place-among-actions-of-a-reference");
        }
        measures = measures == null ? List.of() : List.copyOf(measures);
    }

    /** The reference as shown: {@code 1.5 (3)} where several actions share it. */
    public String displayReference() {
        return ordinal == 0 ? reference : reference + " (" + ordinal + ")";
    }
}
