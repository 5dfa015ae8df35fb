package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Changes of a group's calendar, and of the reports that it waits for. */
@Controller
class GroupChangeController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String MOVE = "move-meeting";
    private static final String SET_REPORT = "set-report-due";
    private static final Set<String> OF_REPORTS = Set.of(SET_REPORT, "receive-report", "call-off-report");

    /** Fields of each command, besides the meeting or report. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "schedule-meeting",
            List.of("date"),
            MOVE,
            List.of("date", "reason"),
            "cancel-meeting",
            List.of("reason"),
            "hold-meeting",
            List.of(),
            "issue-pack",
            List.of(),
            "take-decision",
            List.of("kind", "text", "decided"),
            SET_REPORT,
            List.of("title", "planId", "actions", "parties", "everyMonths", "next"),
            "receive-report",
            List.of("receivedOn"),
            "call-off-report",
            List.of("reason"));

    private final Groups groups;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Identifiers identifiers;
    private final ReportForm reports;
    private final References references;
    private final Texts texts;
    private final Pages pages;

    GroupChangeController(
            Groups groups,
            Forwarding forwarding,
            ProjectionPosition projections,
            Identifiers identifiers,
            ReportForm reports,
            References references,
            Texts texts,
            Pages pages) {
        this.groups = groups;
        this.forwarding = forwarding;
        this.projections = projections;
        this.identifiers = identifiers;
        this.reports = reports;
        this.references = references;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/groups/{groupId}/change/{command}")
    ResponseEntity<byte[]> open(
            @PathVariable String groupId, @PathVariable String command, HttpServletRequest request) {
        governance();
        GroupView group = groups.group(groupId);
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(group.version()));
        if (command.equals("schedule-meeting")) {
            typed.put("meetingId", identifiers.next("m"));
        } else if (command.equals(SET_REPORT)) {
            reports.begin(group, typed);
        }
        return form(request, group, command, typed, Map.of(), null);
    }

    @PostMapping("/groups/{groupId}/change/{command}")
    ResponseEntity<byte[]> send(
            @PathVariable String groupId, @PathVariable String command, HttpServletRequest request) {
        SignedIn me = governance();
        GroupView group = groups.group(groupId);
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body =
                command.equals(SET_REPORT) ? reports.body(typed, problems) : body(group, command, typed, problems);
        if (!problems.isEmpty()) {
            return form(request, group, command, typed, problems, null);
        }
        Forwarding.Outcome outcome =
                forwarding.send(me, "groups", groupId, command, body, typed.get("key"), typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(
                                OF_REPORTS.contains(command)
                                        ? "/groups/" + groupId
                                        : "/groups/" + groupId + "/meetings/" + typed.get("meetingId")))
                        .build();
            }
            case Forwarding.Outcome.Stale() -> {
                typed.put("version", Long.toString(group.version()));
                yield form(
                        request,
                        group,
                        command,
                        typed,
                        Map.of(),
                        texts.get("stale.lead.group"),
                        sides(group, command, typed));
            }
            case Forwarding.Outcome.NoAnswer() ->
                form(request, group, command, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = ReportForm.fieldOf(refused.field());
                yield form(
                        request,
                        group,
                        command,
                        typed,
                        field != null && fields(command).contains(field) ? Map.of(field, detail) : Map.of(),
                        field != null && fields(command).contains(field) ? null : detail);
            }
        };
    }

    private Map<String, @Nullable Object> body(
            GroupView group, String command, Typed typed, Map<String, String> problems) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        String subject = OF_REPORTS.contains(command) ? "reportId" : "meetingId";
        body.put(subject, typed.get(subject));
        for (String field : fields(command)) {
            switch (field) {
                case "date" -> {
                    try {
                        body.put(
                                "date",
                                typed.day("date", texts.get("meeting.needs-date"))
                                        .toString());
                    } catch (NoDay e) {
                        problems.put("date", String.valueOf(e.getMessage()));
                    }
                }
                case "receivedOn" -> {
                    try {
                        body.put(
                                field,
                                typed.hasDay(field)
                                        ? typed.day(field, texts.get("meeting.needs-date"))
                                                .toString()
                                        : null);
                    } catch (NoDay e) {
                        problems.put(field, String.valueOf(e.getMessage()));
                    }
                }
                case "kind" -> {
                    body.put("kind", typed.get("kind").toUpperCase(Locale.ROOT).replace('-', '_'));
                    required(typed, "kind", "meeting.field.kind.required", problems);
                }
                case "decided" ->
                    body.put(
                            "actionIds",
                            references.ids(
                                    group.plans().stream()
                                            .map(GroupView.PlanSeen::planId)
                                            .toList(),
                                    typed.lines(field),
                                    problem -> problems.put(field, problem)));
                case "reason" -> {
                    body.put("reason", typed.get("reason"));
                    required(typed, "reason", "meeting.field.reason." + command, problems);
                }
                default -> {
                    body.put(field, typed.get(field));
                    required(typed, field, "meeting.field." + field + ".required", problems);
                }
            }
        }
        return body;
    }

    private void required(Typed typed, String field, String key, Map<String, String> problems) {
        if (typed.get(field).isEmpty()) {
            problems.put(field, texts.get(key));
        }
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            GroupView group,
            String command,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        return form(request, group, command, typed, problems, refusal, List.of());
    }

    /** Where what stands now differs from what was typed; nothing where nothing stands yet that the form changes. */
    private List<Sides> sides(GroupView group, String command, Typed typed) {
        Typed now = new Typed();
        now.put("reason", typed.get("reason"));
        GroupView.Meeting meeting = meeting(group, typed);
        if (command.equals(MOVE) && meeting != null) {
            now.putDay("date", meeting.date());
        } else if (command.equals(SET_REPORT) && reports.find(group, typed) != null) {
            now.put("reportId", typed.get("reportId"));
            reports.begin(group, now);
        } else {
            return List.of();
        }
        return Sides.between(
                new Sides.Filled(drawn(group, command, now, Map.of()), now),
                new Sides.Filled(drawn(group, command, typed, Map.of()), typed));
    }

    /** The meeting that the form is about, or null where it is about none, or a new one. */
    private static GroupView.@Nullable Meeting meeting(GroupView group, Typed typed) {
        return group.meetings().stream()
                .filter(each -> each.meetingId().equals(typed.get("meetingId")))
                .findFirst()
                .orElse(null);
    }

    private List<FormFields.Drawn> drawn(GroupView group, String command, Typed typed, Map<String, String> problems) {
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : fields(command)) {
            drawn.add(FormFields.Drawn.of(
                    texts,
                    field,
                    switch (field) {
                        case "date", "receivedOn", "next" -> "day";
                        case "kind" -> "decision";
                        case "title", "everyMonths" -> "line";
                        case "planId" -> "meeting";
                        case "actions", "decided" -> "lines";
                        case "parties" -> "parties";
                        default -> "words";
                    },
                    "meeting.field." + field,
                    switch (field) {
                        case "kind" -> kinds(typed);
                        case "planId" -> reports.plans(group, typed);
                        case "parties" -> reports.parties(typed);
                        default -> List.of();
                    },
                    typed,
                    problems));
        }
        return drawn;
    }

    /** @param sides what stands now beside what was typed, where somebody else was faster */
    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            GroupView group,
            String command,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            List<Sides> sides) {
        return pages.page(request, "group-form", Pages.Section.GROUPS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("command", command)
                .with("group", group)
                .with("meeting", meeting(group, typed))
                .with("report", reports.find(group, typed))
                .with("subject", OF_REPORTS.contains(command) ? "reportId" : "meetingId")
                .with("typed", typed)
                .with("fields", drawn(group, command, typed, problems))
                .with("sides", sides)
                .with("refusal", refusal)
                .show();
    }

    private List<FormFields.Option> kinds(Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        for (DecisionKind kind : DecisionKind.values()) {
            String value = Texts.slug(kind);
            options.add(
                    new FormFields.Option(value, texts.of("decision", kind), null, value.equals(typed.get("kind"))));
        }
        return options;
    }

    private static List<String> fields(String command) {
        List<String> fields = FIELDS.get(command);
        if (fields == null) {
            throw new NotKnown("change", command);
        }
        return fields;
    }

    /** Whoever may change a group; anybody else is refused. */
    static SignedIn governance() {
        SignedIn me = Pages.signedIn();
        if (me == null || me.role() != Role.GOVERNANCE && me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("For governance only");
        }
        return me;
    }
}
