package org.waymark.query.web.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.web.Texts;

/** What the forms that add an action have in common: what they ask for, and the command that they make of it. */
@Component
final class NewActionForm {

    static final String PLACE = "theme";
    static final String REFERENCE = "reference";
    static final String PROMISE = "promise";
    static final String MEASURES = "measures";
    static final String TIMESCALE = "timescale";
    static final String LEADS = "leads";
    static final String ACCOUNTABLE = LEADS + ".accountable";

    /** Stands between the parts of a place: plan and theme, or theme and objective. */
    static final String BETWEEN = "/";

    private final Identifiers identifiers;
    private final Texts texts;

    NewActionForm(Identifiers identifiers, Texts texts) {
        this.identifiers = identifiers;
        this.texts = texts;
    }

    /** Gives the action the id under which it is added once, however often the form is sent. */
    void begin(Typed typed) {
        typed.put("key", UUID.randomUUID().toString());
        typed.put("actionId", identifiers.next("a"));
    }

    /** What is missing, by field. */
    Map<String, String> problems(Typed typed) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (String field : List.of(PLACE, REFERENCE, PROMISE)) {
            if (typed.get(field).isEmpty()) {
                problems.put(field, texts.get("meeting.field." + field + ".required"));
            }
        }
        return problems;
    }

    /** The command's JSON. */
    static Map<String, @Nullable Object> body(
            String planId, String themeId, @Nullable String objectiveId, Typed typed) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("themeId", themeId);
        details.put("objectiveId", objectiveId);
        details.put("reference", typed.get(REFERENCE));
        details.put("ordinal", 0);
        details.put("text", typed.get(PROMISE));
        details.put("measures", typed.lines(MEASURES));
        String accountable = typed.get(ACCOUNTABLE);
        Map<String, @Nullable Object> leads = new LinkedHashMap<>();
        leads.put("parties", typed.all(LEADS));
        leads.put("accountable", accountable.isEmpty() ? null : accountable);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("planId", planId);
        body.put("details", details);
        body.put("leads", leads);
        body.put("timescale", typed.get(TIMESCALE));
        return body;
    }
}
