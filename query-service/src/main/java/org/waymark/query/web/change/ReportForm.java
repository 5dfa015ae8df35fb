package org.waymark.query.web.change;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.group.GroupView;
import org.waymark.query.party.Parties;
import org.waymark.query.web.Texts;

/** The form of a report that is promised to a group: what it begins with, and the command that it makes. */
@Component
final class ReportForm {

    private static final String DETAILS = "details.";

    private final Parties parties;
    private final References references;
    private final Identifiers identifiers;
    private final Texts texts;

    ReportForm(Parties parties, References references, Identifiers identifiers, Texts texts) {
        this.parties = parties;
        this.references = references;
        this.identifiers = identifiers;
        this.texts = texts;
    }

    /** The report that the form is about, or null for a new one. */
    GroupView.@Nullable Report find(GroupView group, Typed typed) {
        return group.reportsDue().stream()
                .filter(report -> report.reportId().equals(typed.get("reportId")))
                .findFirst()
                .orElse(null);
    }

    /** Fills in what stands now, or an id for a new report. */
    void begin(GroupView group, Typed typed) {
        GroupView.Report report = find(group, typed);
        if (report == null) {
            typed.put("reportId", identifiers.next("d"));
            if (group.plans().size() == 1) {
                typed.put("planId", group.plans().getFirst().planId());
            }
            return;
        }
        typed.put("title", report.title());
        typed.put("planId", report.planId());
        typed.put(
                "actions",
                String.join(
                        "\n",
                        report.promisedBy().stream()
                                .map(GroupView.Promise::reference)
                                .toList()));
        typed.putAll(
                "parties",
                report.owedBy().stream().map(party -> party.partyId()).toList());
        typed.put("everyMonths", report.everyMonths() == null ? null : String.valueOf(report.everyMonths()));
        LocalDate next = report.next();
        if (next != null) {
            typed.putDay("next", next);
        }
    }

    /** The command's JSON; what cannot be used stands in {@code problems}, by field. */
    Map<String, @Nullable Object> body(Typed typed, Map<String, String> problems) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        for (String field : List.of("title", "planId")) {
            details.put(field, typed.get(field));
            if (typed.get(field).isEmpty()) {
                problems.put(field, texts.get("meeting.field." + field + ".required"));
            }
        }
        if (!typed.get("planId").isEmpty()) {
            details.put(
                    "actionIds",
                    references.ids(
                            List.of(typed.get("planId")),
                            typed.lines("actions"),
                            problem -> problems.put("actions", problem)));
        }
        details.put("parties", typed.all("parties"));
        String months = typed.get("everyMonths");
        if (months.matches("\\d{1,3}")) {
            details.put("everyMonths", Integer.valueOf(months));
        } else if (!months.isEmpty()) {
            problems.put("everyMonths", texts.get("meeting.field.everyMonths.wrong"));
        }
        if (typed.hasDay("next")) {
            try {
                details.put(
                        "next",
                        typed.day("next", texts.get("meeting.needs-date")).toString());
            } catch (NoDay e) {
                problems.put("next", String.valueOf(e.getMessage()));
            }
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("reportId", typed.get("reportId"));
        body.put("details", details);
        return body;
    }

    List<FormFields.Option> plans(GroupView group, Typed typed) {
        return group.plans().stream()
                .map(plan -> new FormFields.Option(
                        plan.planId(), plan.title(), null, plan.planId().equals(typed.get("planId"))))
                .toList();
    }

    List<FormFields.Option> parties(Typed typed) {
        return parties(typed, "parties");
    }

    /** Every party, those that were ticked in this field marked. */
    List<FormFields.Option> parties(Typed typed, String field) {
        List<String> chosen = typed.all(field);
        return parties.all().stream()
                .map(party -> new FormFields.Option(
                        party.partyId(),
                        party.name(),
                        party.nobodyToWriteTo() ? texts.get("gap.nobody-to-write-to") : null,
                        chosen.contains(party.partyId())))
                .toList();
    }

    /** The field of the form that a field of the command stands for. */
    static @Nullable String fieldOf(@Nullable String field) {
        if (field == null || !field.startsWith(DETAILS)) {
            return field;
        }
        String own = field.substring(DETAILS.length());
        return own.equals("actionIds") ? "actions" : own;
    }
}
