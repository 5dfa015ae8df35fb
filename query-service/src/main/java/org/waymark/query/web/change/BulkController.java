package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.LocalDate;
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
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Gap;
import org.waymark.query.view.PartyName;
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

    /** @param owner whose actions they are: a party's or a plan's name */
    private record Subject(Kind kind, String id, String owner, String address, List<ActionRow> actions, int others) {}

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

    private final Actions actions;
    private final Boards boards;
    private final Parties parties;
    private final Plans plans;
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
            Plans plans,
            FormFields fields,
            Forwarding forwarding,
            ProjectionPosition projections,
            Wording wording,
            Texts texts,
            Pages pages) {
        this.actions = actions;
        this.boards = boards;
        this.parties = parties;
        this.plans = plans;
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
        return begin(request, ofPlan(Kind.SLIP, planId));
    }

    @PostMapping("/plans/{planId}/slip")
    ResponseEntity<byte[]> slipped(@PathVariable String planId, HttpServletRequest request) {
        return go(request, GroupChangeController.governance(), ofPlan(Kind.SLIP, planId));
    }

    @GetMapping("/plans/{planId}/settle")
    ResponseEntity<byte[]> settle(@PathVariable String planId, HttpServletRequest request) {
        GroupChangeController.governance();
        return begin(request, ofPlan(Kind.SETTLE, planId));
    }

    @PostMapping("/plans/{planId}/settle")
    ResponseEntity<byte[]> settled(@PathVariable String planId, HttpServletRequest request) {
        return go(request, GroupChangeController.governance(), ofPlan(Kind.SETTLE, planId));
    }

    private Subject leavingParty(String partyId) {
        PartyView party = parties.party(partyId);
        List<ActionRow> led = actions.ledBy(List.of(partyId));
        List<ActionRow> open = led.stream().filter(row -> row.status().open()).toList();
        return new Subject(Kind.REASSIGN, partyId, party.name(), "/parties/" + partyId, open, led.size() - open.size());
    }

    /** Those that are late, or whose timescale nobody could read. */
    private Subject ofPlan(Kind kind, String planId) {
        BoardFilter filter = BoardFilter.everything().needing(kind == Kind.SLIP ? Need.LATE : Need.UNREADABLE);
        Board board = boards.board(planId, filter, AsAt.now());
        List<ActionRow> rows = board.themes().stream()
                .flatMap(theme -> theme.sections().stream())
                .flatMap(section -> section.actions().stream())
                .toList();
        return new Subject(kind, planId, plans.summary(planId).title(), "/plans/" + planId, rows, 0);
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
                String problem = problem(subject, row, typed.get("value-" + row.actionId()));
                if (problem != null) {
                    problems.put(row.actionId(), problem);
                }
            }
        }
        String nothing = ticked.isEmpty() ? texts.get("bulk.nothing-ticked") : null;
        return problems.isEmpty() && nothing == null
                ? confirmed(request, me, subject, typed, ticked)
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
                    fresh || ticked.contains(id),
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

    private ResponseEntity<byte[]> confirmed(
            HttpServletRequest request, SignedIn me, Subject subject, Typed typed, List<String> ticked) {
        List<Result> done = new ArrayList<>();
        List<Result> leftOut = new ArrayList<>();
        long position = 0;
        Map<String, ActionRow> rows = new LinkedHashMap<>();
        subject.actions().forEach(row -> rows.put(row.actionId(), row));
        for (String actionId : ticked) {
            ActionRow row = rows.get(actionId);
            if (row == null) {
                leftOut.add(new Result(actions.action(actionId, AsAt.now()).row(), texts.get("bulk.left-out.gone")));
                continue;
            }
            String value = typed.get("value-" + actionId);
            String version = typed.get("version-" + actionId);
            Forwarding.Outcome outcome = forwarding.send(
                    me,
                    "actions",
                    actionId,
                    subject.kind().command,
                    body(subject, row, value, typed.get("reason")),
                    typed.get("key") + "-" + actionId,
                    version.matches("\\d{1,18}") ? Long.valueOf(version) : null);
            switch (outcome) {
                case Forwarding.Outcome.Done receipt -> {
                    position = Math.max(position, receipt.position());
                    done.add(new Result(
                            row,
                            subject.kind() == Kind.REASSIGN
                                    ? parties.party(value).name()
                                    : value));
                }
                case Forwarding.Outcome.Stale() -> leftOut.add(new Result(row, texts.get("bulk.left-out.changed")));
                case Forwarding.Outcome.NoAnswer() -> leftOut.add(new Result(row, texts.get("form.no-answer")));
                case Forwarding.Outcome.Refused refused ->
                    leftOut.add(new Result(
                            row,
                            refused.detail().isEmpty()
                                    ? texts.get("form.refused", refused.status())
                                    : refused.detail()));
            }
        }
        projections.await(position, PATIENCE);
        return page(request, "bulk-done", subject, typed)
                .with("done", done)
                .with("leftOut", leftOut)
                .with("reason", typed.get("reason"))
                .show();
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
