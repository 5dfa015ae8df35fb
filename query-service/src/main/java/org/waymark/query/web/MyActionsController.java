package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.query.action.Actions;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.change.Forwarding;
import org.waymark.query.web.change.Typed;

/** What a lead's parties answer for, the most urgent first, with a form under each to say where it stands. */
@Controller
class MyActionsController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Part of the list, in the order in which it wants an answer. */
    public record Part(String id, String title, Html rows) {}

    /** What was answered just now, and the log entry that keeps it. */
    public record Answered(ActionRow row, String words) {}

    private final Actions actions;
    private final Parties parties;
    private final BoardTable table;
    private final QuickAnswer quickAnswer;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    MyActionsController(
            Actions actions,
            Parties parties,
            BoardTable table,
            QuickAnswer quickAnswer,
            Forwarding forwarding,
            ProjectionPosition projections,
            Texts texts,
            Pages pages) {
        this.actions = actions;
        this.parties = parties;
        this.table = table;
        this.quickAnswer = quickAnswer;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/my-actions")
    ResponseEntity<byte[]> mine(
            @RequestParam(required = false) @Nullable String answered,
            @RequestParam(required = false) @Nullable Long entry,
            HttpServletRequest request) {
        return page(request, answered, entry, null, null);
    }

    /** Records where an action of one's own stands. */
    @PostMapping("/my-actions/{actionId}")
    ResponseEntity<byte[]> answer(@PathVariable String actionId, HttpServletRequest request) {
        SignedIn me = Pages.signedIn();
        if (me == null || me.parties().isEmpty()) {
            throw new AccessDeniedException("For those who lead the action");
        }
        Typed typed = Typed.of(request);
        if (own(me).stream().noneMatch(row -> row.actionId().equals(actionId))) {
            return handedOn(request, actionId, typed);
        }
        String note = typed.get(QuickAnswer.NOTE);
        if (note.isEmpty()) {
            return returned(request, actionId, typed, texts.get("my-actions.answer.note.required"), null);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(QuickAnswer.NOTE, note);
        if (!typed.get(QuickAnswer.RATING).isEmpty()) {
            body.put(
                    QuickAnswer.RATING,
                    typed.get(QuickAnswer.RATING).toUpperCase(Locale.ROOT).replace('-', '_'));
        }
        Forwarding.Outcome outcome =
                forwarding.send(me, "actions", actionId, "report-progress", body, typed.get("key"), typed.version());
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/my-actions?answered=" + actionId + "&entry=" + done.position()))
                        .build();
            }
            case Forwarding.Outcome.Stale() ->
                returned(request, actionId, typed, null, texts.get("my-actions.answer.stale"));
            case Forwarding.Outcome.NoAnswer() -> returned(request, actionId, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                boolean atNote = QuickAnswer.NOTE.equals(refused.field());
                yield returned(request, actionId, typed, atNote ? detail : null, atNote ? null : detail);
            }
        };
    }

    private ResponseEntity<byte[]> handedOn(HttpServletRequest request, String actionId, Typed typed) {
        List<Kept> kept = new ArrayList<>();
        if (!typed.get(QuickAnswer.NOTE).isEmpty()) {
            kept.add(new Kept(texts.get("my-actions.answer.note"), typed.get(QuickAnswer.NOTE)));
        }
        String rating = typed.get(QuickAnswer.RATING);
        if (texts.has("rating." + rating)) {
            kept.add(new Kept(texts.get("my-actions.answer.rating"), texts.get("rating." + rating)));
        }
        return pages.page(request, "handed-on", Pages.Section.MY_ACTIONS)
                .status(HttpStatus.FORBIDDEN)
                .with("row", actions.action(actionId, AsAt.now()).row())
                .with("kept", kept)
                .show();
    }

    private ResponseEntity<byte[]> returned(
            HttpServletRequest request,
            String actionId,
            Typed typed,
            @Nullable String problem,
            @Nullable String refusal) {
        return page(request, null, null, new QuickAnswer.Returned(actionId, typed, problem), refusal);
    }

    private List<ActionRow> own(SignedIn me) {
        return me.parties().isEmpty() ? List.of() : actions.ledBy(me.parties());
    }

    private ResponseEntity<byte[]> page(
            HttpServletRequest request,
            @Nullable String answered,
            @Nullable Long entry,
            QuickAnswer.@Nullable Returned returned,
            @Nullable String refusal) {
        SignedIn me = Pages.signedIn();
        List<String> partyIds = me == null ? List.of() : me.parties();
        List<ActionRow> rows = me == null ? List.of() : own(me);
        List<ActionRow> open = rows.stream().filter(row -> row.status().open()).toList();
        List<ActionRow> waiting =
                open.stream().filter(row -> row.proposal() != null).toList();
        List<ActionRow> late = open.stream()
                .filter(row -> row.proposal() == null && row.when().late())
                .toList();
        List<ActionRow> wanted = open.stream()
                .filter(row -> row.proposal() == null && !row.when().late() && row.noUpdateSince() != null)
                .toList();
        List<ActionRow> coming = open.stream()
                .filter(row -> row.proposal() == null
                        && !row.when().late()
                        && row.noUpdateSince() == null
                        && row.when().dueSoon())
                .toList();
        List<ActionRow> rest = open.stream()
                .filter(row ->
                        !late.contains(row) && !wanted.contains(row) && !coming.contains(row) && !waiting.contains(row))
                .toList();
        String csrf =
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
        List<Part> parts = new ArrayList<>();
        add(parts, "late", late, csrf, returned);
        add(parts, "wanted", wanted, csrf, returned);
        add(parts, "coming", coming, csrf, returned);
        add(parts, "governance", waiting, csrf, returned);
        add(parts, "rest", rest, csrf, returned);
        List<ActionRow> closed =
                rows.stream().filter(row -> !row.status().open()).toList();
        if (!closed.isEmpty()) {
            String title = texts.get("my-actions.closed", closed.size());
            parts.add(new Part("closed", title, table.rows(closed, title)));
        }
        return pages.page(request, "my-actions", Pages.Section.MY_ACTIONS)
                .status(returned == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("names", partyIds.stream().map(this::name).collect(Collectors.joining(", ")))
                .with("nobody", partyIds.isEmpty())
                .with("open", open.size())
                .with("late", late.size())
                .with("wanted", wanted.size())
                .with("parts", parts)
                .with("answered", answered(rows, answered, entry))
                .with("problem", returned == null ? null : returned.problem())
                .with("problemAt", returned == null ? "" : QuickAnswer.noteId(returned.actionId()))
                .with("refusal", refusal)
                .show();
    }

    private @Nullable Answered answered(List<ActionRow> rows, @Nullable String actionId, @Nullable Long entry) {
        return entry == null
                ? null
                : rows.stream()
                        .filter(row -> row.actionId().equals(actionId))
                        .map(row -> new Answered(row, texts.get("my-actions.answer.saved", row.reference(), entry)))
                        .findFirst()
                        .orElse(null);
    }

    private void add(
            List<Part> parts, String id, List<ActionRow> rows, String csrf, QuickAnswer.@Nullable Returned returned) {
        if (!rows.isEmpty()) {
            String title = texts.get("my-actions." + id, rows.size());
            parts.add(new Part(id, title, table.rows(rows, title, row -> quickAnswer.form(row, csrf, returned))));
        }
    }

    private String name(String partyId) {
        try {
            return parties.party(partyId).name();
        } catch (NotKnown e) {
            return partyId;
        }
    }
}
