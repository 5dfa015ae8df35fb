package org.waymark.query.web.link;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.action.Stand;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.people.LinkOwners.LinkOwner;
import org.waymark.query.plan.PlanSummary.NextMeeting;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Page;
import org.waymark.query.view.PartyName;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import org.waymark.query.web.Wording;
import org.waymark.query.web.change.Forwarding;
import org.waymark.query.web.change.Typed;

/** The page of one action for the owner of a link. Opening it changes nothing, whoever or whatever opens it. */
@Controller
class AnswerController {

    /** How long a page waits until it can show what was just saved. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Longer than anything that a person types here; the command API has its own, lower limits. */
    private static final int LONGEST = 50_000;

    /** What happened to an action while somebody wrote. */
    public record Meanwhile(String sentence, @Nullable String quote, String who) {}

    /** Entries of the history on the page; whoever wants more signs in, or asks governance. */
    private static final int ENTRIES = 40;

    /** What those who answer by link read of an action's history: all but who was mailed. */
    private static final Set<HistoryEntry.Kind> TOLD_BY_LINK = EnumSet.complementOf(EnumSet.of(HistoryEntry.Kind.MAIL));

    /**
     * What happened, as it is told by link.
     *
     * @param removed whether there were words that have been removed
     */
    public record Past(
            Instant at,
            String moment,
            String sentence,
            @Nullable String quote,
            boolean removed,
            String who) {}

    private final Links links;
    private final LinkPages linkPages;
    private final LinkMetrics metrics;
    private final AnswerForm form;
    private final AnswersByLink answers;
    private final Actions actions;
    private final Plans plans;
    private final Histories histories;
    private final ProjectionPosition projections;
    private final Forwarding forwarding;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;

    AnswerController(
            Links links,
            LinkPages linkPages,
            LinkMetrics metrics,
            AnswerForm form,
            AnswersByLink answers,
            Actions actions,
            Plans plans,
            Histories histories,
            ProjectionPosition projections,
            Forwarding forwarding,
            Wording wording,
            Texts texts,
            Pages pages) {
        this.links = links;
        this.linkPages = linkPages;
        this.metrics = metrics;
        this.form = form;
        this.answers = answers;
        this.actions = actions;
        this.plans = plans;
        this.histories = histories;
        this.projections = projections;
        this.forwarding = forwarding;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/a/{token}")
    ResponseEntity<byte[]> open(@PathVariable String token, HttpServletRequest request) {
        return switch (links.find(token, PersonalLink.Kind.ANSWER)) {
            case Links.Found.Answer good -> {
                metrics.opened(PersonalLink.Kind.ANSWER);
                Map<String, String> typed = new HashMap<>();
                stamp(typed, good.action());
                yield show(request, good, typed, new Trouble(HttpStatus.OK, Map.of(), null, List.of()));
            }
            case Links.Found other -> linkPages.instead(request, other);
        };
    }

    @PostMapping("/a/{token}")
    ResponseEntity<byte[]> send(@PathVariable String token, HttpServletRequest request) {
        return switch (links.find(token, PersonalLink.Kind.ANSWER)) {
            case Links.Found.Answer good -> answer(request, token, good);
            case Links.Found.Closed closed -> again(request, token, closed);
            case Links.Found other -> linkPages.instead(request, other, form.kept(typed(request)));
        };
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, String token, Links.Found.Answer good) {
        ActionView action = good.action();
        Map<String, String> typed = typed(request);
        boolean asShown = given(typed, "version").equals(Long.toString(action.version()));
        Map<String, String> problems = form.problems(action, typed, links.today(), asShown);
        Stand stand = AnswerForm.standOf(typed);
        if (stand == null || !problems.isEmpty()) {
            metrics.refused("incomplete");
            if (given(typed, "key").isEmpty()) {
                stamp(typed, action);
            }
            return show(request, good, typed, new Trouble(HttpStatus.UNPROCESSABLE_CONTENT, problems, null, List.of()));
        }
        if (given(typed, "key").isEmpty() || version(typed) == null) {
            stamp(typed, action);
        }
        return switch (forward(good.owner(), action, stand, typed)) {
            case Forwarding.Outcome.Done done -> saved(token, stand, done);
            case Forwarding.Outcome.Stale() -> {
                metrics.refused("stale");
                List<Meanwhile> meanwhile = since(action.row().actionId(), given(typed, "opened"));
                stamp(typed, action);
                yield show(request, good, typed, new Trouble(HttpStatus.CONFLICT, Map.of(), null, meanwhile));
            }
            case Forwarding.Outcome.NoAnswer() -> {
                metrics.refused("no-answer");
                yield show(
                        request,
                        good,
                        typed,
                        new Trouble(HttpStatus.SERVICE_UNAVAILABLE, Map.of(), texts.get("form.no-answer"), List.of()));
            }
            case Forwarding.Outcome.Refused refused -> {
                metrics.refused("rule");
                yield show(request, good, typed, refusal(refused, stand));
            }
        };
    }

    private Trouble refusal(Forwarding.Outcome.Refused refused, Stand stand) {
        String detail = refused.inWords(texts);
        String field = AnswerForm.fieldOf(refused.field(), stand);
        return new Trouble(
                HttpStatus.UNPROCESSABLE_CONTENT,
                field == null ? Map.of() : Map.of(field, detail),
                field == null ? detail : null,
                List.of());
    }

    /** An answer may itself have closed the action, and have been sent twice. */
    private ResponseEntity<byte[]> again(HttpServletRequest request, String token, Links.Found.Closed closed) {
        Map<String, String> typed = typed(request);
        Stand stand = AnswerForm.standOf(typed);
        return stand != null
                        && !given(typed, "key").isEmpty()
                        && forward(closed.owner(), closed.action(), stand, typed)
                                instanceof Forwarding.Outcome.Done done
                ? saved(token, stand, done)
                : linkPages.instead(request, closed, form.kept(typed));
    }

    private Forwarding.Outcome forward(LinkOwner owner, ActionView action, Stand stand, Map<String, String> typed) {
        return forwarding.sendByLink(
                owner.contactId(),
                owner.partyIds(),
                action.row().actionId(),
                AnswerForm.body(stand, typed),
                given(typed, "key"),
                version(typed));
    }

    private ResponseEntity<byte[]> saved(String token, Stand stand, Forwarding.Outcome.Done done) {
        metrics.answered(stand, done.replayed());
        projections.await(done.position(), PATIENCE);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(
                        "/a/" + token + "/saved?entry=" + done.position() + (done.replayed() ? "&again=yes" : "")))
                .build();
    }

