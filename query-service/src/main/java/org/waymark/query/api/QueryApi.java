package org.waymark.query.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.SetAside;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.board.Board;
import org.waymark.query.board.Boards;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.comparison.Comparisons;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.escalation.Escalations;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.indicator.IndicatorView;
import org.waymark.query.indicator.Indicators;
import org.waymark.query.mail.MailFilter;
import org.waymark.query.mail.MailView;
import org.waymark.query.mail.Mails;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.Rebuild;
import org.waymark.query.projection.Reconciliation;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.Page;

/** The answers of this service as JSON. Past moments: {@code asAt} (a date) or {@code position}, and {@code by}. */
@RestController
@RequestMapping("/api")
class QueryApi {

    /** Longest wait for what a caller has just written. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Plans plans;
    private final Boards boards;
    private final Actions actions;
    private final Comparisons comparisons;
    private final Histories histories;
    private final Escalations escalations;
    private final Mails mails;
    private final Groups groups;
    private final Parties parties;
    private final Indicators indicators;
    private final ProjectionPosition position;
    private final Rebuild rebuild;
    private final SetAside setAside;
    private final Reconciliation reconciliation;

    QueryApi(
            Plans plans,
            Boards boards,
            Actions actions,
            Comparisons comparisons,
            Histories histories,
            Escalations escalations,
            Mails mails,
            Groups groups,
            Parties parties,
            Indicators indicators,
            ProjectionPosition position,
            Rebuild rebuild,
            @Qualifier("querySetAside") SetAside setAside,
            Reconciliation reconciliation) {
        this.plans = plans;
        this.boards = boards;
        this.actions = actions;
        this.comparisons = comparisons;
        this.histories = histories;
        this.escalations = escalations;
        this.mails = mails;
        this.groups = groups;
        this.parties = parties;
        this.indicators = indicators;
        this.position = position;
        this.rebuild = rebuild;
        this.setAside = setAside;
        this.reconciliation = reconciliation;
    }

    @GetMapping("/plans")
    List<PlanSummary> plans() {
        return plans.summaries();
    }

    @GetMapping("/plans/{planId}")
    ResponseEntity<PlanView> plan(@PathVariable String planId) {
        PlanView plan = plans.plan(planId);
        return ResponseEntity.ok().eTag("\"" + plan.version() + "\"").body(plan);
    }

    @GetMapping("/plans/{planId}/board")
    Board board(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String theme,
            @RequestParam(required = false) @Nullable String party,
            @RequestParam(required = false) @Nullable String rating,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String label,
            @RequestParam(required = false) @Nullable String needs,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "200") int size,
            Parameters.When when) {
        return boards.board(
                planId,
                Parameters.filter(words, theme, party, rating, status, label, needs, sort, page, size),
                when.read());
    }

    /** What changed between two days, or two log entries; to now, where the second is left out. */
    @GetMapping("/plans/{planId}/changes")
    Comparison changes(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String fromPosition,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String toPosition) {
        AsAt first = Parameters.asAt(from, fromPosition, null);
        if (first.isNow()) {
            throw new InvalidQuery("from", "enter-a-date-or-an-entry");
        }
        return comparisons.compare(planId, first, Parameters.asAt(to, toPosition, null));
    }

    @GetMapping("/plans/{planId}/history")
    Page<HistoryEntry> planHistory(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable String kinds,
            Parameters.When when,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        return histories.ofPlan(planId, Parameters.kinds(kinds), when.read(), page, size);
    }

    /** The ETag is the version of the content: what If-Match of a change takes. */
    @GetMapping("/actions/{actionId}")
    ResponseEntity<ActionView> action(@PathVariable String actionId, Parameters.When when) {
        ActionView action = actions.action(actionId, when.read());
        return action.asAt().isNow()
                ? ResponseEntity.ok().eTag("\"" + action.version() + "\"").body(action)
                : ResponseEntity.ok(action);
    }

    @GetMapping("/actions/{actionId}/history")
    Page<HistoryEntry> actionHistory(
            @PathVariable String actionId,
            @RequestParam(required = false) @Nullable String kinds,
            Parameters.When when,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        return histories.ofAction(actionId, Parameters.kinds(kinds), when.read(), page, size);
    }

    @GetMapping("/parties")
    List<PartyView> parties() {
        return parties.all();
    }

    @GetMapping("/parties/{partyId}")
    PartyView party(@PathVariable String partyId) {
        return parties.party(partyId);
    }

