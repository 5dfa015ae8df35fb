package org.waymark.command.plan;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.waymark.command.rule.Texts.say;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.waymark.command.rule.Decider;
import org.waymark.command.rule.Redaction;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StreamTarget;
import org.waymark.command.rule.Today;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.plan.PlanCommand.*;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanEvent.*;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanOutline.Objective;
import org.waymark.contract.plan.PlanOutline.Theme;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;

/**
 * A plan as a document. It is created as a draft, whose gaps are counted and about which nobody is mailed; when its board
 * adopts it, reminders and ladder begin to count. Its cover, its outline and its policy may change at any time until it is
 * closed. It may be shown to the public and withdrawn again. Actions that go on after it are carried over into a
 * successor, with their history.
 */
@Aggregate(cache = "aggregateCache", commandTargetResolver = StreamTarget.BEAN)
class Plan extends Decider {

    /** Set by the first event; Axon asks for it before, and wants null then. */
    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private String planId;

    private @Nullable PlanDetails details;
    private PlanOutline outline = PlanOutline.empty();
    private Policy policy = Policy.standard();
    private PlanState state = PlanState.DRAFT;
    private @Nullable LocalDate adoptedOn;
    private boolean published;
    private final Map<String, String> carriedOver = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    Plan() {}

    // What can be asked of it

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    long handle(CreatePlan command) {
        check(command.outline());
        apply(new PlanCreated(command.planId(), command.details(), command.outline(), Policy.standard()));
        return version();
    }

    @CommandHandler
    void handle(AmendPlan command) {
        checkNotClosed();
        PlanDetails to = Objects.equals(command.details(), details) ? null : command.details();
        PlanOutline toOutline = Objects.equals(command.outline(), outline) ? null : command.outline();
        if (to == null && toOutline == null) {
            throw nothingChanges();
        }
        if (toOutline != null) {
            check(toOutline);
        }
        apply(new PlanAmended(planId, to, toOutline, FreeText.ofNullable(command.reason())));
    }

    @CommandHandler
    void handle(AdoptPlan command, PlanRecurrences recurrences, Today today) {
        checkNotClosed();
        if (state == PlanState.ADOPTED) {
            throw new Refused("plan.is-adopted", title());
        }
        LocalDate adoptedOn = today.date();
        apply(new PlanAdopted(planId, adoptedOn, FreeText.ofNullable(command.note())));
        recurrences.countFrom(planId, adoptedOn);
    }

    @CommandHandler
    void handle(SetPolicy command) {
        checkNotClosed();
        if (command.policy().equals(policy)) {
            throw nothingChanges();
        }
        apply(new PolicySet(planId, policy, command.policy()));
    }

    @CommandHandler
    void handle(PublishPlan command) {
        if (state == PlanState.DRAFT) {
            throw new Refused("plan.is-a-draft", title());
        }
        if (published) {
            throw new Refused("plan.is-published", title());
        }
        apply(new PlanPublished(planId));
    }

    @CommandHandler
    void handle(WithdrawPlan command) {
        if (!published) {
            throw new Refused("plan.is-not-published", title());
        }
        apply(new PlanWithdrawn(planId, FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(ClosePlan command) {
        checkNotClosed();
        apply(new PlanClosed(planId, FreeText.of(command.reason())));
    }

    @CommandHandler
    void handle(CarryOverActions command, Plans plans, PlanActions actions) {
        if (command.successorPlanId().equals(planId)) {
            throw new InvalidField("successorPlanId", say("plan.choose-another-plan"));
        }
        PlanFacts successor = plans.find(command.successorPlanId())
                .orElseThrow(() -> new InvalidField("successorPlanId", say("plan.choose-a-plan")));
        if (successor.closed()) {
            throw new Refused("plan.successor-is-closed", successor.title());
        }
        for (String actionId : command.actionIds()) {
            if (successor.carriedOver().containsKey(actionId)) {
                throw new Refused("plan.action-came-from-there", successor.title());
            }
            if (carriedOver.containsKey(actionId)) {
                throw new Refused("plan.action-was-carried-over");
            }
            if (!actions.belongs(actionId, planId)) {
                throw new InvalidField("actionIds", say("plan.choose-its-actions", title(), actionId));
            }
        }
        List<String> actionIds = command.actionIds().stream().distinct().toList();
        apply(new ActionsCarriedOver(planId, command.successorPlanId(), actionIds));
    }

    @CommandHandler
    void handle(RedactPlanText command, Redaction redaction) {
        redaction.remove(planId, command.position(), command.digest());
        if (!removed.contains(command.digest())) {
            apply(new PlanTextRedacted(planId, command.position(), command.digest(), command.reason()));
        }
    }

    // Rules

    @Override
    protected boolean changesContent(Command command) {
        return !(command instanceof RedactPlanText);
    }

    private void checkNotClosed() {
        if (state == PlanState.CLOSED) {
            throw new Refused("plan.is-closed", title());
        }
    }

    private Refused nothingChanges() {
        return new Refused("plan.says-this-already", title());
    }

    private String title() {
        return details == null ? planId : details.title();
    }

    private static void check(PlanOutline outline) {
        Set<String> themes = new HashSet<>();
        Set<String> objectives = new HashSet<>();
        for (Theme theme : outline.themes()) {
            if (!themes.add(theme.themeId())) {
                throw new InvalidField("outline.themes", say("plan.theme-stands-twice", theme.themeId()));
            }
            for (Objective objective : theme.objectives()) {
                if (!objectives.add(objective.objectiveId())) {
                    throw new InvalidField(
                            "outline.themes", say("plan.objective-stands-twice", objective.objectiveId()));
                }
            }
        }
    }

    // What happened to it

    @EventSourcingHandler
    void on(PlanEvent event) {
        countVersion();
        switch (event) {
            case PlanCreated created -> {
                planId = created.planId();
                details = created.details();
                outline = created.outline();
                policy = created.policy();
            }
            case PlanAmended amended -> {
                details = amended.details() == null ? details : amended.details();
                outline = Objects.requireNonNullElse(amended.outline(), outline);
            }
            case PlanAdopted adopted -> {
                state = PlanState.ADOPTED;
                adoptedOn = adopted.adoptedOn();
            }
            case PolicySet set -> policy = set.to();
            case PlanPublished _ -> published = true;
            case PlanWithdrawn _ -> published = false;
            case PlanClosed _ -> state = PlanState.CLOSED;
            case ActionsCarriedOver carried ->
                carried.actionIds().forEach(actionId -> carriedOver.put(actionId, carried.successorPlanId()));
            case PlanTextRedacted redacted -> removed.add(redacted.digest());
        }
    }

    Optional<PlanBook.Content> content() {
        return Optional.ofNullable(details).map(cover -> new PlanBook.Content(cover, outline));
    }

    PlanFacts facts() {
        Set<String> themes = new HashSet<>();
        Set<String> objectives = new HashSet<>();
        for (Theme theme : outline.themes()) {
            themes.add(theme.themeId());
            theme.objectives().forEach(objective -> objectives.add(objective.objectiveId()));
        }
        return new PlanFacts(
                planId,
                title(),
                adoptedOn,
                state == PlanState.CLOSED,
                policy.proposals(),
                Set.copyOf(themes),
                Set.copyOf(objectives),
                Map.copyOf(carriedOver));
    }
}
