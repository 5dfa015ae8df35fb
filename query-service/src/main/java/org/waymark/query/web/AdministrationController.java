package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.LogChecks;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.Verification;
import org.waymark.query.administration.Administration;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.people.People;
import org.waymark.query.projection.Reconciliation;

/** How the log and the views are, for the administrator, and what can be done about them. */
@Controller
class AdministrationController {

    /**
     * What the last check of the log found, in words.
     *
     * @param mark the end of what is whole, as it can be written down
     * @param redactions empty where no text was removed
     */
    public record LogCard(boolean whole, String title, String words, String redactions, String mark) {}

    /**
     * The views in one row.
     *
     * @param state {@code up}, {@code behind}, {@code rebuilding} or {@code stopped}
     */
    public record ViewRow(long upTo, long behind, String state, String means) {}

    /** @param percent of the entries that are done */
    public record Progress(int percent, String words, String began) {}

    /**
     * An entry that could not be read.
     *
     * @param discard where it can be left out on the record
     */
    public record Waiting(long position, String what, String cause, String since, String behind, String discard) {}

    /**
     * An entry that is left out on the record.
     *
     * @param reason null where the words were removed
     */
    public record Discarded(
            long position,
            String what,
            String from,
            @Nullable String reason,
            String by) {}

    /** A stored row that is not what the log says. */
    public record Differing(String what, String in) {}

    private final Administration administration;
    private final People people;
    private final Texts texts;
    private final Pages pages;

