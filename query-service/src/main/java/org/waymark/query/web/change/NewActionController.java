package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** An action that arises at a meeting: added to a plan of the group, and recorded as the meeting's decision. */
@Controller
class NewActionController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String BETWEEN = "/";

    private static final List<String> REQUIRED = List.of("theme", "reference", "promise");
    private static final List<String> FIELDS = List.of("theme", "reference", "promise", "timescale", "leads");

    private final Groups groups;
    private final Plans plans;
    private final ReportForm reports;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Identifiers identifiers;
    private final Texts texts;
    private final Pages pages;

    NewActionController(
            Groups groups,
            Plans plans,
            ReportForm reports,
            Forwarding forwarding,
            ProjectionPosition projections,
            Identifiers identifiers,
            Texts texts,
            Pages pages) {
        this.groups = groups;
        this.plans = plans;
        this.reports = reports;
        this.forwarding = forwarding;
        this.projections = projections;
        this.identifiers = identifiers;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/groups/{groupId}/meetings/{meetingId}/new-action")
    ResponseEntity<byte[]> open(
            @PathVariable String groupId, @PathVariable String meetingId, HttpServletRequest request) {
        GroupChangeController.governance();
        GroupView group = groups.group(groupId);
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        typed.put("actionId", identifiers.next("a"));
        return form(request, group, meeting(group, meetingId), typed, Map.of(), null);
    }

    @PostMapping("/groups/{groupId}/meetings/{meetingId}/new-action")
    ResponseEntity<byte[]> send(
            @PathVariable String groupId, @PathVariable String meetingId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        GroupView group = groups.group(groupId);
        GroupView.Meeting meeting = meeting(group, meetingId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        for (String field : REQUIRED) {
            if (typed.get(field).isEmpty()) {
                problems.put(field, texts.get("meeting.field." + field + ".required"));
            }
        }
        if (!problems.isEmpty()) {
            return form(request, group, meeting, typed, problems, null);
        }
        Forwarding.Outcome added = forwarding.send(
                me, "actions", typed.get("actionId"), "add-action", action(typed), typed.get("key") + "-action", null);
        if (!(added instanceof Forwarding.Outcome.Done)) {
            return notSaved(request, group, meeting, typed, added, "");
        }
        Forwarding.Outcome decided = forwarding.send(
                me,
                "groups",
                groupId,
                "take-decision",
                decision(meetingId, typed),
                typed.get("key") + "-decision",
                null);
        if (decided instanceof Forwarding.Outcome.Done done) {
            projections.await(done.position(), PATIENCE);
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/groups/" + groupId + "/meetings/" + meetingId))
                    .build();
        }
        return notSaved(request, group, meeting, typed, decided, "meeting.new-action.not-recorded");
    }

    /** @param half text around the reason where the first of the two changes was saved, or empty */
    private ResponseEntity<byte[]> notSaved(
            HttpServletRequest request,
            GroupView group,
            GroupView.Meeting meeting,
            Typed typed,
            Forwarding.Outcome outcome,
            String half) {
        String detail = outcome instanceof Forwarding.Outcome.Refused refused
                ? refused.inWords(texts)
                : texts.get("form.no-answer");
        return form(request, group, meeting, typed, Map.of(), half.isEmpty() ? detail : texts.get(half, detail));
    }

    private static Map<String, @Nullable Object> action(Typed typed) {
        String[] place = typed.get("theme").split(BETWEEN, 2);
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("themeId", place[place.length - 1]);
        details.put("reference", typed.get("reference"));
        details.put("ordinal", 0);
        details.put("text", typed.get("promise"));
        details.put("measures", List.of());
        Map<String, @Nullable Object> leads = new LinkedHashMap<>();
        leads.put("parties", typed.all("leads"));
        leads.put("accountable", null);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("planId", place[0]);
        body.put("details", details);
        body.put("leads", leads);
        body.put("timescale", typed.get("timescale"));
        return body;
    }

    private Map<String, @Nullable Object> decision(String meetingId, Typed typed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("meetingId", meetingId);
        body.put("kind", DecisionKind.DECIDED.name());
        body.put("text", texts.get("meeting.new-action.decision", typed.get("reference"), typed.get("promise")));
        body.put("actionIds", List.of(typed.get("actionId")));
        return body;
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            GroupView group,
            GroupView.Meeting meeting,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : FIELDS) {
            drawn.add(new FormFields.Drawn(
                    field,
                    field,
                    switch (field) {
                        case "theme" -> "meeting";
                        case "promise" -> "words";
                        case "leads" -> "party";
                        default -> "line";
                    },
                    texts.get("meeting.field." + field),
                    texts.has("meeting.field." + field + ".hint")
                            ? texts.get("meeting.field." + field + ".hint")
                            : null,
                    problems.get(field),
                    typed.get(field),
                    switch (field) {
                        case "theme" -> themes(group, typed);
                        case "leads" -> reports.parties(typed, "leads");
                        default -> List.of();
                    },
                    ""));
        }
        return pages.page(request, "new-action", Pages.Section.GROUPS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("group", group)
                .with("meeting", meeting)
                .with("typed", typed)
                .with("fields", drawn)
                .with("refusal", refusal)
                .show();
    }

    /** Themes of the plans about which the group decides. */
    private List<FormFields.Option> themes(GroupView group, Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        List<GroupView.PlanSeen> decided =
                group.plans().stream().filter(GroupView.PlanSeen::decides).toList();
        for (GroupView.PlanSeen plan : decided) {
            for (PlanOutline.Theme theme : plans.plan(plan.planId()).outline().themes()) {
                String value = plan.planId() + BETWEEN + theme.themeId();
                String title = (theme.number() + " " + theme.title()).strip();
                options.add(new FormFields.Option(
                        value,
                        decided.size() == 1 ? title : texts.get("form.meeting.option", title, plan.title()),
                        null,
                        value.equals(typed.get("theme"))));
            }
        }
        return options;
    }

    private static GroupView.Meeting meeting(GroupView group, String meetingId) {
        return group.meetings().stream()
                .filter(each -> each.meetingId().equals(meetingId))
                .findFirst()
                .orElseThrow(() -> new NotKnown("meeting", meetingId));
    }
}
