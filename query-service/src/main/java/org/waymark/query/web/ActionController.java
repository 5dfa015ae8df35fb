package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.log.Role;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.indicator.Indicators;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Page;
import org.waymark.query.web.change.ChangeMenu;

/** One action: what stands, how it came about, and what can be done. */
@Controller
class ActionController {

    /** Entries of the history on the action's own page; the rest is a click away. */
    private static final int ENTRIES = 50;

    private static final int HISTORY_PAGE = 100;

    /** An open concern, in sentences. */
    public record Concern(
            int level,
            String escalationId,
            String title,
            String text,
            EscalationMeetings.@Nullable Goes goes,
            boolean mayAcknowledge) {}

    /** A proposal that waits, in sentences. */
    public record Waiting(
            String proposalId, String text, @Nullable String words, String by) {}

    private final Actions actions;
    private final Indicators indicators;
    private final Histories histories;
    private final HistoryList historyList;
    private final DateLine line;
    private final ChangeMenu menu;
    private final EscalationMeetings meetings;
    private final Wording wording;
    private final Tags tags;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;

    ActionController(
            Actions actions,
            Indicators indicators,
            Histories histories,
            HistoryList historyList,
            DateLine line,
            ChangeMenu menu,
            EscalationMeetings meetings,
            Wording wording,
            Tags tags,
            Texts texts,
            Pages pages,
            Clock clock) {
        this.actions = actions;
        this.indicators = indicators;
        this.histories = histories;
        this.historyList = historyList;
        this.line = line;
        this.menu = menu;
        this.meetings = meetings;
        this.wording = wording;
        this.tags = tags;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/actions/{actionId}")
    ResponseEntity<byte[]> action(
            @PathVariable String actionId,
            @RequestParam(required = false) @Nullable String asAt,
            @RequestParam(required = false) @Nullable String by,
            HttpServletRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        AsAt moment = Asked.asAt(Asked.day("asAt", asAt), by, today);
        ActionView action = actions.action(actionId, moment);
        ActionRow row = action.row();
        SignedIn me = Pages.signedIn();
        Page<HistoryEntry> entries = histories.ofAction(actionId, Set.of(), moment, 1, ENTRIES);
        List<DateLine.Point> points = line.points(action);
        String when = wording.when(row);
        return pages.page(request, "action", Pages.Section.PLANS)
                .with("owner", "")
                .with("action", action)
                .with("row", row)
                .with("indicators", moment.isNow() ? indicators.ofAction(actionId) : List.of())
                .with("live", moment.isNow())
                .with("asAtDay", moment.day())
                .with("happened", moment.by() == AsAt.By.HAPPENED)
                .with("suffix", Asked.query(Asked.moment(moment)))
                .with("ratingTag", tags.rating(new Html(80), row.rating()))
                .with("levelTag", tags.level(new Html(80), row.level()))
                .with("status", wording.status(row.status()))
                .with("late", wording.late(row.when()))
                .with(
                        "slipped",
                        row.when().slips() == 0
                                ? ""
                                : texts.get(
                                        "action.slipped",
                                        wording.times(row.when().slips())))
                .with("when", when)
                .with("dateGap", wording.dateGap(row))
                .with("whenWritten", wording.whenWritten(row))
                .with("slips", wording.slips(row.when()))
                .with("leads", wording.names(row.leads()))
                .with("partners", wording.names(row.partners()))
                .with("lastWord", wording.lastWord(row))
                .with("concerns", concerns(action, me))
                .with("waiting", waiting(action))
                .with("mayDecide", menu.may("accept-proposal", me, action))
                .with("points", points)
                .with("line", line.draw(action, points))
                .with("menuItems", menu.offered(me, action))
                .with("maySet", menu.may("set-timescale", me, action))
                .with("mayMove", menu.may("slip-timescale", me, action))
                .with("mayPropose", menu.may("propose-date", me, action))
                .with("mayReport", menu.may("report-progress", me, action))
                .with("mayAssign", menu.may("assign-lead", me, action))
                .with("mayReassign", menu.may("reassign-lead", me, action))
                .with("mayPartner", menu.may("add-partner", me, action))
                .with("mayAmend", menu.may("amend-details", me, action))
                .with("mayReach", menu.may("reach-milestone", me, action))
                .with("mayMoveMilestone", menu.may("move-milestone", me, action))
                .with("mayNext", NextMailsController.maySee(me, action))
                .with("withHtmx", NextMailsController.maySee(me, action))
                .with("key", UUID.randomUUID().toString())
                .with("entries", entries)
                .with("history", historyList.entries(entries.rows(), false))
                .show();
    }

    private List<Concern> concerns(ActionView action, @Nullable SignedIn me) {
        List<Concern> concerns = new ArrayList<>();
        List<EscalationView> open =
                action.escalations().stream().filter(EscalationView::open).toList();
        if (open.isEmpty()) {
            return concerns;
        }
        EscalationMeetings.Meetings known = meetings.asTheyStand();
        for (EscalationView escalation : open) {
            StringBuilder text = new StringBuilder(StringUtils.capitalize(escalation.words())).append(". ");
            for (EscalationView.Told told : escalation.told()) {
                text.append(texts.get(
                                told.delivered() ? "escalation.told" : "escalation.not-told",
                                told.who(),
                                Dates.moment(told.at())))
                        .append(' ');
            }
            text.append(
                    escalation.acknowledged()
                            ? texts.get(
                                    "escalation.acknowledged-by",
                                    escalation.acknowledgedBy(),
                                    escalation.acknowledgedAt() == null
                                            ? ""
                                            : Dates.moment(escalation.acknowledgedAt()))
                            : texts.get("escalation.not-acknowledged"));
            if (escalation.acknowledgement() != null) {
                text.append(' ').append(texts.get("escalation.quote", escalation.acknowledgement()));
            }
            concerns.add(new Concern(
                    escalation.level(),
                    escalation.escalationId(),
                    texts.of("escalation.with", escalation.with(), escalation.raisedOn()),
                    text.toString(),
                    action.asAt().isNow() ? known.of(escalation) : null,
                    !escalation.acknowledged() && menu.may("acknowledge-escalation", me, action)));
        }
        return concerns;
    }

    private List<Waiting> waiting(ActionView action) {
        List<Waiting> waiting = new ArrayList<>();
        for (ActionView.Proposal proposal : action.proposals()) {
            waiting.add(new Waiting(
                    proposal.proposalId(),
                    ProposalController.words(texts, proposal),
                    proposal.words(),
                    texts.get("proposal.by", proposal.by(), Dates.moment(proposal.since()))));
        }
        return waiting;
    }

    @GetMapping("/actions/{actionId}/history")
    ResponseEntity<byte[]> history(
            @PathVariable String actionId,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request) {
        ActionRow row = actions.action(actionId, AsAt.now()).row();
        HistoryEntry.Kind wanted = Asked.value(HistoryEntry.Kind.class, "kind", kind);
        Page<HistoryEntry> entries = histories.ofAction(
                actionId, wanted == null ? Set.of() : Set.of(wanted), AsAt.now(), page, HISTORY_PAGE);
        SignedIn me = Pages.signedIn();
        return pages.page(request, "action-history", Pages.Section.PLANS)
                .with("row", row)
                .with("entries", entries)
                .with("kind", wanted)
                .with("kinds", HistoryEntry.Kind.values())
                .with("path", "/actions/" + actionId + "/history")
                .with("history", historyList.entries(entries.rows(), false))
                .with(
                        "redactable",
                        me == null || me.role() != Role.ADMINISTRATOR
                                ? List.of()
                                : entries.rows().stream()
                                        .filter(entry -> entry.quote() != null && entry.quoteDigest() != null)
                                        .toList())
                .show();
    }
}
