package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.party.PartyKind;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.action.Actions;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Registers parties, renames them, says what they are and how else they are called, and merges two records of one. */
@Controller
class PartyChangeController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String REGISTER = "register-party";
    private static final String RENAME = "rename-party";
    private static final String REMOVE_ALIAS = "remove-alias";
    private static final String CHANGE_KIND = "change-party-kind";
    private static final Map<String, List<String>> FIELDS = Map.of(
            REGISTER,
            List.of("name", "kind", "area", "aliases"),
            RENAME,
            List.of("name"),
            "add-alias",
            List.of("alias"),
            REMOVE_ALIAS,
            List.of("alias"),
            CHANGE_KIND,
            List.of("kind"));

    /** A line of the merge: what either has, and what the one that stays will have. */
    public record Compared(
            String label,
            String goes,
            String stays,
            String after,
            @Nullable String also) {}

    private final Parties parties;
    private final Actions actions;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Identifiers identifiers;
    private final Texts texts;
    private final Pages pages;

    PartyChangeController(
            Parties parties,
            Actions actions,
            Forwarding forwarding,
            ProjectionPosition projections,
            Identifiers identifiers,
            Texts texts,
            Pages pages) {
        this.parties = parties;
        this.actions = actions;
        this.forwarding = forwarding;
        this.projections = projections;
        this.identifiers = identifiers;
        this.texts = texts;
        this.pages = pages;
    }

    // One party

    @GetMapping("/parties/new")
    ResponseEntity<byte[]> openNew(HttpServletRequest request) {
        GroupChangeController.governance();
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        typed.put("partyId", identifiers.next("p"));
        return form(request, null, REGISTER, typed, Map.of(), null);
    }

    @PostMapping("/parties/new")
    ResponseEntity<byte[]> register(HttpServletRequest request) {
        return send(request, null, REGISTER);
    }

    @GetMapping("/parties/{partyId}/change/{command}")
    ResponseEntity<byte[]> open(
            @PathVariable String partyId, @PathVariable String command, HttpServletRequest request) {
        GroupChangeController.governance();
        PartyView party = known(partyId, command);
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(party.version()));
        begin(party, command, typed);
        return form(request, party, command, typed, Map.of(), null);
    }

    /** Fills in what stands now; false where the form begins with nothing. */
    private static boolean begin(PartyView party, String command, Typed typed) {
        switch (command) {
            case RENAME -> typed.put("name", party.name());
            case CHANGE_KIND -> typed.put("kind", Texts.slug(party.kind()));
            default -> {
                return false;
            }
        }
        return true;
    }

    @PostMapping("/parties/{partyId}/change/{command}")
    ResponseEntity<byte[]> send(
            @PathVariable String partyId, @PathVariable String command, HttpServletRequest request) {
        return send(request, known(partyId, command), command);
    }

    private PartyView known(String partyId, String command) {
        if (command.equals(REGISTER) || !FIELDS.containsKey(command)) {
            throw new NotKnown("change", command);
        }
        return parties.party(partyId);
    }

    private ResponseEntity<byte[]> send(HttpServletRequest request, @Nullable PartyView party, String command) {
        SignedIn me = GroupChangeController.governance();
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String field : FIELDS.getOrDefault(command, List.of())) {
            switch (field) {
                case "aliases" -> body.put(field, typed.lines(field));
                case "kind" -> {
                    body.put(field, typed.get(field).toUpperCase(java.util.Locale.ROOT));
                    required(typed, field, problems);
                }
                default -> {
                    body.put(field, typed.get(field));
                    required(typed, field, problems);
                }
            }
        }
        if (!problems.isEmpty()) {
            return form(request, party, command, typed, problems, null);
        }
        String id = party == null ? typed.get("partyId") : party.partyId();
        Forwarding.Outcome outcome =
                forwarding.send(me, "parties", id, command, body, typed.get("key"), typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> to(id, done);
            case Forwarding.Outcome.Stale() -> {
                typed.put("version", party == null ? null : Long.toString(party.version()));
                yield form(
                        request,
                        party,
                        command,
                        typed,
                        Map.of(),
                        texts.get("stale.lead.party"),
                        sides(party, command, typed));
            }
            case Forwarding.Outcome.NoAnswer() ->
                form(request, party, command, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String field = refused.field();
                boolean atField =
                        field != null && FIELDS.getOrDefault(command, List.of()).contains(field);
                yield form(
                        request,
                        party,
                        command,
                        typed,
                        atField ? Map.of(field, detail(refused)) : Map.of(),
                        atField ? null : detail(refused));
            }
        };
    }

    private void required(Typed typed, String field, Map<String, String> problems) {
        if (typed.get(field).isEmpty()) {
            problems.put(field, texts.get("party.field." + field + ".required"));
        }
    }

    private String detail(Forwarding.Outcome.Refused refused) {
        return refused.inWords(texts);
    }

    private ResponseEntity<byte[]> to(String partyId, Forwarding.Outcome.Done done) {
        projections.await(done.position(), PATIENCE);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/parties/" + partyId))
                .build();
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            @Nullable PartyView party,
            String command,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        return form(request, party, command, typed, problems, refusal, List.of());
    }

    /** Where what stands now differs from what was typed; nothing where the form begins with nothing. */
    private List<Sides> sides(@Nullable PartyView party, String command, Typed typed) {
        Typed now = new Typed();
        return party != null && begin(party, command, now)
                ? Sides.between(
                        new Sides.Filled(drawn(party, command, now, Map.of()), now),
                        new Sides.Filled(drawn(party, command, typed, Map.of()), typed))
                : List.of();
    }

    private List<FormFields.Drawn> drawn(
            @Nullable PartyView party, String command, Typed typed, Map<String, String> problems) {
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : FIELDS.getOrDefault(command, List.of())) {
            PartyView known = command.equals(REMOVE_ALIAS) ? party : null;
            drawn.add(FormFields.Drawn.of(
                    texts,
                    field,
                    switch (field) {
                        case "aliases" -> "lines";
                        case "kind" -> "kind";
                        default -> known == null ? "line" : "alias";
                    },
                    "party.field." + (known == null ? field : "known-alias"),
                    known != null ? aliases(known, typed) : field.equals("kind") ? kinds(typed) : List.of(),
                    typed,
                    problems));
        }
        return drawn;
    }

    /** @param sides what stands now beside what was typed, where somebody else was faster */
    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            @Nullable PartyView party,
            String command,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            List<Sides> sides) {
        return pages.page(request, "party-form", Pages.Section.PARTIES)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("command", command)
                .with("party", party)
                .with("path", party == null ? "/parties/new" : "/parties/" + party.partyId() + "/change/" + command)
                .with("back", party == null ? "/parties" : "/parties/" + party.partyId())
                .with("typed", typed)
                .with("fields", drawn(party, command, typed, problems))
                .with("sides", sides)
                .with("refusal", refusal)
                .show();
    }

    private static List<FormFields.Option> aliases(PartyView party, Typed typed) {
        return party.aliases().stream()
                .map(alias -> new FormFields.Option(alias, alias, null, alias.equals(typed.get("alias"))))
                .toList();
    }

    private List<FormFields.Option> kinds(Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        for (PartyKind kind : PartyKind.values()) {
            String value = Texts.slug(kind);
            options.add(new FormFields.Option(
                    value,
                    texts.of("party.kind", kind),
                    kind == PartyKind.COLLECTIVE ? texts.get("party.kind.collective.hint") : null,
                    value.equals(typed.get("kind"))));
        }
        return options;
    }

    // Two records of one party

    @GetMapping("/parties/{partyId}/merge")
    ResponseEntity<byte[]> merge(@PathVariable String partyId, HttpServletRequest request) {
        GroupChangeController.governance();
        PartyView goes = standing(partyId);
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(goes.version()));
        if (!typed.has("into")) {
            return choose(request, goes, typed, null);
        }
        PartyView stays = candidate(goes, typed.get("into"));
        return stays == null
                ? choose(request, goes, typed, texts.get("party.merge.choose"))
                : columns(request, goes, stays, typed, null);
    }

    @PostMapping("/parties/{partyId}/merge")
    ResponseEntity<byte[]> merged(@PathVariable String partyId, HttpServletRequest request) {
        SignedIn me = GroupChangeController.governance();
        PartyView goes = parties.party(partyId);
        Typed typed = Typed.of(request);
        String into = typed.get("into");
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("into", into);
        Forwarding.Outcome outcome =
                forwarding.send(me, "parties", partyId, "merge-party", body, typed.get("key"), typed.version());
        if (outcome instanceof Forwarding.Outcome.Done done) {
            return to(into, done);
        }
        String refusal = switch (outcome) {
            case Forwarding.Outcome.Stale() -> texts.get("stale.lead.party");
            case Forwarding.Outcome.Refused refused -> detail(refused);
            default -> texts.get("form.no-answer");
        };
        typed.put("version", Long.toString(goes.version()));
        PartyView stays = candidate(goes, into);
        return stays == null ? choose(request, goes, typed, refusal) : columns(request, goes, stays, typed, refusal);
    }

    private PartyView standing(String partyId) {
        PartyView party = parties.party(partyId);
        if (party.mergedInto() != null) {
            throw new NotKnown("party", partyId);
        }
        return party;
    }

    /** Only parties of the same area: an import looks for names there. */
    private List<PartyView> candidates(PartyView goes) {
        return parties.all().stream()
                .filter(party ->
                        !party.partyId().equals(goes.partyId()) && party.area().equals(goes.area()))
                .toList();
    }

    private @Nullable PartyView candidate(PartyView goes, String partyId) {
        return candidates(goes).stream()
                .filter(party -> party.partyId().equals(partyId))
                .findFirst()
                .orElse(null);
    }

    private ResponseEntity<byte[]> choose(
            HttpServletRequest request, PartyView goes, Typed typed, @Nullable String problem) {
        FormFields.Drawn into = new FormFields.Drawn(
                "into",
                "into",
                "party",
                texts.get("party.merge.into"),
                texts.get("party.merge.into.hint", goes.area()),
                problem,
                typed.get("into"),
                candidates(goes).stream()
                        .map(party -> new FormFields.Option(
                                party.partyId(),
                                party.name(),
                                null,
                                party.partyId().equals(typed.get("into"))))
                        .toList(),
                "");
        return pages.page(request, "party-merge-choose", Pages.Section.PARTIES)
                .status(problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("goes", goes)
                .with("typed", typed)
                .with("fields", List.of(into))
                .with("refusal", null)
                .show();
    }

    private ResponseEntity<byte[]> columns(
            HttpServletRequest request, PartyView goes, PartyView stays, Typed typed, @Nullable String refusal) {
        int all = parties.all().size();
        return pages.page(request, "party-merge", Pages.Section.PARTIES)
                .status(refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("goes", goes)
                .with("stays", stays)
                .with("compared", compared(goes, stays))
                .with("fewer", texts.get("party.merge.fewer", all, all - 1))
                .with("typed", typed)
                .with("refusal", refusal)
                .show();
    }

    private List<Compared> compared(PartyView goes, PartyView stays) {
        List<ActionRow> of = actions.ledBy(List.of(goes.partyId()));
        List<ActionRow> by = actions.ledBy(List.of(stays.partyId()));
        List<ActionRow> together = actions.ledBy(List.of(goes.partyId(), stays.partyId()));
        Set<String> names = new LinkedHashSet<>(stays.aliases());
        names.add(goes.name());
        names.addAll(goes.aliases());
        names.remove(stays.name());
        boolean both = goes.partners() > 0 && stays.partners() > 0;
        int partners = goes.partners() + stays.partners();
        Set<String> people = new LinkedHashSet<>(people(stays));
        people.addAll(people(goes));
        return List.of(
                new Compared(
                        texts.get("party.merge.name"),
                        goes.name(),
                        stays.name(),
                        stays.name(),
                        texts.get("party.merge.also", String.join(", ", names))),
                new Compared(texts.get("party.merge.leads"), leads(of), leads(by), leads(together), null),
                new Compared(
                        texts.get("party.merge.partner"),
                        texts.get("number", goes.partners()),
                        texts.get("number", stays.partners()),
                        texts.get(both ? "party.merge.at-most" : "number", partners),
                        null),
                new Compared(
                        texts.get("party.merge.contacts"),
                        listed(people(goes)),
                        listed(people(stays)),
                        listed(List.copyOf(people)),
                        null));
    }

    private String leads(List<ActionRow> rows) {
        long open = rows.stream().filter(row -> row.status().open()).count();
        return rows.isEmpty()
                ? texts.get("number", 0)
                : texts.get(open == 0 ? "party.merge.none-open" : "party.merge.some-open", rows.size(), open);
    }

    private static List<String> people(PartyView party) {
        return party.contacts() == null
                ? List.of()
                : party.contacts().stream()
                        .filter(contact -> contact.leftOn() == null)
                        .map(PartyView.ContactName::name)
                        .toList();
    }

    private String listed(List<String> names) {
        return names.isEmpty() ? texts.get("party.merge.nobody") : String.join(", ", names);
    }
}
