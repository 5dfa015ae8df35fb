package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.log.Role;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.WorkingDays;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Html;
import org.waymark.query.web.Kept;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import org.waymark.query.web.Wording;

/** From a form to a change of the log, and back to a page that says what is now true. */
@Controller
class ChangeController {

    /** How long a page waits until it can show what was just saved. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Set<String> OWN = Set.of("_csrf", "step", "choice");

    /** One line of the stale-edit page. */
    public record Compared(
            String label, String opened, String now, String typed, boolean nowDiffers, boolean typedDiffers) {}

    private final Actions actions;
    private final Plans plans;
    private final Histories histories;
    private final ProjectionPosition projections;
    private final FormFields fields;
    private final ChangeMenu menu;
    private final Forwarding forwarding;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    ChangeController(
            Actions actions,
            Plans plans,
            Histories histories,
            ProjectionPosition projections,
            FormFields fields,
            ChangeMenu menu,
            Forwarding forwarding,
            Wording wording,
            Texts texts,
            Pages pages) {
        this.actions = actions;
        this.plans = plans;
        this.histories = histories;
        this.projections = projections;
        this.fields = fields;
        this.menu = menu;
        this.forwarding = forwarding;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/actions/{actionId}/change/{command}")
    ResponseEntity<byte[]> open(
            @PathVariable String actionId, @PathVariable String command, HttpServletRequest request) {
        ChangeForm form = form(command);
        ActionView action = actions.action(actionId, AsAt.now());
        checkAllowed(form, action);
        Typed typed = Typed.of(request);
        fields.begin(form, action, typed);
        stamp(typed, action);
        if (!menu.may(form, Pages.signedIn(), action)) {
            return refusedAsThingsStand(request, action);
        }
        return formPage(request, form, action, typed, Map.of(), null);
    }

    @PostMapping("/actions/{actionId}/change/{command}")
    ResponseEntity<byte[]> send(
            @PathVariable String actionId, @PathVariable String command, HttpServletRequest request) {
        ChangeForm form = form(command);
        ActionView action = actions.action(actionId, AsAt.now());
        Typed typed = Typed.of(request);
        if (handedOn(form, action)) {
            return handedOnPage(request, form, action, typed);
        }
        checkAllowed(form, action);
        String step = typed.get("step");
        if (step.equals("edit")) {
            return formPage(request, form, action, typed, Map.of(), null);
        }
        if (step.equals("stale")) {
            return afterStale(request, form, action, typed);
        }
        Map<String, String> problems = fields.problems(form, action, typed);
        if (!problems.isEmpty()) {
            return formPage(request, form, action, typed, problems, null);
        }
        if (form.checked() && !step.equals("confirmed")) {
            return checkPage(request, form, action, typed);
        }
        String key = typed.get("key");
        if (key.isEmpty()) {
            stamp(typed, action);
            key = typed.get("key");
        }
        SignedIn me = me();
        return answer(
                request,
                form,
                action,
                typed,
                forwarding.send(
                        me, "actions", actionId, command, fields.body(form, action, typed), key, typed.version()));
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request, ChangeForm form, ActionView action, Typed typed, Forwarding.Outcome outcome) {
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield seeOther("/actions/" + action.row().actionId() + "/changed?command=" + form.command() + "&entry="
                        + done.position() + (done.replayed() ? "&again=yes" : ""));
            }
            case Forwarding.Outcome.Stale() -> stalePage(request, form, action, typed, false);
            case Forwarding.Outcome.NoAnswer() ->
                formPage(request, form, action, typed, Map.of(), texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                String field = fieldOf(form, refused.field());
                yield formPage(
                        request,
                        form,
                        action,
                        typed,
                        field == null ? Map.of() : Map.of(field, detail),
                        field == null ? detail : null);
            }
        };
    }

    /** The form's own name for a field that the command API names; it may name a part of it or something around it. */
    static @Nullable String fieldOf(ChangeForm form, @Nullable String named) {
        if (named == null) {
            return null;
        }
        for (ChangeForm.Field field : form.fields()) {
            boolean hidden = field.kind() == ChangeForm.Kind.GIVEN || field.kind() == ChangeForm.Kind.NEW_ID;
            String name = field.name();
            boolean same = name.equals(named)
                    || named.startsWith(name + ".")
                    || name.endsWith("." + named)
                    || field.kind() == ChangeForm.Kind.LEADS && named.equals("accountable")
                    || field.kind() == ChangeForm.Kind.MEETING
                            && Set.of("groupId", "meetingId").contains(named);
            if (same && !hidden) {
                return name;
            }
        }
        return null;
    }

    private ResponseEntity<byte[]> formPage(
            HttpServletRequest request,
            ChangeForm form,
            ActionView action,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal) {
        boolean wrong = !problems.isEmpty() || refusal != null;
        return pages.page(request, "change-form", Pages.Section.PLANS)
                .status(wrong ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK)
                .with("command", form.command())
                .with("action", action)
                .with("row", action.row())
                .with("fields", fields.draw(form, action, typed, problems))
                .with("typed", typed)
                .with("key", typed.get("key"))
                .with("version", typed.get("version"))
                .with("opened", typed.get("opened"))
                .with("refusal", refusal)
                .with("now", nowLine(action.row()))
                .with("intro", texts.has("change." + form.command() + ".intro"))
                .with("checked", form.checked())
                .with("withHtmx", true)
                .show();
    }

    /** "Target date now: 30 April 2018, late 56 days, slipped twice". */
    private String nowLine(ActionRow row) {
        List<String> parts = new ArrayList<>();
        LocalDate target = row.when().target();
        parts.add(target == null ? texts.get("form.now.no-date") : texts.get("form.now.date", target));
        if (row.when().late()) {
            parts.add(texts.get("form.now.late", row.when().lateDays()));
        }
        if (row.when().slips() > 0) {
            parts.add(texts.get("form.now.slipped", wording.times(row.when().slips())));
        }
        parts.add(texts.get("form.now.rated", texts.of("rating.small", row.rating())));
        return String.join(", ", parts);
    }

    private ResponseEntity<byte[]> checkPage(
            HttpServletRequest request, ChangeForm form, ActionView action, Typed typed) {
        LocalDate to = java.util.Objects.requireNonNull(
                fields.read(typed.get("timescale"), action).target());
        LocalDate from = java.util.Objects.requireNonNull(action.timescale().target());
        LocalDate first = action.firstDate() == null ? from : action.firstDate();
        PlanView plan = plans.plan(action.row().planId());
        int slip = action.row().when().slips() + 1;
        return pages.page(request, "slip-check", Pages.Section.PLANS)
                .with("command", form.command())
                .with("row", action.row())
                .with("from", from)
                .with("to", to)
                .with("written", typed.get("timescale"))
                .with(
                        "slip",
                        texts.get(
                                "check.slip",
                                texts.get("days", ChronoUnit.DAYS.between(from, to)),
                                wording.ordinal(slip)))
                .with("total", texts.get("days", ChronoUnit.DAYS.between(first, to)))
                .with("first", first)
                .with("reason", typed.get("reason"))
                .with("stops", stops(action, plan.policy()))
                .with("starts", starts(action, plan, to, slip))
                .with("hidden", typed.hidden(OWN))
                .show();
    }

    private List<String> stops(ActionView action, Policy policy) {
        List<String> stops = new ArrayList<>();
        if (action.row().when().late() && policy.chaseWeekly()) {
            stops.add(texts.get("check.stops.chase"));
        }
        for (EscalationView escalation : action.escalations()) {
            if (escalation.open() && byTheDate(escalation.reason())) {
                stops.add(texts.get("check.stops.escalation", escalation.level(), escalation.words()));
            }
        }
        if (stops.isEmpty()) {
            stops.add(texts.get("check.nothing"));
        }
        return stops;
    }

    private static boolean byTheDate(EscalationReason reason) {
        return switch (reason) {
            case LATE, NOT_STARTED_NEAR_DATE, RED_NEAR_DATE, UNANSWERED_NEAR_DATE -> true;
            default -> false;
        };
    }

    private List<String> starts(ActionView action, PlanView plan, LocalDate to, int slip) {
        List<String> starts = new ArrayList<>();
        WorkingDays days = plan.policy().mailDays(plan.summary().nation());
        LocalDate today = fields.today();
        for (int before : plan.policy().remindDaysBefore()) {
            LocalDate day = days.previousOrSame(to.minusDays(before));
            if (day.isAfter(today)) {
                starts.add(texts.get("check.starts.reminder", day, texts.get("days", (long) before)));
            }
        }
        if (slip >= plan.policy().ladder().level2Slips()) {
            starts.add(texts.get("check.starts.slips", wording.times(slip)));
        }
        if (!plan.policy().mail()) {
            starts.add(texts.get("check.starts.mail-off"));
        }
        if (starts.isEmpty()) {
            starts.add(texts.get("check.nothing"));
        }
        return starts;
    }

    private ResponseEntity<byte[]> stalePage(
            HttpServletRequest request, ChangeForm form, ActionView action, Typed typed, boolean nothingChosen) {
        ActionView opened = asOpened(action, typed);
        HistoryEntry latest = latestChange(action, typed);
        return pages.page(request, "stale", Pages.Section.PLANS)
                .status(HttpStatus.CONFLICT)
                .with("command", form.command())
                .with("row", action.row())
                .with(
                        "by",
                        latest == null
                                ? texts.get("stale.somebody")
                                : latest.who().inWords())
                .with("at", latest == null ? "" : Dates.moment(latest.recordedAt()))
                .with("quote", latest == null ? null : latest.quote())
                .with("compared", compare(form, opened, action, typed, latest))
                .with("nothingChosen", nothingChosen)
                .with("hidden", typed.hidden(OWN))
                .show();
    }

    private ActionView asOpened(ActionView action, Typed typed) {
        String opened = typed.get("opened");
        if (!opened.matches("\\d{1,18}")) {
            return action;
        }
        try {
            return actions.action(action.row().actionId(), AsAt.position(Long.parseLong(opened)));
        } catch (NotKnown e) {
            return action;
        }
    }

    private @Nullable HistoryEntry latestChange(ActionView action, Typed typed) {
        Set<HistoryEntry.Kind> content = Set.of(
                HistoryEntry.Kind.AGREED, HistoryEntry.Kind.WORD, HistoryEntry.Kind.DECISION, HistoryEntry.Kind.OTHER);
        return histories.ofAction(action.row().actionId(), content, AsAt.now(), 1, 1).rows().stream()
                .findFirst()
                .orElse(null);
    }

    private List<Compared> compare(
            ChangeForm form, ActionView opened, ActionView now, Typed typed, @Nullable HistoryEntry latest) {
        List<Compared> rows = new ArrayList<>();
        Map<String, String> typedValues = new LinkedHashMap<>();
        for (ChangeForm.Field field : form.fields()) {
            switch (field.kind()) {
                case GIVEN, NEW_ID -> {}
                case TIMESCALE -> typedValues.put("timescale", time(typed.get(field.name()), now));
                case RATING -> typedValues.put("rating", chosen("rating", typed.get(field.name())));
                case STATUS -> typedValues.put("status", chosen("status", typed.get(field.name())));
                case LEADS -> typedValues.put("leads", String.join("; ", typed.all(field.name())));
                default -> typedValues.put(field.name(), typed.get(field.name()));
            }
        }
        compare(rows, "timescale", time(opened), time(now), typedValues);
        compare(
                rows,
                "rating",
                texts.of("rating", opened.row().rating()),
                texts.of("rating", now.row().rating()),
                typedValues);
        compare(
                rows,
                "status",
                texts.of("status", opened.row().status()),
                texts.of("status", now.row().status()),
                typedValues);
        compare(
                rows,
                "leads",
                wording.names(opened.row().leads()),
                wording.names(now.row().leads()),
                typedValues);
        for (ChangeForm.Field field : form.fields()) {
            String own = typedValues.remove(field.name());
            if (own != null && !own.isEmpty()) {
                String theirs = latest != null
                                && latest.quote() != null
                                && Set.of("reason", "note").contains(field.name())
                        ? latest.quote()
                        : "";
                rows.add(new Compared(fields.label(form, field), "", theirs, own, !theirs.isEmpty(), true));
            }
        }
        return rows;
    }

    private void compare(List<Compared> rows, String what, String opened, String now, Map<String, String> typedValues) {
        String own = typedValues.remove(what);
        String typed = own == null || own.isEmpty() ? now : own;
        rows.add(new Compared(texts.get("stale." + what), opened, now, typed, !now.equals(opened), !typed.equals(now)));
    }

    private String time(ActionView action) {
        String when = wording.when(action.row());
        return when == null ? texts.get("stale.quoted", action.row().when().written()) : when;
    }

    private String time(String words, ActionView action) {
        if (words.isEmpty()) {
            return "";
        }
        LocalDate target = fields.read(words, action).target();
        return target == null ? texts.get("stale.quoted", words) : Dates.day(target);
    }

    private String chosen(String prefix, String slug) {
        return slug.isEmpty() ? "" : texts.get(prefix + "." + slug);
    }

    private ResponseEntity<byte[]> afterStale(
            HttpServletRequest request, ChangeForm form, ActionView action, Typed typed) {
        switch (typed.get("choice")) {
            case "again" -> {
                stamp(typed, action);
                return formPage(request, form, action, typed, Map.of(), null);
            }
            case "keep", "leave" -> {
                return seeOther("/actions/" + action.row().actionId());
            }
            default -> {
                return stalePage(request, form, action, typed, true);
            }
        }
    }

    @GetMapping("/actions/{actionId}/changed")
    ResponseEntity<byte[]> done(
            @PathVariable String actionId,
            @RequestParam String command,
            @RequestParam long entry,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request) {
        form(command);
        boolean shown = projections.await(entry, PATIENCE);
        ActionView action = actions.action(actionId, AsAt.now());
        ActionRow row = action.row();
        Instant savedAt = histories.ofAction(actionId, Set.of(), AsAt.now(), 1, 100).rows().stream()
                .filter(each -> each.position() == entry)
                .map(HistoryEntry::recordedAt)
                .findFirst()
                .orElse(null);
        String when = wording.when(row);
        return pages.page(request, "done", Pages.Section.PLANS)
                .with("command", command)
                .with("row", row)
                .with(
                        "nowTrue",
                        texts.get(
                                "change." + command + ".done.now",
                                row.reference(),
                                when == null ? row.when().written() : when,
                                texts.of("rating.small", row.rating()),
                                texts.of("status.small", row.status()),
                                row.leads().isEmpty() ? texts.get("done.nobody") : wording.names(row.leads())))
                .with("entry", entry)
                .with("shown", shown)
                .with("again", again != null)
                .with("savedAt", savedAt == null ? null : Dates.time(savedAt))
                .with("lead", row.leads().isEmpty() ? null : row.leads().getFirst())
                .show();
    }

    /** How words about time are read, while somebody types them. */
    @GetMapping("/actions/{actionId}/reading")
    ResponseEntity<String> reading(@PathVariable String actionId, HttpServletRequest request) {
        ActionView action = actions.action(actionId, AsAt.now());
        Typed typed = Typed.of(request);
        String words = typed.has("timescale") ? typed.get("timescale") : typed.get("milestone.timescale");
        String html = new Html(100).text(fields.reading(words, action)).toString();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Cache-Control", "no-store")
                .body(html);
    }

    private ResponseEntity<byte[]> refusedAsThingsStand(HttpServletRequest request, ActionView action) {
        boolean open = action.row().status().open();
        return pages.page(request, "refused", Pages.Section.PLANS)
                .status(HttpStatus.CONFLICT)
                .with("row", action.row())
                .with(
                        "what",
                        open
                                ? texts.get("refused.not-now", action.row().reference())
                                : texts.get(
                                        "refused.closed",
                                        action.row().reference(),
                                        texts.of("status.small", action.row().status())))
                .with("mayReopen", menu.may("reopen", Pages.signedIn(), action))
                .show();
    }

    private static ChangeForm form(String command) {
        ChangeForm form = ChangeForms.byCommand(command);
        if (form == null) {
            throw new NotKnown("change", command);
        }
        return form;
    }

    private void checkAllowed(ChangeForm form, ActionView action) {
        if (!menu.allowed(form, Pages.signedIn(), action)) {
            throw new AccessDeniedException("Not offered to this person");
        }
    }

    /** Whether somebody who leads other actions fills in a form for leads: this one may have been theirs when it opened. */
    private boolean handedOn(ChangeForm form, ActionView action) {
        SignedIn me = Pages.signedIn();
        return me != null
                && me.role() == Role.LEAD
                && form.roles().contains(Role.LEAD)
                && !menu.allowed(form, me, action);
    }

    private ResponseEntity<byte[]> handedOnPage(
            HttpServletRequest request, ChangeForm form, ActionView action, Typed typed) {
        return pages.page(request, "handed-on", Pages.Section.MY_ACTIONS)
                .status(HttpStatus.FORBIDDEN)
                .with("row", action.row())
                .with(
                        "kept",
                        fields.draw(form, action, typed, Map.of()).stream()
                                .map(field -> new Kept(field.label(), Sides.inWords(field, typed)))
                                .filter(kept ->
                                        !kept.label().isEmpty() && !kept.words().isEmpty())
                                .toList())
                .show();
    }

    /** What makes a form safe to send twice, and not over somebody else's change. */
    private static void stamp(Typed typed, ActionView action) {
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(action.version()));
        typed.put("opened", Long.toString(action.position()));
    }

    private static SignedIn me() {
        SignedIn me = Pages.signedIn();
        if (me == null) {
            throw new AccessDeniedException("Nobody is signed in");
        }
        return me;
    }

    private static ResponseEntity<byte[]> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }
}
