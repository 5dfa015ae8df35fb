package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.language.Language;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.party.PersonView;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Forms a group, or changes who it is and what it sees. A page shows what that means before anything is sent. */
@Controller
class GroupDetailsController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String AMEND = "/groups/{groupId}/change/amend-group";
    private static final Set<String> PARTS_IN_GROUPS = Set.of("GOVERNANCE_OFFICER", "CHAIR", "MEMBER");
    private static final String SEES = "sees-";
    private static final String DETAILS = "details.";
    private static final String CONFIRMED = "confirmed";

    /** A line of what a group is: what stands now, or empty for a new group, and what will. */
    public record Line(String label, String now, String then) {}

    private final Groups groups;
    private final Plans plans;
    private final Parties parties;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Identifiers identifiers;
    private final Texts texts;
    private final Pages pages;

    GroupDetailsController(
            Groups groups,
            Plans plans,
            Parties parties,
            Forwarding forwarding,
            ProjectionPosition projections,
            Identifiers identifiers,
            Texts texts,
            Pages pages) {
        this.groups = groups;
        this.plans = plans;
        this.parties = parties;
        this.forwarding = forwarding;
        this.projections = projections;
        this.identifiers = identifiers;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/groups/new")
    ResponseEntity<byte[]> openNew(HttpServletRequest request) {
        GroupChangeController.governance();
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        typed.put("groupId", identifiers.next("g"));
        return form(request, null, typed, Map.of(), null);
    }

    @PostMapping("/groups/new")
    ResponseEntity<byte[]> formGroup(HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        return send(request, me, null);
    }

    @GetMapping(AMEND)
    ResponseEntity<byte[]> open(@PathVariable String groupId, HttpServletRequest request) {
        GroupChangeController.governance();
        GroupView group = groups.group(groupId);
        return form(request, group, fresh(group), Map.of(), null);
    }

    /** The form as it begins: what stands now. */
    private static Typed fresh(GroupView group) {
        GroupDetails now = group.details();
        Typed typed = new Typed();
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(group.version()));
        typed.put("name", now.name());
        typed.put("kind", Texts.slug(now.kind()));
        typed.put("nation", Texts.slug(now.nation()));
        typed.put("reportsTo", now.reportsTo());
        typed.put("chair", now.chair());
        typed.put("officer", now.officer());
        typed.putAll("members", now.members());
        now.plans().forEach(plan -> typed.put(SEES + plan.planId(), Texts.slug(plan.sees())));
        typed.putAll(
                "decides",
                now.plans().stream()
                        .filter(GroupDetails.PlanView::decides)
                        .map(GroupDetails.PlanView::planId)
                        .toList());
        return typed;
    }

    @PostMapping(AMEND)
    ResponseEntity<byte[]> amend(@PathVariable String groupId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        return send(request, me, groups.group(groupId));
    }

    private ResponseEntity<byte[]> send(HttpServletRequest request, SignedIn me, @Nullable GroupView group) {
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        GroupDetails details = details(typed, problems);
        if (details == null) {
            return form(request, group, typed, problems, null);
        }
        // Once it is confirmed only command-service can tell: what was sent twice has made the two equal
        if (group != null && !typed.get("step").equals(CONFIRMED) && details.equals(group.details())) {
            return form(request, group, typed, Map.of(), texts.get("group.amend.nothing"));
        }
        return switch (typed.get("step")) {
            case CONFIRMED -> sent(request, me, group, typed, details);
            case "edit" -> form(request, group, typed, Map.of(), null);
            default -> check(request, group, typed, details);
        };
    }

    private ResponseEntity<byte[]> sent(
            HttpServletRequest request, SignedIn me, @Nullable GroupView group, Typed typed, GroupDetails details) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("details", details);
        String id = group == null ? typed.get("groupId") : group.groupId();
        Forwarding.Outcome outcome = forwarding.send(
                me,
                "groups",
                id,
                group == null ? "form-group" : "amend-group",
                body,
                typed.get("key"),
                group == null ? null : typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/groups/" + id))
                        .build();
            }
            case Forwarding.Outcome.Stale() -> {
                typed.put("version", group == null ? null : Long.toString(group.version()));
                yield form(request, group, typed, Map.of(), texts.get("stale.lead.group"), sides(group, typed));
            }
            case Forwarding.Outcome.NoAnswer() -> form(request, group, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = field(refused.field());
                yield field == null
                        ? form(request, group, typed, Map.of(), detail)
                        : form(request, group, typed, Map.of(field, detail), null);
            }
        };
    }

    /** The field of the form that a field of the command stands for, or null where it is none of its own. */
    private static @Nullable String field(@Nullable String field) {
        if (field == null || !field.startsWith(DETAILS)) {
            return null;
        }
        String own = field.substring(DETAILS.length());
        return List.of("name", "kind", "nation", "reportsTo", "chair", "officer", "members")
                        .contains(own)
                ? own
                : null;
    }

    /** Null where something is missing or cannot be; {@code problems} says what, by field. */
    private @Nullable GroupDetails details(Typed typed, Map<String, String> problems) {
        for (String field : List.of("name", "kind", "nation")) {
            if (typed.get(field).isEmpty()) {
                problems.put(field, texts.get("group.field." + field + ".required"));
            }
        }
        List<String> decides = typed.all("decides");
        List<GroupDetails.PlanView> seen = new ArrayList<>();
        for (PlanSummary plan : plans.summaries()) {
            GroupDetails.Sees sees = value(GroupDetails.Sees.class, typed.get(SEES + plan.planId()));
            if (sees != null) {
                seen.add(new GroupDetails.PlanView(plan.planId(), sees, decides.contains(plan.planId())));
            } else if (decides.contains(plan.planId())) {
                problems.put(SEES + plan.planId(), texts.get("group.field.sees.required", plan.title()));
            }
        }
        GroupDetails.Kind kind = value(GroupDetails.Kind.class, typed.get("kind"));
        Nation nation = value(Nation.class, typed.get("nation"));
        if (!problems.isEmpty() || kind == null || nation == null) {
            return null;
        }
        try {
            return new GroupDetails(
                    typed.get("name"),
                    kind,
                    nation,
                    orNull(typed.get("reportsTo")),
                    orNull(typed.get("chair")),
                    orNull(typed.get("officer")),
                    typed.all("members"),
                    seen);
        } catch (InvalidField e) {
            problems.put(
                    Objects.requireNonNullElse(field(e.field()), "name"),
                    e.sentence().in(Language.current()));
            return null;
        }
    }

    private static @Nullable String orNull(String value) {
        return value.isEmpty() ? null : value;
    }

    /** Null for a value that is not offered. */
    private static <E extends Enum<E>> @Nullable E value(Class<E> type, String slug) {
        for (E value : type.getEnumConstants()) {
            if (Texts.slug(value).equals(slug)) {
                return value;
            }
        }
        return null;
    }

    // What it will mean

    private ResponseEntity<byte[]> check(
            HttpServletRequest request, @Nullable GroupView group, Typed typed, GroupDetails details) {
        List<Line> now = group == null ? List.of() : lines(group.details());
        List<Line> then = lines(details);
        List<Line> changed = new ArrayList<>();
        for (int i = 0; i < then.size(); i++) {
            Line line = then.get(i);
            String before = now.isEmpty() ? "" : now.get(i).then();
            if (group == null || !before.equals(line.then())) {
                changed.add(new Line(line.label(), before, line.then()));
            }
        }
        return pages.page(request, "group-check", Pages.Section.GROUPS)
                .with("title", texts.get(group == null ? "group.check.new" : "group.check.amend"))
                .with("group", group)
                .with("name", details.name())
                .with("path", path(group))
                .with("back", back(group))
                .with("lines", changed)
                .with("follows", follows(group, details))
                .with("hidden", typed.hidden(Set.of("_csrf", "step")))
                .show();
    }

    private List<Line> lines(GroupDetails details) {
        List<Line> lines = new ArrayList<>();
        lines.add(line("name", details.name()));
        lines.add(line("kind", texts.get("groups.kind." + details.kind().name().toLowerCase(Locale.ROOT))));
        lines.add(line("nation", nation(details.nation())));
        lines.add(line("reportsTo", details.reportsTo() == null ? "" : nameOfGroup(details.reportsTo())));
        lines.add(line("chair", details.chair() == null ? "" : nameOf(details.chair())));
        lines.add(line("officer", details.officer() == null ? "" : nameOf(details.officer())));
        lines.add(line("members", details.members().stream().map(this::nameOf).collect(Collectors.joining(", "))));
        lines.add(line("sees", details.plans().stream().map(this::seen).collect(Collectors.joining("; "))));
        return lines;
    }

    private Line line(String field, String value) {
        return new Line(
                texts.get("group.line." + field), "", value.isEmpty() ? texts.get("group.line.nothing") : value);
    }

    private String seen(GroupDetails.PlanView plan) {
        return texts.get(
                plan.decides() ? "group.line.decides" : "group.line.only-sees",
                plans.summary(plan.planId()).title(),
                texts.of("groups.tree.sees", plan.sees()));
    }

    private List<String> follows(@Nullable GroupView group, GroupDetails details) {
        List<String> follows = new ArrayList<>();
        boolean decides = details.plans().stream().anyMatch(GroupDetails.PlanView::decides);
        String above = details.reportsTo();
        if (group == null) {
            follows.add(
                    above == null
                            ? texts.get("group.follows.top")
                            : texts.get("group.follows.under", nameOfGroup(above)));
        }
        if (decides) {
            follows.add(
                    details.chair() == null
                            ? texts.get("group.follows.no-chair")
                            : texts.get("group.follows.chair", nameOf(details.chair())));
            follows.add(
                    details.officer() == null
                            ? texts.get("group.follows.no-officer")
                            : texts.get("group.follows.officer", nameOf(details.officer())));
        } else {
            follows.add(texts.get("group.follows.reads"));
        }
        follows.add(texts.get(group == null ? "group.follows.meetings" : "group.follows.sent"));
        return follows;
    }

    private String nameOfGroup(String groupId) {
        return groups.all().stream()
                .filter(group -> group.groupId().equals(groupId))
                .map(group -> group.details().name())
                .findFirst()
                .orElse(groupId);
    }

    private String nameOf(String contactId) {
        return people().stream()
                .filter(person -> person.contactId().equals(contactId))
                .map(PartyView.ContactName::name)
                .findFirst()
                .orElse(contactId);
    }

    // The form

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            @Nullable GroupView group,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        return form(request, group, typed, problems, refusal, List.of());
    }

    /** Where what stands now differs from what was typed. */
    private List<Sides> sides(@Nullable GroupView group, Typed typed) {
        if (group == null) {
            return List.of();
        }
        Typed now = fresh(group);
        return Sides.between(
                new Sides.Filled(drawn(group, now, Map.of()), now),
                new Sides.Filled(drawn(group, typed, Map.of()), typed));
    }

    private List<FormFields.Drawn> drawn(@Nullable GroupView group, Typed typed, Map<String, String> problems) {
        List<FormFields.Drawn> fields = new ArrayList<>();
        fields.add(field("name", "line", List.of(), typed, problems));
        fields.add(field("kind", "choice", kinds(typed), typed, problems));
        fields.add(field("nation", "choice", nations(typed), typed, problems));
        fields.add(field("reportsTo", "meeting", others(group, typed), typed, problems));
        fields.add(field("chair", "meeting", people(List.of(typed.get("chair"))), typed, problems));
        fields.add(field("officer", "meeting", people(List.of(typed.get("officer"))), typed, problems));
        List<FormFields.Option> members = people(typed.all("members"));
        if (!members.isEmpty()) {
            fields.add(field("members", "parties", members, typed, problems));
        }
        List<PlanSummary> all = plans.summaries();
        for (PlanSummary plan : all) {
            String name = SEES + plan.planId();
            fields.add(new FormFields.Drawn(
                    name,
                    name,
                    "meeting",
                    texts.get("group.field.sees", plan.title()),
                    texts.get("group.field.sees.hint"),
                    problems.get(name),
                    typed.get(name),
                    sees(typed.get(name)),
                    ""));
        }
        if (!all.isEmpty()) {
            fields.add(field("decides", "parties", decides(all, typed), typed, problems));
        }
        return fields;
    }

    /** @param sides what stands now beside what was typed, where somebody else was faster */
    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            @Nullable GroupView group,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            List<Sides> sides) {
        return pages.page(request, "group-details", Pages.Section.GROUPS)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with(
                        "title",
                        group == null
                                ? texts.get("group.new")
                                : texts.get("group.amend.title", group.details().name()))
                .with("group", group)
                .with("path", path(group))
                .with("back", back(group))
                .with("typed", typed)
                .with("fields", drawn(group, typed, problems))
                .with("sides", sides)
                .with("refusal", refusal)
                .show();
    }

    private static String path(@Nullable GroupView group) {
        return group == null ? "/groups/new" : "/groups/" + group.groupId() + "/change/amend-group";
    }

    private static String back(@Nullable GroupView group) {
        return group == null ? "/groups" : "/groups/" + group.groupId();
    }

    private FormFields.Drawn field(
            String name, String kind, List<FormFields.Option> options, Typed typed, Map<String, String> problems) {
        return FormFields.Drawn.of(texts, name, kind, "group.field." + name, options, typed, problems);
    }

    private List<FormFields.Option> kinds(Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        for (GroupDetails.Kind kind : GroupDetails.Kind.values()) {
            String value = Texts.slug(kind);
            options.add(new FormFields.Option(
                    value,
                    texts.get("groups.kind." + kind.name().toLowerCase(Locale.ROOT)),
                    texts.get("group.kind." + value + ".hint"),
                    value.equals(typed.get("kind"))));
        }
        return options;
    }

    private String nation(Nation nation) {
        return texts.get("nation." + nation.name().toLowerCase(Locale.ROOT));
    }

    private List<FormFields.Option> nations(Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        for (Nation nation : Nation.values()) {
            String value = Texts.slug(nation);
            options.add(new FormFields.Option(value, nation(nation), null, value.equals(typed.get("nation"))));
        }
        return options;
    }

    private List<FormFields.Option> others(@Nullable GroupView group, Typed typed) {
        return groups.all().stream()
                .filter(other -> group == null || !other.groupId().equals(group.groupId()))
                .map(other -> new FormFields.Option(
                        other.groupId(),
                        other.details().name(),
                        null,
                        other.groupId().equals(typed.get("reportsTo"))))
                .toList();
    }

    /** Whoever is there and has a part in groups, and those who were chosen already. */
    private List<FormFields.Option> people(List<String> chosen) {
        return people().stream()
                .filter(contact -> contact.leftOn() == null && PARTS_IN_GROUPS.contains(contact.role())
                        || chosen.contains(contact.contactId()))
                .map(contact -> new FormFields.Option(
                        contact.contactId(), contact.name(), null, chosen.contains(contact.contactId())))
                .toList();
    }

    private List<PartyView.ContactName> people() {
        return Objects.requireNonNullElse(parties.people(), List.<PersonView>of()).stream()
                .map(PersonView::contact)
                .toList();
    }

    private List<FormFields.Option> sees(String chosen) {
        List<FormFields.Option> options = new ArrayList<>();
        for (GroupDetails.Sees sees : GroupDetails.Sees.values()) {
            String value = Texts.slug(sees);
            options.add(new FormFields.Option(value, texts.of("groups.tree.sees", sees), null, value.equals(chosen)));
        }
        return options;
    }

    private static List<FormFields.Option> decides(List<PlanSummary> all, Typed typed) {
        List<String> chosen = typed.all("decides");
        return all.stream()
                .map(plan -> new FormFields.Option(plan.planId(), plan.title(), null, chosen.contains(plan.planId())))
                .toList();
    }
}
