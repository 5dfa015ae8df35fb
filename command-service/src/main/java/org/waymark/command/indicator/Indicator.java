package org.waymark.command.indicator;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.waymark.command.rule.Texts.say;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.waymark.command.indicator.IndicatorFacts.Cell;
import org.waymark.command.indicator.IndicatorFacts.Reading;
import org.waymark.command.plan.PlanActions;
import org.waymark.command.plan.Plans;
import org.waymark.command.rule.Decider;
import org.waymark.command.rule.Redaction;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StreamTarget;
import org.waymark.contract.indicator.IndicatorCommand.*;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.indicator.IndicatorEvent.*;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;

/**
 * A measure that is a number over time. Once defined it takes one reading per area and period: a value, or why there is
 * none. A reading that was wrong is corrected, with a reason. It can be linked to the actions of its plan that are to move it.
 */
@Aggregate(cache = "aggregateCache", commandTargetResolver = StreamTarget.BEAN)
class Indicator extends Decider {

    /** Set by the first event; Axon asks for it before, and wants null then. */
    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private String indicatorId;

    private String planId = "";
    private String name = "";
    private @Nullable String unit;
    private @Nullable String code;
    private @Nullable String source;
    private List<String> actionIds = List.of();
    private final Map<Cell, Reading> readings = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    Indicator() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    long handle(DefineIndicator command, Plans plans) {
        plans.get(command.planId());
        apply(new IndicatorDefined(
                command.indicatorId(),
                command.planId(),
                command.name(),
                command.unit(),
                command.code(),
                command.source()));
        return version();
    }

    @CommandHandler
    void handle(AmendIndicator command) {
        if (command.name().equals(name)
                && Objects.equals(command.unit(), unit)
                && Objects.equals(command.code(), code)
                && Objects.equals(command.source(), source)) {
            throw new Refused("indicator.says-this-already");
        }
        apply(new IndicatorAmended(indicatorId, command.name(), command.unit(), command.code(), command.source()));
    }

    @CommandHandler
    void handle(LinkActions command, PlanActions actions) {
        for (String actionId : command.actionIds()) {
            if (!actionIds.contains(actionId) && !actions.belongs(actionId, planId)) {
                throw new InvalidField("actionIds", say("indicator.choose-actions-of-its-plan"));
            }
        }
        if (Set.copyOf(command.actionIds()).equals(Set.copyOf(actionIds))) {
            throw new Refused("indicator.actions-are-linked");
        }
        apply(new ActionsLinked(indicatorId, actionIds, command.actionIds()));
    }

    @CommandHandler
    void handle(RecordReading command) {
        if (readings.containsKey(new Cell(command.area(), command.period()))) {
            throw new Refused("indicator.has-a-reading", name, command.area(), command.period());
        }
        apply(new ReadingRecorded(indicatorId, command.area(), command.period(), command.value(), command.gap()));
    }

    @CommandHandler
    void handle(CorrectReading command) {
        Reading reading = readings.get(new Cell(command.area(), command.period()));
        if (reading == null) {
            throw new Refused("indicator.has-no-reading", name, command.area(), command.period());
        }
        if (reading.same(new Reading(command.value(), command.gap()))) {
            throw new Refused("indicator.reading-is-on-record");
        }
        apply(new ReadingCorrected(
                indicatorId,
                command.area(),
                command.period(),
                reading.value(),
                command.value(),
                FreeText.of(command.reason()),
                reading.gap(),
                command.gap()));
    }

    @CommandHandler
    void handle(RedactIndicatorText command, Redaction redaction) {
        redaction.remove(indicatorId, command.position(), command.digest());
        if (!removed.contains(command.digest())) {
            apply(new IndicatorTextRedacted(indicatorId, command.position(), command.digest(), command.reason()));
        }
    }

    @Override
    protected boolean changesContent(Command command) {
        return !(command instanceof RedactIndicatorText);
    }

    /** @param id where only later events are folded, the first one has not told it */
    IndicatorFacts facts(String id) {
        return new IndicatorFacts(id, name, unit, code, source, readings);
    }

    @EventSourcingHandler
    void on(IndicatorEvent event) {
        countVersion();
        switch (event) {
            case IndicatorDefined defined -> {
                indicatorId = defined.indicatorId();
                planId = defined.planId();
                name = defined.name();
                unit = defined.unit();
                code = defined.code();
                source = defined.source();
            }
            case IndicatorAmended amended -> {
                name = amended.name();
                unit = amended.unit();
                code = amended.code();
                source = amended.source();
            }
            case ActionsLinked linked -> actionIds = linked.to();
            case ReadingRecorded recorded ->
                readings.put(
                        new Cell(recorded.area(), recorded.period()), new Reading(recorded.value(), recorded.gap()));
            case ReadingCorrected corrected ->
                readings.put(
                        new Cell(corrected.area(), corrected.period()), new Reading(corrected.to(), corrected.toGap()));
            case IndicatorTextRedacted redacted -> removed.add(redacted.digest());
        }
    }
}