    @GetMapping("/a/{token}/saved")
    ResponseEntity<byte[]> saved(
            @PathVariable String token,
            @RequestParam long entry,
            @RequestParam(required = false) @Nullable String again,
            HttpServletRequest request) {
        return switch (links.find(token, PersonalLink.Kind.ANSWER)) {
            case Links.Found.Answer good ->
                saved(request, good.link(), good.owner(), good.action(), entry, again != null);
            case Links.Found.Closed closed ->
                saved(request, closed.link(), closed.owner(), closed.action(), entry, again != null);
            case Links.Found other -> linkPages.instead(request, other);
        };
    }

    private ResponseEntity<byte[]> saved(
            HttpServletRequest request,
            PersonalLink link,
            LinkOwner owner,
            ActionView action,
            long entry,
            boolean again) {
        projections.await(entry, PATIENCE);
        ActionRow row = action.row();
        AnswersByLink.Given given = answers.of(link, row.actionId()).stream()
                .filter(answer -> answer.first() <= entry && entry <= answer.position())
                .findFirst()
                .orElse(null);
        ActionRow next = actions.ledBy(owner.partyIds()).stream()
                .filter(other -> !other.actionId().equals(row.actionId()) && Wanted.of(other) == Wanted.NOW)
                .findFirst()
                .orElse(null);
        return pages.page(request, "answer-saved", Pages.Section.NONE)
                .with("plain", true)
                .with("row", row)
                .with("given", given)
                .with("again", again)
                .with("entry", entry)
                .with("day", given == null ? "" : Dates.weekday(given.day()))
                .with("next", next)
                .with("nextPath", next == null ? null : links.path(link.toAction(next.actionId())))
                .with("correctPath", row.status().open() ? links.path(link) : null)
                .with("listPath", links.path(link.toList()))
                .show();
    }

    /**
     * What keeps an answer from being saved.
     *
     * @param problems by field
     * @param refusal what is wrong with none of the fields, or null
     * @param meanwhile what happened since the page was opened, where that is in the way
     */
    private record Trouble(
            HttpStatus status,
            Map<String, String> problems,
            @Nullable String refusal,
            List<Meanwhile> meanwhile) {}

    private ResponseEntity<byte[]> show(
            HttpServletRequest request, Links.Found.Answer good, Map<String, String> typed, Trouble trouble) {
        ActionView action = good.action();
        ActionRow row = action.row();
        NextMeeting meeting = plans.summary(row.planId()).nextMeeting();
        Page<HistoryEntry> history = histories.ofAction(row.actionId(), TOLD_BY_LINK, AsAt.now(), 1, ENTRIES);
        return pages.page(request, "answer", Pages.Section.NONE)
                .status(trouble.status())
                .with("plain", true)
                .with("withAnswer", true)
                .with("path", links.path(good.link()))
                .with("row", row)
                .with("theme", theme(row))
                .with("party", partyOf(row, good.owner()))
                .with("when", when(row))
                .with(
                        "late",
                        row.when().late()
                                ? texts.get("answer.days-ago", row.when().lateDays())
                                : "")
                .with("lastWord", lastWord(row))
                .with("past", history.rows().stream().map(this::past).toList())
                .with("pastTotal", history.total())
                .with("waiting", waiting(action))
                .with("given", answers.of(good.link(), row.actionId()))
                .with(
                        "noteHint",
                        meeting == null
                                ? texts.get("answer.note.hint")
                                : texts.get("answer.note.hint.meeting", Dates.weekday(meeting.date())))
                .with("stands", form.stands(action, typed))
                .with("ratings", form.ratings(action, typed))
                .with("milestones", form.milestones(action, typed))
                .with("typed", typed)
                .with("problems", trouble.problems())
                .with("refusal", trouble.refusal())
                .with("meanwhile", trouble.meanwhile())
                .with("lastDay", good.lastDay())
                .show();
    }

