package org.waymark.command.indicator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.waymark.command.rule.Imported;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

@Component
class IndicatorsOfTheLog implements IndicatorBook {

    private final EventLog log;

    IndicatorsOfTheLog(EventLog log) {
        this.log = log;
    }

    @Override
    public Map<String, IndicatorFacts> read(Collection<String> indicatorIds) {
        return fold(indicatorIds, _ -> true);
    }

    @Override
    public Map<String, IndicatorFacts> asImported(Collection<String> indicatorIds) {
        return fold(indicatorIds, Imported::is);
    }

    private Map<String, IndicatorFacts> fold(Collection<String> indicatorIds, Predicate<StoredEvent> counts) {
        Map<String, Indicator> indicators = new LinkedHashMap<>();
        for (StoredEvent stored : log.readStreams(indicatorIds)) {
            if (stored.payload() instanceof IndicatorEvent event && counts.test(stored)) {
                indicators
                        .computeIfAbsent(event.indicatorId(), _ -> new Indicator())
                        .on(event);
            }
        }
        Map<String, IndicatorFacts> facts = new LinkedHashMap<>();
        indicators.forEach((id, indicator) -> facts.put(id, indicator.facts(id)));
        return facts;
    }
}
