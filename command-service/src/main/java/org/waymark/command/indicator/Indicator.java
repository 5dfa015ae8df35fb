package org.waymark.command.indicator;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
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

/**
 * A measure that is a number over time. Once defined it takes one reading per area and period, which may be blank where the
 * source published none; a reading that was wrong is corrected, with a reason.
 */
@Aggregate(cache = "aggregateCache", commandTargetResolver = StreamTarget.BEAN)
class Indicator extends Decider {

    private record Cell(String area, String period) {}

    /** Set by the first event; Axon asks for it before, and wants null then. */
    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private String indicatorId;

    private String name = "";
    private final Map<Cell, Optional<BigDecimal>> readings = new HashMap<>();
    private final Set<String> removed = new HashSet<>();

    Indicator() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    long handle(DefineIndicator command, Plans plans) {
        plans.get(command.planId());
        apply(new IndicatorDefined(command.indicatorId(), command.planId(), command.name(), command.unit()));
        return version();
    }

    @CommandHandler
    void handle(RecordReading command) {
        if (readings.containsKey(new Cell(command.area(), command.period()))) {
            throw new Refused(name + " has a reading for " + command.area() + " in " + command.period()
                    + " already. Correct it, and say what was wrong.");
        }
        apply(new ReadingRecorded(indicatorId, command.area(), command.period(), command.value()));
    }

    @CommandHandler
    void handle(CorrectReading command) {
        Optional<BigDecimal> reading = readings.get(new Cell(command.area(), command.period()));
        if (reading == null) {
            throw new Refused(
                    name + " has no reading for " + command.area() + " in " + command.period() + " yet. Record one.");
        }
        BigDecimal from = reading.orElse(null);
        if (same(from, command.value())) {
            throw new Refused("This is the reading on record already, so nothing was changed.");
        }
        apply(new ReadingCorrected(
                indicatorId, command.area(), command.period(), from, command.value(), FreeText.of(command.reason())));
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

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.compareTo(other) == 0;
    }

    @EventSourcingHandler
    void on(IndicatorEvent event) {
        countVersion();
        switch (event) {
            case IndicatorDefined defined -> {
                indicatorId = defined.indicatorId();
                name = defined.name();
            }
            case ReadingRecorded recorded ->
                readings.put(new Cell(recorded.area(), recorded.period()), Optional.ofNullable(recorded.value()));
            case ReadingCorrected corrected ->
                readings.put(new Cell(corrected.area(), corrected.period()), Optional.ofNullable(corrected.to()));
            case IndicatorTextRedacted redacted -> removed.add(redacted.digest());
        }
    }
}