    private static String theme(ActionRow row) {
        return row.themeNumber().isEmpty() ? row.themeTitle() : row.themeNumber() + " " + row.themeTitle();
    }

    /** The parties among the leads for which the owner answers; all of them where a merge hides which. */
    private String partyOf(ActionRow row, LinkOwner owner) {
        List<PartyName> own = row.leads().stream()
                .filter(lead -> owner.partyIds().contains(lead.partyId()))
                .toList();
        return wording.names(own.isEmpty() ? row.leads() : own);
    }

    private String when(ActionRow row) {
        LocalDate target = row.when().target();
        if (target != null) {
            return texts.get("answer.due", target);
        }
        String when = wording.when(row);
        return when == null ? texts.get("answer.no-date") : when;
    }

    private String lastWord(ActionRow row) {
        LocalDate on = row.lastUpdate();
        if (on == null) {
            return texts.get("answer.last-word.none");
        }
        return row.lastNote() == null
                ? texts.get("answer.last-word.bare", on)
                : texts.get("answer.last-word", on, row.lastNote());
    }

    private List<String> waiting(ActionView action) {
        return action.proposals().stream()
                .map(proposal -> {
                    LocalDate since = Dates.local(proposal.since());
                    var timescale = proposal.timescale();
                    return switch (proposal.kind()) {
                        case DATE ->
                            texts.get(
                                    "answer.waits.date",
                                    since,
                                    timescale == null || timescale.target() == null
                                            ? texts.get("answer.waits.another-date")
                                            : Dates.day(timescale.target()));
                        case COMPLETION -> texts.get("answer.waits.completion", since);
                        case ENDING -> texts.get("answer.waits.ending", since);
                        case LEAD -> texts.get("answer.waits.lead", since);
                    };
                })
                .toList();
    }

    private Past past(HistoryEntry entry) {
        return new Past(
                entry.happenedAt(),
                Dates.moment(entry.happenedAt()),
                entry.sentence(),
                entry.quote(),
                entry.quoteRemoved(),
                who(entry));
    }

    /** By role, as all who read by link: names are for those who sign in. */
    private String who(HistoryEntry entry) {
        HistoryEntry.Who who = entry.who();
        if (who.role().isEmpty()) {
            return who.name() == null ? who.inWords() : texts.get("answer.meanwhile.somebody");
        }
        return who.byLink() && who.via() != null ? who.role() + ", " + who.via() : who.role();
    }

    /** What happened to the content after the page was opened, oldest first. */
    private List<Meanwhile> since(String actionId, String opened) {
        long position = opened.matches("\\d{1,18}") ? Long.parseLong(opened) : Long.MAX_VALUE;
        Set<HistoryEntry.Kind> content = Set.of(
                HistoryEntry.Kind.AGREED, HistoryEntry.Kind.WORD, HistoryEntry.Kind.DECISION, HistoryEntry.Kind.OTHER);
        List<Meanwhile> meanwhile = new ArrayList<>();
        for (HistoryEntry entry :
                histories.ofAction(actionId, content, AsAt.now(), 1, 20).rows()) {
            if (entry.position() > position) {
                meanwhile.addFirst(new Meanwhile(
                        entry.sentence(),
                        entry.quote(),
                        texts.get("answer.meanwhile.who", who(entry), Dates.moment(entry.recordedAt()))));
            }
        }
        return meanwhile;
    }

    /** What makes an answer safe to send twice, and not over somebody else's change. */
    private static void stamp(Map<String, String> typed, ActionView action) {
        typed.put("key", UUID.randomUUID().toString());
        typed.put("version", Long.toString(action.version()));
        typed.put("opened", Long.toString(action.position()));
    }

    private static Map<String, String> typed(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .filter(entry -> entry.getValue().length > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> cut(entry.getValue()[0]), (a, _) -> a, HashMap::new));
    }

    private static String cut(String text) {
        String stripped = Typed.withLines(text).strip();
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }

    private static String given(Map<String, String> typed, String name) {
        return AnswerForm.given(typed, name);
    }

    private static @Nullable Long version(Map<String, String> typed) {
        String version = given(typed, "version");
        return version.matches("\\d{1,18}") ? Long.valueOf(version) : null;
    }
}
