package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.plan.PlanOutline;
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
    private static final List<String> FIELDS = List.of(
            NewActionForm.PLACE,
            NewActionForm.REFERENCE,
            NewActionForm.PROMISE,
            NewActionForm.TIMESCALE,
            NewActionForm.LEADS);

    private final Groups groups;
    private final Plans plans;
    private final NewActionForm form;
    private final ReportForm reports;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    NewActionController(
            Groups groups,
            Plans plans,
            NewActionForm form,
            ReportForm reports,
            Forwarding forwarding,
            ProjectionPosition projections,
            Texts texts,
            Pages pages) {
        this.groups = groups;
        this.plans = plans;
        this.form = form;
        this.reports = reports;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/groups/{groupId}/meetings/{meetingId}/new-action")
    ResponseEntity<byte[]> open(
            @PathVariable String groupId, @PathVariable String meetingId, HttpServletRequest request) {
        GroupChangeController.governance();
        GroupView group = groups.group(groupId);
        Typed typed = Typed.of(request);
        form.begin(typed);
        return form(request, group, meeting(group, meetingId), typed, Map.of(), null);
    }

    @PostMapping("/groups/{groupId}/meetings/{meetingId}/new-action")
    ResponseEntity<byte[]> send(
            @PathVariable String groupId, @PathVariable String meetingId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        GroupView group = groups.group(groupId);
        GroupView.Meeting meeting = meeting(group, meetingId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = form.problems(typed);
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
        String[] place = typed.get(NewActionForm.PLACE).split(NewActionForm.BETWEEN, 2);
        return NewActionForm.body(place[0], place[place.length - 1], null, typed);
    }

    private Map<String, @Nullable Object> decision(String meetingId, Typed typed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("meetingId", meetingId);
        body.put("kind", DecisionKind.DECIDED.name());
        body.put(
                "text",
                texts.get(
                        "meeting.new-action.decision",
                        typed.get(NewActionForm.REFERENCE),
                        typed.get(NewActionForm.PROMISE)));
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
            drawn.add(FormFields.Drawn.of(
                    texts,
                    field,
                    switch (field) {
                        case NewActionForm.PLACE -> "meeting";
                        case NewActionForm.PROMISE -> "words";
                        case NewActionForm.LEADS -> "party";
                        default -> "line";
                    },
                    "meeting.field." + field,
                    switch (field) {
                        case NewActionForm.PLACE -> themes(group, typed);
                        case NewActionForm.LEADS -> reports.parties(typed, NewActionForm.LEADS);
                        default -> List.of();
                    },
                    typed,
                    problems));
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
                String value = plan.planId() + NewActionForm.BETWEEN + theme.themeId();
                String title = (theme.number() + " " + theme.title()).strip();
                options.add(new FormFields.Option(
                        value,
                        decided.size() == 1 ? title : texts.get("form.meeting.option", title, plan.title()),
                        null,
                        value.equals(typed.get(NewActionForm.PLACE))));
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
