package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.eventstore.LogChecks;
import org.waymark.eventstore.Verification;
import org.waymark.query.administration.Administration;
import org.waymark.query.projection.SetAside;

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

    /** An entry that could not be read. */
    public record Waiting(long position, String what, String cause, String since, String behind) {}

    private final Administration administration;
    private final Texts texts;
    private final Pages pages;

    AdministrationController(Administration administration, Texts texts, Pages pages) {
        this.administration = administration;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/administration")
    ResponseEntity<byte[]> show(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable Long folded,
            @RequestParam(required = false) @Nullable String part) {
        Administration.State state = administration.state();
        Administration.Rebuilding rebuild = state.rebuild();
        LogChecks.Result check = state.check();
        return pages.page(
                        request, part == null ? "administration" : "administration-part", Pages.Section.ADMINISTRATION)
                .with("withHtmx", true)
                .with("lead", lead(state))
                .with("busy", rebuild != null || state.checking())
                .with("checking", state.checking())
                .with("checkFailed", state.checkFailed())
                .with("check", check == null ? null : card(state, check))
                .with("row", row(state))
                .with("progress", rebuild == null ? null : progress(rebuild))
                .with("lastRebuild", rebuild == null ? last(state.lastRebuild()) : null)
                .with("waiting", state.waiting().stream().map(this::waiting).toList())
                .with("tried", folded == null ? null : tried(folded, state.waiting()))
                .show();
    }

    private String lead(Administration.State state) {
        LogChecks.Result check = state.check();
        String log = texts.get(
                check == null
                        ? "administration.lead.unchecked"
                        : check.verification().intact() ? "administration.lead.whole" : "administration.lead.broken",
                state.head());
        int waiting = state.waiting().size();
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

    private ViewRow row(Administration.State state) {
        long behind = Math.max(0, state.head() - state.views());
        String kind =
                state.rebuild() != null ? "rebuilding" : !state.running() ? "stopped" : behind > 0 ? "behind" : "up";
        return new ViewRow(state.views(), behind, kind, texts.get("administration.views.means." + kind));
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

    private Waiting waiting(SetAside.Waiting entry) {
        return new Waiting(
                entry.position(),
                texts.get("administration.waiting.what", entry.event(), entry.streamId()),
                entry.cause(),
                Dates.moment(entry.since()),
                entry.behind() == 0 ? "" : texts.get("administration.waiting.behind", entry.behind()));
    }

    private String tried(long folded, List<SetAside.Waiting> waiting) {
        return waiting.isEmpty()
                ? texts.get("administration.tried.all", folded)
                : texts.get("administration.tried", folded, waiting.size());
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

    @PostMapping("/administration/retry")
    ResponseEntity<Void> retry() {
        return back("?folded=" + administration.retry().folded());
    }

    private static ResponseEntity<Void> back(String query) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/administration" + query))
                .build();
    }
}
