package org.waymark.query.action;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.escalation.FoldedEscalations;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.GroupState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.history.Teller;
import org.waymark.query.projection.PlanActions;
import org.waymark.query.projection.Views;
import org.waymark.query.reading.Reader;
import org.waymark.query.reading.Reader.Moment;
import org.waymark.query.reading.Reading;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;

/** Actions from folded rows, or folded again from their histories for a moment in the past. */
@Component
final class FoldedActions implements Actions {

    private final Views views;
    private final Reader reader;
    private final FoldedEscalations escalations;
    private final Teller teller;

    FoldedActions(Views views, Reader reader, FoldedEscalations escalations, Teller teller) {
        this.views = views;
        this.reader = reader;
        this.escalations = escalations;
        this.teller = teller;
    }

    @Override
    public ActionView action(String actionId, AsAt asAt) {
        Moment moment = reader.moment(asAt);
        boolean now = moment.asAt().isNow();
        ActionState action = now ? views.action(actionId) : views.action(actionId, moment.cut());
        if (action == null) {
            throw new NotKnown("action", actionId);
        }
        Reading reading = reader.reading();
        if (!now) {
            PlanFacts then = views.plan(action.planId(), moment.cut());
            reading = reading.on(moment.day());
            reading = then == null ? reading : reading.with(then);
        }
        Collection<ActionState> others = now
                ? views.actions(action.planId()).actions()
                : views.actions(action.planId(), moment.cut()).actions();
        return view(action, moment, reading, others);
    }

    @Override
    public List<ActionRow> ledBy(List<String> partyIds) {
        Reading reading = reader.reading();
        List<ActionState> led = new ArrayList<>();
        for (PlanActions plan : views.actionsOfAllPlans()) {
            for (ActionState action : plan.actions()) {
                if (partyIds.stream().anyMatch(party -> reading.leads(action, party))) {
                    led.add(action);
                }
            }
        }
        return led.stream().sorted(reading.byUrgency()).map(reading::row).toList();
    }

    @Override
    public boolean isLedBy(String actionId, List<String> partyIds) {
        ActionState action = views.action(actionId);
        Reading reading = reader.reading();
        return action != null && partyIds.stream().anyMatch(party -> reading.leads(action, party));
    }

    @Override
    public List<ActionView> withProposals() {
        Reading reading = reader.reading();
        Moment moment = reader.moment(AsAt.now());
        List<ActionView> waiting = new ArrayList<>();
        for (PlanActions plan : views.actionsOfAllPlans()) {
            Collection<ActionState> actions = plan.actions();
            actions.stream()
                    .filter(action -> !action.proposals().isEmpty())
                    .forEach(action -> waiting.add(view(action, moment, reading, actions)));
        }
        waiting.sort(Comparator.comparing((ActionView view) -> view.row().level() != 3)
                .thenComparing(view -> view.proposals().getFirst().since()));
        return waiting;
    }

    private ActionView view(ActionState action, Moment moment, Reading reading, Collection<ActionState> others) {
        PlanFacts plan = reading.plans().get(action.planId());
        return new ActionView(
                reading.row(action),
                plan == null ? PlanState.DRAFT : plan.state(),
                action.details(),
                action.leads(),
                action.timescale(),
                action.version(),
                Math.max(action.position(), action.aboutPosition()),
                moment.asAt(),
                reading.day(),
                action.addedOn(),
                action.firstDate(),
                moves(action),
                milestones(action, reading.day()),
                action.evidence().stream()
                        .map(e -> new ActionView.Evidence(e.title(), e.link(), text(e.note()), e.on()))
                        .toList(),
                action.decisions().stream().map(d -> decision(d, reading)).toList(),
                action.proposals().stream().map(p -> proposal(p, action)).toList(),
                concerns(action, reading),
                action.dependencies().stream()
                        .map(d -> linked(d.waitsFor(), d.note(), reading, others))
                        .toList(),
                others.stream()
                        .filter(other -> other.dependencies().stream()
                                .anyMatch(d -> d.waitsFor().equals(action.actionId())))
                        .map(other -> new ActionView.Linked(other.actionId(), reading.row(other), null))
                        .toList(),
                plan == null ? Map.of() : plan.details().ratings(),
                plan != null && plan.policy().proposals(),
                plan == null ? null : plan.adoptedOn());
    }

    private static List<ActionView.Move> moves(ActionState action) {
        LocalDate first = action.firstDate();
        return action.moves().stream()
                .map(move -> new ActionView.Move(
                        move.position(),
                        move.from(),
                        move.to(),
                        move.slip(),
                        move.days(),
                        first == null || move.to() == null ? 0 : ChronoUnit.DAYS.between(first, move.to()),
                        move.on()))
                .toList();
    }

    private static List<ActionView.Milestone> milestones(ActionState action, LocalDate day) {
        return action.milestones().stream()
                .map(m -> new ActionView.Milestone(
                        m.milestoneId(), m.text(), m.timescale(), m.reachedOn(), action.lateDays(m, day), m.first()))
                .toList();
    }

    private static ActionView.Decision decision(ActionState.Decision decision, Reading reading) {
        String groupId = decision.groupId();
        GroupState group = groupId == null ? null : reading.groups().get(groupId);
        return new ActionView.Decision(
                decision.kind(),
                decision.text().text(),
                groupId,
                group == null ? null : group.details().name(),
                decision.meetingId(),
                decision.decidedOn());
    }

    private ActionView.Proposal proposal(ActionState.Proposal proposal, ActionState action) {
        LocalDate from = action.timescale().target();
        LocalDate to =
                proposal.timescale() == null ? null : proposal.timescale().target();
        return new ActionView.Proposal(
                proposal.proposalId(),
                ActionRow.ProposalKind.valueOf(proposal.kind().name()),
                proposal.timescale(),
                from == null || to == null ? 0 : ChronoUnit.DAYS.between(from, to),
                proposal.words().text(),
                teller.who(Map.of(Metadata.ACTOR, proposal.by())).inWords(),
                proposal.since());
    }

    private List<EscalationView> concerns(ActionState action, Reading reading) {
        return action.escalations().stream()
                .sorted(Comparator.comparing((ActionState.Concern c) -> !c.open())
                        .thenComparing(ActionState.Concern::raisedAt, Comparator.reverseOrder()))
                .map(concern -> escalations.view(action, concern, reading))
                .toList();
    }

    private ActionView.Linked linked(
            String actionId, @Nullable FreeText note, Reading reading, Collection<ActionState> others) {
        ActionState other = others.stream()
                .filter(action -> action.actionId().equals(actionId))
                .findFirst()
                .orElseGet(() -> views.action(actionId));
        return new ActionView.Linked(actionId, other == null ? null : reading.row(other), text(note));
    }

    private static @Nullable String text(@Nullable FreeText text) {
        return text == null ? null : text.text();
    }
}
