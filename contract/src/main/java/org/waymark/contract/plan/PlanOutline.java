package org.waymark.contract.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * Everything a plan prints around its actions, in printed order.
 *
 * @param themes the sections
 */
public record PlanOutline(List<Theme> themes) {

    public PlanOutline {
        themes = List.copyOf(themes);
    }

    /** A plan without sections yet. */
    public static PlanOutline empty() {
        return new PlanOutline(List.of());
    }

    /**
     * A section.
     *
     * @param themeId unique within the plan
     * @param number as printed or counted, for example {@code 7}; empty where the plan has none
     * @param vision the sentence under the heading, or null
     * @param priorities dated priorities of the section, as printed
     * @param findings what was found, where findings belong to the whole section
     * @param measures how success will be known, where measures belong to the whole section
     */
    public record Theme(
            String themeId,
            String number,
            String title,
            @Nullable String vision,
            List<String> priorities,
            List<String> findings,
            List<String> measures,
            List<Objective> objectives,
            List<Pointer> pointers) {
        public Theme {
            themeId = InvalidField.required("outline.themes.themeId", themeId, "give-each-theme-an-id");
            title = InvalidField.required("outline.themes.title", title, "give-each-theme-a-title");
            number = number == null ? "" : number;
            priorities = List.copyOf(priorities);
            findings = List.copyOf(findings);
            measures = List.copyOf(measures);
            objectives = List.copyOf(objectives);
            pointers = List.copyOf(pointers);
        }
    }

    /**
     * The statement that actions serve. One without an action is a bare statement of the plan.
     *
     * @param objectiveId unique within the plan
     * @param reference as printed; empty where the plan prints none
     * @param priority whether the plan flags it
     */
    public record Objective(String objectiveId, String reference, String statement, boolean priority) {
        public Objective {
            objectiveId = InvalidField.required(
                    "outline.themes.objectives.objectiveId", objectiveId, "give-each-objective-an-id");
            statement = InvalidField.required(
                    "outline.themes.objectives.statement", statement, "enter-what-each-objective-says");
            reference = reference == null ? "" : reference;
        }
    }

    /**
     * A row that only points at another place ("as 3.3"). Shown, not counted.
     *
     * @param reference as printed
     * @param objectiveId the objective under which the row stands, or null
     * @param text the row's own action text; empty where it has none
     * @param pointsAt where it points, as written
     */
    public record Pointer(String reference, @Nullable String objectiveId, String text, String pointsAt) {
        public Pointer {
            pointsAt = InvalidField.required("outline.themes.pointers.pointsAt", pointsAt, "say-where-the-row-points");
            reference = reference == null ? "" : reference;
            text = text == null ? "" : text;
        }
    }
}