    @GetMapping("/parties/{partyId}/actions")
    Page<ActionRow> ledBy(
            @PathVariable String partyId,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "100") int size) {
        parties.party(partyId);
        return Page.of(actions.ledBy(List.of(partyId)), page, size);
    }

    @GetMapping("/parties/{partyId}/history")
    Page<HistoryEntry> partyHistory(
            @PathVariable String partyId,
            Parameters.When when,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        return histories.ofParty(partyId, when.read(), page, size);
    }

    /** {@code state}: {@code open} (default) or {@code resolved}. */
    @GetMapping("/escalations")
    Page<EscalationView> escalations(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable Integer level,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "100") int size) {
        EscalationState wanted = Parameters.constant("state", state, EscalationState.class);
        return wanted == EscalationState.RESOLVED
                ? escalations.resolved(Parameters.given(plan), level, page, size)
                : Page.of(escalations.open(Parameters.given(plan), level), page, size);
    }

    private enum EscalationState {
        OPEN,
        RESOLVED
    }

    @GetMapping("/proposals")
    Page<ActionView> proposals(
            @RequestParam(defaultValue = "1") int page, @RequestParam(defaultValue = "100") int size) {
        return Page.of(actions.withProposals(), page, size);
    }

    @GetMapping("/mails")
    MailLog mails(
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable String party,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "100") int size,
            Authentication asking) {
        OwnParties.check(asking, Parameters.given(party));
        MailFilter filter = new MailFilter(
                Parameters.given(plan),
                Parameters.given(party),
                Parameters.given(action),
                Parameters.constant("state", state, MailState.class),
                Parameters.constant("rule", rule, MailRule.class),
                Parameters.constant("role", role, RecipientRole.class),
                Parameters.date("from", from),
                Parameters.date("until", until));
        return new MailLog(OwnParties.bind(asking) ? Map.of() : mails.byState(), mails.log(filter, page, size));
    }

    /** @param states how many mails there are in each state, whatever the filter; empty for leads */
    record MailLog(Map<MailState, Integer> states, Page<MailView> mails) {}

    @GetMapping("/mails/{mailId}")
    MailView mail(@PathVariable String mailId, Authentication asking) {
        MailView mail = mails.mail(mailId);
        OwnParties.check(asking, mail.partyId());
        return mail;
    }

    @GetMapping("/groups")
    List<GroupView> groups() {
        return groups.all();
    }

    @GetMapping("/groups/{groupId}")
    ResponseEntity<GroupView> group(@PathVariable String groupId) {
        GroupView group = groups.group(groupId);
        return ResponseEntity.ok().eTag("\"" + group.version() + "\"").body(group);
    }

    @GetMapping("/groups/{groupId}/history")
    Page<HistoryEntry> groupHistory(
            @PathVariable String groupId,
            Parameters.When when,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        return histories.ofGroup(groupId, when.read(), page, size);
    }

    @GetMapping("/indicators")
    List<IndicatorView> indicators(@RequestParam(required = false) @Nullable String plan) {
        return plan == null ? indicators.all() : indicators.ofPlan(plan);
    }

    @GetMapping("/indicators/{indicatorId}")
    ResponseEntity<IndicatorView> indicator(@PathVariable String indicatorId) {
        IndicatorView indicator = indicators.indicator(indicatorId);
        return ResponseEntity.ok().eTag("\"" + indicator.version() + "\"").body(indicator);
    }

    @GetMapping("/indicators/{indicatorId}/history")
    Page<HistoryEntry> indicatorHistory(
            @PathVariable String indicatorId,
            Parameters.When when,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size) {
        return histories.ofIndicator(indicatorId, when.read(), page, size);
    }

    /** How far the views have read; waits for {@code await} for up to ten seconds. */
    @GetMapping("/views")
    ViewsState views(@RequestParam(required = false) @Nullable Long await) {
        boolean reached = await == null || position.await(await, PATIENCE);
        return new ViewsState(position.position(), reached);
    }

    record ViewsState(long position, boolean reached) {}

    /** Builds the views again beside the live ones, and switches. */
    @PostMapping("/views/rebuild")
    Rebuild.Report rebuild() {
        return rebuild.run();
    }

    /** What could not be folded, and what is left out on the record. */
    @GetMapping("/views/dead-letters")
    DeadLetters deadLetters() {
        return new DeadLetters(setAside.waiting(), setAside.discards().all());
    }

    record DeadLetters(List<SetAside.Waiting> waiting, List<Discards.Discarded> discarded) {}

    /** What the last comparison of stored rows with the log found; no content before the first. */
    @GetMapping("/views/comparison")
    ResponseEntity<Reconciliation.Result> comparison() {
        return reconciliation
                .last()
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    /** Compares a sample of the stored rows with the log. */
    @PostMapping("/views/comparison")
    Reconciliation.Result compare() {
        return reconciliation.run();
    }

    /** Tries the entries that could not be folded once more. */
    @PostMapping("/views/dead-letters/retry")
    SetAside.Retried retry() {
        return setAside.retry();
    }
}
