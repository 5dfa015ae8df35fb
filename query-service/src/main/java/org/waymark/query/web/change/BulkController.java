package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.time.Timescale;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.BoardFilter.Need;
import org.waymark.query.board.Boards;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Gap;
import org.waymark.query.view.PartyName;
import org.waymark.query.web.Asked;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import org.waymark.query.web.Wording;

/**
 * One change of many actions: a reason and a value for all, then a list of what will happen with a tick and a value for
 * each, then one command for each that is ticked. What changed since the list was made is left out and shown.
 */
@Controller
class BulkController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Comparator<ActionRow> URGENT_FIRST = Comparator.comparingInt(
                    (ActionRow row) -> -row.when().lateDays())
            .thenComparing(row -> row.when().target(), Comparator.nullsLast(Comparator.naturalOrder()));

    /** What can be done to many at once. */
    private enum Kind {
        REASSIGN("reassign-lead"),
        SLIP("slip-timescale"),
        SETTLE("set-timescale");

        private final String command;

        Kind(String command) {
            this.command = command;
        }

        private String slug() {
            return Texts.slug(this);
        }
    }

    /**
     * @param owner whose actions they are: a party's or a plan's name
     * @param narrowed what the actions were chosen by
     */
    private record Subject(
            Kind kind,
            String id,
            String owner,
            String address,
            List<ActionRow> actions,
            int others,
            Narrowed narrowed) {}

    /**
     * Themes and leads by which the actions of a plan were chosen; null for any.
     *
     * @param themes what could be chosen
     * @param leads what could be chosen
     */
    public record Narrowed(
            @Nullable String theme,
            @Nullable String party,
            List<FormFields.Option> themes,
            List<FormFields.Option> leads) {

        static Narrowed byNothing() {
            return new Narrowed(null, null, List.of(), List.of());
        }

        public boolean any() {
            return theme != null || party != null;
        }
    }

    /** @param look part of its class */
    public record Tag(String look, String text) {}

    /**
     * @param version of the action when the list was made
     * @param value new lead, or the words of a timescale
     * @param reading how the words are read, or empty
     * @param more what goes with it, in words
     */
    public record Line(
            ActionRow row,
            String version,
            String theme,
            boolean ticked,
            String value,
            List<FormFields.Option> options,
            List<Tag> tags,
            String late,
            String reading,
            List<String> more,
            @Nullable String error) {}

    /** What became of one action. */
    public record Result(ActionRow row, String what) {}

    private record Came(String actionId, String what) implements Serializable {}

    /**
     * What came of one press of the button.
     *
     * @param again whether all of it had been saved by the same form before
     */
    private record Outcome(String key, String reason, List<Came> done, List<Came> leftOut, boolean again)
            implements Serializable {}

    private static final String OUTCOME = BulkController.class.getName();

    private final Actions actions;
    private final Boards boards;
    private final Parties parties;
    private final FormFields fields;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    BulkController(
            Actions actions,
            Boards boards,
            Parties parties,
            FormFields fields,
            Forwarding forwarding,
            ProjectionPosition projections,
            Wording wording,
            Texts texts,
            Pages pages) {
        this.actions = actions;
        this.boards = boards;
        this.parties = parties;
        this.fields = fields;
        this.forwarding = forwarding;
        this.projections = projections;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/parties/{partyId}/reassign")
    ResponseEntity<byte[]> reassign(@PathVariable String partyId, HttpServletRequest request) {
        GroupChangeController.governance();
        return begin(request, leavingParty(partyId));
    }

    @PostMapping("/parties/{partyId}/reassign")
    ResponseEntity<byte[]> reassigned(@PathVariable String partyId, HttpServletRequest request) {
        return go(request, GroupChangeController.governance(), leavingParty(partyId));
    }

    @GetMapping("/plans/{planId}/slip")
    ResponseEntity<byte[]> slip(@PathVariable String planId, HttpServletRequest request) {
        GroupChangeController.governance();
        return begin(request, ofPlan(request, Kind.SLIP, planId));
    }

    @PostMapping("/plans/{planId}/slip")
    ResponseEntity<byte[]> slipped(@PathVariable String planId, HttpServletRequest request) {
        return go(request, GroupChangeController.governance(), ofPlan(request, Kind.SLIP, planId));
    }

    @GetMapping("/plans/{planId}/settle")
    ResponseEntity<byte[]> settle(@PathVariable String planId, HttpServletRequest request) {
        GroupChangeController.governance();
        return begin(request, ofPlan(request, Kind.SETTLE, planId));
    }

    @PostMapping("/plans/{planId}/settle")
    ResponseEntity<byte[]> settled(@PathVariable String planId, HttpServletRequest request) {
        return go(request, GroupChangeController.governance(), ofPlan(request, Kind.SETTLE, planId));
    }

    @GetMapping("/parties/{partyId}/reassign/done")
    ResponseEntity<byte[]> afterReassigning(
            @PathVariable String partyId, @RequestParam String key, HttpServletRequest request) {
        GroupChangeController.governance();
        return done(request, leavingParty(partyId), key);
    }

    @GetMapping("/plans/{planId}/slip/done")
    ResponseEntity<byte[]> afterSlipping(
            @PathVariable String planId, @RequestParam String key, HttpServletRequest request) {
        GroupChangeController.governance();
        return done(request, ofPlan(request, Kind.SLIP, planId), key);
    }

    @GetMapping("/plans/{planId}/settle/done")
    ResponseEntity<byte[]> afterSettling(
            @PathVariable String planId, @RequestParam String key, HttpServletRequest request) {
        GroupChangeController.governance();
        return done(request, ofPlan(request, Kind.SETTLE, planId), key);
    }

    private Subject leavingParty(String partyId) {
        PartyView party = parties.party(partyId);
        List<ActionRow> led = actions.ledBy(List.of(partyId));
        List<ActionRow> open = led.stream().filter(row -> row.status().open()).toList();
        return new Subject(
                Kind.REASSIGN,
                partyId,
                party.name(),
                "/parties/" + partyId,
                open,
                led.size() - open.size(),
                Narrowed.byNothing());
    }

    /** Open ones with a date, the latest first, or those whose timescale nobody could read. */
    private Subject ofPlan(HttpServletRequest request, Kind kind, String planId) {
        boolean slips = kind == Kind.SLIP;
        String theme = slips ? Asked.text(request.getParameter("theme")) : null;
        String party = slips ? Asked.text(request.getParameter("party")) : null;
        BoardFilter everything = BoardFilter.everything();
        Board board = boards.board(
                planId,
                slips ? everything.under(theme).involving(party) : everything.needing(Need.UNREADABLE),
                AsAt.now());
        List<ActionRow> shown = board.themes().stream()
                .flatMap(each -> each.sections().stream())
                .flatMap(section -> section.actions().stream())
                .toList();
        List<ActionRow> rows = slips
                ? shown.stream()
                        .filter(row -> movable(row, party))
                        .sorted(URGENT_FIRST)
                        .toList()
                : shown;
        List<FormFields.Option> themes = board.allThemes().stream()
                .map(each -> new FormFields.Option(
                        each.themeId(),
                        (each.number() + " " + each.title()).strip(),
                        null,
                        each.themeId().equals(theme)))
                .toList();
        List<FormFields.Option> leads = board.parties().stream()
                .map(each -> new FormFields.Option(
                        each.partyId(), each.name(), null, each.partyId().equals(party)))
                .toList();
        return new Subject(
                kind,
                planId,
                board.plan().title(),
                "/plans/" + planId,
                rows,
                0,
                slips ? new Narrowed(theme, party, themes, leads) : Narrowed.byNothing());
    }

    private static boolean movable(ActionRow row, @Nullable String party) {
        return row.status().open()
                && row.when().target() != null
                && (party == null
                        || row.leads().stream().anyMatch(lead -> lead.partyId().equals(party)));
    }

    private ResponseEntity<byte[]> begin(HttpServletRequest request, Subject subject) {
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        return start(request, subject, typed, Map.of());
    }

    private ResponseEntity<byte[]> go(HttpServletRequest request, SignedIn me, Subject subject) {
        Typed typed = Typed.of(request);
        Map<String, String> problems = new LinkedHashMap<>();
        if (typed.get("reason").isEmpty()) {
            problems.put("reason", texts.get("bulk." + subject.kind().slug() + ".reason.required"));
        }
        if (!problems.isEmpty() || typed.get("step").equals("start")) {
            return start(request, subject, typed, problems);
        }
        if (!typed.get("step").equals("confirm")) {
            return list(request, subject, typed, !typed.has("listed"), Map.of(), null);
        }
        List<String> ticked = typed.all("tick");
        for (ActionRow row : subject.actions()) {
            if (ticked.contains(row.actionId())) {
                // Once it is changed, by this form or by somebody, command-service says which
                boolean asListed = typed.get("version-" + row.actionId()).equals(Long.toString(row.version()));
                String problem = asListed ? problem(subject, row, typed.get("value-" + row.actionId())) : null;
                if (problem != null) {
                    problems.put(row.actionId(), problem);
                }
            }
        }
        String nothing = ticked.isEmpty() ? texts.get("bulk.nothing-ticked") : null;
        return problems.isEmpty() && nothing == null
                ? confirmed(request.getSession(), me, subject, typed, ticked)
                : list(request, subject, typed, false, problems, nothing);
    }

    private @Nullable String problem(Subject subject, ActionRow row, String value) {
        if (value.isEmpty()) {
            return texts.get("bulk." + subject.kind().slug() + ".value.required", row.reference());
        }
        if (subject.kind() == Kind.REASSIGN) {
            return value.equals(subject.id()) ? texts.get("bulk.reassign.value.same", row.reference()) : null;
        }
        Timescale read = fields.read(value, actions.action(row.actionId(), AsAt.now()));
        LocalDate now = row.when().target();
        LocalDate target = read.target();
        if (subject.kind() == Kind.SLIP) {
            return target == null || now == null || !target.isAfter(now)
                    ? texts.get("bulk.slip.value.later", row.reference(), now)
                    : null;
        }
        return read.kind() == Timescale.Kind.UNREADABLE || read.kind() == Timescale.Kind.NONE
                ? texts.get("bulk.settle.value.unread", row.reference())
                : null;
    }

    private ResponseEntity<byte[]> start(
            HttpServletRequest request, Subject subject, Typed typed, Map<String, String> problems) {
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : List.of("reason", "value")) {
            boolean choice = field.equals("value") && subject.kind() == Kind.REASSIGN;
            String key = "bulk." + subject.kind().slug() + "." + field;
            drawn.add(new FormFields.Drawn(
                    field,
                    field,
                    field.equals("reason") ? "words" : choice ? "party" : "line",
                    texts.get(key),
                    texts.has(key + ".hint") ? texts.get(key + ".hint") : null,
                    problems.get(field),
                    typed.get(field),
                    choice ? successors(subject, typed.get(field)) : List.of(),
                    ""));
        }
        return page(request, "bulk-start", subject, typed)
                .status(problems.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("fields", drawn)
                .with("unread", subject.kind() == Kind.SETTLE ? subject.actions() : List.of())
                .with("refusal", null)
                .show();
    }

    private Pages.Draft page(HttpServletRequest request, String template, Subject subject, Typed typed) {
        String kind = subject.kind().slug();
        return pages.page(
                        request,
                        template,
                        subject.kind() == Kind.REASSIGN ? Pages.Section.PARTIES : Pages.Section.PLANS)
                .with("kind", kind)
                .with("back", subject.address())
                .with("owner", null)
                .with("of", subject.owner())
                .with("action", subject.address() + "/" + kind)
                .with(
                        "title",
                        texts.get("bulk." + kind + ".title", subject.actions().size(), subject.owner()))
                .with("count", subject.actions().size())
                .with("others", subject.others())
                .with("narrowed", subject.narrowed())
                .with("typed", typed);
    }

    private List<FormFields.Option> successors(Subject subject, String chosen) {
        return parties.all().stream()
                .filter(party -> !party.partyId().equals(subject.id()) && party.mergedInto() == null)
                .map(party -> new FormFields.Option(
                        party.partyId(), party.name(), null, party.partyId().equals(chosen)))
                .toList();
    }

    /** @param fresh whether it is shown for the first time: everything is ticked, and takes the value for all */
    private ResponseEntity<byte[]> list(
            HttpServletRequest request,
            Subject subject,
            Typed typed,
            boolean fresh,
            Map<String, String> problems,
            @Nullable String nothing) {
        List<String> ticked = typed.all("tick");
        List<Line> lines = new ArrayList<>();
        for (ActionRow row : subject.actions()) {
            String id = row.actionId();
            String value = fresh || !typed.has("value-" + id) ? forAll(subject, typed, row) : typed.get("value-" + id);
            String seen = typed.get("version-" + id);
            lines.add(line(
                    subject,
                    row,
                    seen.isEmpty() ? Long.toString(row.version()) : seen,
                    fresh ? subject.kind() != Kind.SLIP || row.when().late() : ticked.contains(id),
                    value,
                    problems.get(id)));
        }
        return page(request, "bulk-list", subject, typed)
                .status(problems.isEmpty() && nothing == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("lines", lines)
                .with("problems", problems)
                .with("nothing", nothing)
                .with("ticked", lines.stream().filter(Line::ticked).count())
                .show();
    }

    private static String forAll(Subject subject, Typed typed, ActionRow row) {
        LocalDate suggested = row.when().suggestion();
        return subject.kind() == Kind.SETTLE && typed.get("value").isEmpty() && suggested != null
                ? Dates.day(suggested)
                : typed.get("value");
    }

    private Line line(
            Subject subject, ActionRow row, String version, boolean ticked, String value, @Nullable String error) {
        List<Tag> tags = new ArrayList<>();
        tags.add(new Tag(Wording.colour(row.rating()), texts.of("rating", row.rating())));
        Gap gap = wording.dateGap(row);
        if (gap != null) {
            tags.add(new Tag("gap", texts.of("gap", gap)));
        }
        boolean leads = subject.kind() == Kind.REASSIGN;
        ActionView action = leads ? null : actions.action(row.actionId(), AsAt.now());
        List<String> more = new ArrayList<>();
        if (row.level() > 0) {
            more.add(texts.get(leads ? "bulk.more.level.stays" : "bulk.more.level", row.level()));
        }
        if (row.proposal() != null) {
            more.add(texts.of("row.proposal", row.proposal()));
        }
        if (leads && row.leads().size() > 1) {
            more.add(texts.get("bulk.more.other-leads", row.leads().size() - 1));
        }
        if (!leads && row.when().target() == null && !row.when().written().isBlank()) {
            more.add(texts.get("when.written", row.when().written()));
        }
        if (subject.kind() == Kind.SLIP) {
            LocalDate target = row.when().target();
            more.add(texts.get("bulk.more.from", target));
            String slips = wording.slips(row.when());
            if (!slips.isEmpty()) {
                more.add(slips);
            }
        }
        return new Line(
                row,
                version,
                (row.themeNumber() + " " + row.themeTitle()).strip(),
                ticked,
                value,
                leads ? successors(subject, value) : List.of(),
                tags,
                wording.late(row.when()),
                action == null ? "" : fields.reading(value, action),
                more,
                error);
    }

    /** Sends everything that is ticked, also what is off the list by now: the form may have been sent before. */
    private ResponseEntity<byte[]> confirmed(
            HttpSession session, SignedIn me, Subject subject, Typed typed, List<String> ticked) {
        List<Came> done = new ArrayList<>();
        List<Came> leftOut = new ArrayList<>();
        boolean again = true;
        long position = 0;
        Map<String, ActionRow> rows = new LinkedHashMap<>();
        subject.actions().forEach(row -> rows.put(row.actionId(), row));
        for (String actionId : ticked) {
            String value = typed.get("value-" + actionId);
            String version = typed.get("version-" + actionId);
            if (!version.matches("\\d{1,18}")) {
                leftOut.add(new Came(actionId, texts.get("bulk.left-out.changed")));
                continue;
            }
            ActionRow listed = rows.get(actionId);
            ActionRow row =
                    listed == null ? actions.action(actionId, AsAt.now()).row() : listed;
            Forwarding.Outcome outcome = forwarding.send(
                    me,
                    "actions",
                    actionId,
                    subject.kind().command,
                    body(subject, row, value, typed.get("reason")),
                    typed.get("key") + "-" + actionId,
                    Long.valueOf(version));
            switch (outcome) {
                case Forwarding.Outcome.Done receipt -> {
                    position = Math.max(position, receipt.position());
                    again = again && receipt.replayed();
                    done.add(new Came(
                            actionId,
                            subject.kind() == Kind.REASSIGN
                                    ? parties.party(value).name()
                                    : value));
                }
                case Forwarding.Outcome.Stale() -> leftOut.add(new Came(actionId, texts.get("bulk.left-out.changed")));
                case Forwarding.Outcome.NoAnswer() -> leftOut.add(new Came(actionId, texts.get("form.no-answer")));
                case Forwarding.Outcome.Refused refused -> leftOut.add(new Came(actionId, refused.inWords(texts)));
            }
        }
        projections.await(position, PATIENCE);
        session.setAttribute(
                OUTCOME,
                new Outcome(
                        typed.get("key"),
                        typed.get("reason"),
                        List.copyOf(done),
                        List.copyOf(leftOut),
                        again && !done.isEmpty()));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(subject.address() + "/" + subject.kind().slug() + "/done"
                        + Asked.query(Map.of("key", typed.get("key")))))
                .build();
    }

    /** What came of it, as long as the session has it; then the party or the plan itself. */
    private ResponseEntity<byte[]> done(HttpServletRequest request, Subject subject, String key) {
        if (!(request.getSession().getAttribute(OUTCOME) instanceof Outcome outcome)
                || !outcome.key().equals(key)) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(subject.address()))
                    .build();
        }
        return page(request, "bulk-done", subject, new Typed())
                .with("done", results(outcome.done()))
                .with("leftOut", results(outcome.leftOut()))
                .with("reason", outcome.reason())
                .with("again", outcome.again())
                .show();
    }

    private List<Result> results(List<Came> came) {
        return came.stream()
                .map(each ->
                        new Result(actions.action(each.actionId(), AsAt.now()).row(), each.what()))
                .toList();
    }

    private static Map<String, @Nullable Object> body(Subject subject, ActionRow row, String value, String reason) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (subject.kind() == Kind.REASSIGN) {
            List<String> leads = new ArrayList<>();
            String accountable = null;
            for (PartyName lead : row.leads()) {
                String stands = lead.partyId().equals(subject.id()) ? value : lead.partyId();
                if (!leads.contains(stands)) {
                    leads.add(stands);
                }
                accountable = lead.accountable() ? stands : accountable;
            }
            Map<String, @Nullable Object> parties = new LinkedHashMap<>();
            parties.put("parties", leads);
            parties.put("accountable", accountable);
            body.put("leads", parties);
        } else {
            body.put("timescale", value);
        }
        body.put("reason", reason);
        return body;
    }
}