    AdministrationController(Administration administration, People people, Texts texts, Pages pages) {
        this.administration = administration;
        this.people = people;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/administration")
    ResponseEntity<byte[]> show(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable Long folded,
            @RequestParam(required = false) @Nullable Long left,
            @RequestParam(required = false) @Nullable Long discarded,
            @RequestParam(required = false) @Nullable String silent,
            @RequestParam(required = false) @Nullable String part) {
        Administration.State state = administration.state();
        Administration.Projection views = state.views();
        Administration.Projection agenda = state.agenda();
        Administration.Comparison comparison = state.comparison();
        LogChecks.Result check = state.check();
        List<Waiting> waiting = new ArrayList<>(waiting(Projections.VIEWS, views));
        if (agenda != null) {
            waiting.addAll(waiting(Projections.AGENDA, agenda));
        }
        Pages.Draft draft = part == null
                ? pages.page(request, "administration", Pages.Section.ADMINISTRATION)
                : pages.part(request, "administration-part", Pages.Section.ADMINISTRATION);
        return draft.with("withHtmx", true)
                .with("lead", lead(state, waiting.size()))
                .with("busy", busy(state))
                .with("checking", state.checking())
                .with("checkFailed", state.checkFailed())
                .with("check", check == null ? null : card(state, check))
                .with("row", row("views", views))
                .with("progress", views.rebuild() == null ? null : progress(views.rebuild()))
                .with("lastRebuild", views.rebuild() == null ? last(views.lastRebuild()) : null)
                .with("agenda", agenda == null ? null : row("agenda", agenda))
                .with("agendaProgress", agenda == null || agenda.rebuild() == null ? null : progress(agenda.rebuild()))
                .with("agendaLast", agenda == null || agenda.rebuild() != null ? null : last(agenda.lastRebuild()))
                .with("comparing", comparison.underWay())
                .with("comparisonFailed", comparison.failed())
                .with("compared", compared(comparison.last()))
                .with("differing", differing(comparison.last()))
                .with("waiting", waiting)
                .with("viewsWait", !views.waiting().isEmpty())
                .with("agendaWaits", agenda != null && !agenda.waiting().isEmpty())
                .with(
                        "discarded",
                        state.discarded().stream().map(this::discarded).toList())
                .with("tried", folded == null || left == null ? null : tried(folded, left))
                .with("leftOut", discarded == null ? null : texts.get("administration.left-out", discarded))
                .with("silent", silent != null)
                .show();
    }

    private static boolean busy(Administration.State state) {
        return state.checking()
                || state.comparison().underWay()
                || state.views().rebuild() != null
                || (state.agenda() != null && state.agenda().rebuild() != null);
    }

    private String lead(Administration.State state, int waiting) {
        LogChecks.Result check = state.check();
        String log = texts.get(
                check == null
                        ? "administration.lead.unchecked"
                        : check.verification().intact() ? "administration.lead.whole" : "administration.lead.broken",
                state.head());
        return waiting == 0 ? log : log + " " + texts.get("administration.lead.waits", waiting);
    }

    private LogCard card(Administration.State state, LogChecks.Result check) {
        Verification found = check.verification();
        Verification.Fault fault = found.fault();
        String mark = found.head().position() + ":" + found.head().hash();
        if (fault != null) {
            return new LogCard(
                    false,
                    texts.get("administration.log.broken"),
                    texts.get(
                            "administration.log.broken.words",
                            fault.position(),
                            fault.detail(),
                            Dates.moment(check.at()),
                            found.head().position()),
                    "",
                    mark);
        }
        return new LogCard(
                true,
                texts.get("administration.log.whole"),
                texts.get(
                        "administration.log.whole.words",
                        found.events(),
                        Dates.moment(check.at()),
                        took(check.took()),
                        Math.max(0, state.head() - found.head().position())),
                found.redactions() == 0 ? "" : texts.get("administration.log.redactions", found.redactions()),
                mark);
    }

    private String took(Duration took) {
        return took.toSeconds() < 1
                ? texts.get("administration.under-a-second")
                : texts.get("administration.seconds", took.toSeconds());
    }

    private ViewRow row(String of, Administration.Projection projection) {
        String kind = projection.rebuild() != null
                ? "rebuilding"
                : !projection.running() ? "stopped" : projection.behind() > 0 ? "behind" : "up";
        return new ViewRow(
                projection.position(), projection.behind(), kind, texts.get("administration." + of + ".means." + kind));
    }

    private @Nullable String compared(Reconciliation.@Nullable Result last) {
        if (last == null) {
            return null;
        }
        return last.differences().isEmpty()
                ? texts.get("administration.compared.same", last.compared(), Dates.moment(last.at()))
                : texts.get(
                        "administration.compared.differ",
                        last.differences().size(),
                        last.compared(),
                        Dates.moment(last.at()));
    }

    private List<Differing> differing(Reconciliation.@Nullable Result last) {
        return last == null
                ? List.of()
                : last.differences().stream()
                        .map(difference -> new Differing(
                                texts.get(
                                        "administration.differing",
                                        texts.get("administration.differing." + difference.kind()),
                                        difference.id()),
                                String.join(", ", difference.what())))
                        .toList();
    }

    private Progress progress(Administration.Rebuilding rebuild) {
        int percent = rebuild.of() == 0 ? 100 : (int) Math.min(100, rebuild.events() * 100 / rebuild.of());
        Duration left = rebuild.left();
        String rate = left == null
                ? texts.get("administration.rebuild.begun")
                : texts.get("administration.rebuild.left", Math.round(rebuild.perSecond()), left(left));
        return new Progress(
                percent,
                texts.get("administration.rebuild.done", rebuild.events(), rebuild.of()) + " " + rate,
                Dates.moment(rebuild.began()));
    }

    private String left(Duration left) {
        return left.toMinutes() >= 1
                ? texts.get("administration.minutes", (left.toSeconds() + 59) / 60)
                : texts.get("administration.seconds", Math.max(1, left.toSeconds()));
    }

    private @Nullable String last(Administration.@Nullable Rebuilt last) {
        if (last == null) {
            return null;
        }
        String failure = last.failure();
        Duration took = last.took();
        if (failure != null || took == null) {
            return texts.get("administration.rebuild.failed", Dates.moment(last.at()), failure);
        }
        return texts.get("administration.rebuild.ended", last.events(), Dates.moment(last.at()), took(took))
                + (last.setAside() == 0 ? "" : " " + texts.get("administration.rebuild.set-aside", last.setAside()));
    }

    private List<Waiting> waiting(String projectionId, Administration.Projection projection) {
        return projection.waiting().stream()
                .map(entry -> new Waiting(
                        entry.position(),
                        texts.get("administration.waiting.what", entry.event(), entry.streamId()),
                        entry.cause(),
                        texts.get("administration.waiting.since." + projectionId, Dates.moment(entry.since())),
                        entry.behind() == 0 ? "" : texts.get("administration.waiting.behind", entry.behind()),
                        "/administration/discard/" + projectionId + "/" + entry.position()))
                .toList();
    }

    private Discarded discarded(Administration.Discarded discarded) {
        Discards.Discarded entry = discarded.entry();
        String actor = entry.metadata().getOrDefault(Metadata.ACTOR, "");
        String name = people.nameOf(actor);
        return new Discarded(
                entry.position(),
                texts.get("administration.waiting.what", entry.event(), entry.streamId()),
                texts.get("administration.discarded." + discarded.projectionId()),
                entry.reason().text(),
                texts.get(
                        "administration.discarded.by",
                        name == null ? actor : name,
                        Dates.moment(entry.at()),
                        entry.recorded()));
    }

    private String tried(long folded, long waiting) {
        return waiting == 0
                ? texts.get("administration.tried.all", folded)
                : texts.get("administration.tried", folded, waiting);
    }

    @PostMapping("/administration/check")
    ResponseEntity<Void> check() {
        administration.checkLog();
        return back("");
    }

    @PostMapping("/administration/rebuild")
    ResponseEntity<Void> rebuild() {
        administration.rebuild();
        return back("");
    }

    @PostMapping("/administration/rebuild/stop")
    ResponseEntity<Void> stop() {
        administration.stopRebuild();
        return back("");
    }

    @PostMapping("/administration/compare")
    ResponseEntity<Void> compare() {
        administration.compare();
        return back("");
    }

    @PostMapping("/administration/retry")
    ResponseEntity<Void> retry() {
        return tried(administration.retry());
    }

    @PostMapping("/administration/agenda/rebuild")
    ResponseEntity<Void> rebuildAgenda() {
        return back(administration.rebuildAgenda(administrator()) ? "" : "?silent=");
    }

    @PostMapping("/administration/agenda/retry")
    ResponseEntity<Void> retryAgenda() {
        SetAside.Retried retried = administration.retryAgenda(administrator());
        return retried == null ? back("?silent=") : tried(retried);
    }

    private static SignedIn administrator() {
        SignedIn me = Pages.signedIn();
        if (me == null) {
            throw new AccessDeniedException("For administrators only");
        }
        return me;
    }

    private static ResponseEntity<Void> tried(SetAside.Retried retried) {
        return back("?folded=" + retried.folded() + "&left=" + retried.waiting());
    }

    private static ResponseEntity<Void> back(String query) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/administration" + query))
                .build();
    }
}
