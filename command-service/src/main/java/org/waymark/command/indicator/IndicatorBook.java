package org.waymark.command.indicator;

import java.util.Collection;
import java.util.Map;

/** All indicators as they stand. */
public interface IndicatorBook {

    /** The indicators with these ids, by id, in the order of their definition; ids without one are left out. */
    Map<String, IndicatorFacts> read(Collection<String> indicatorIds);

    /** The same as imports alone have made them, for those that an import has touched. */
    Map<String, IndicatorFacts> asImported(Collection<String> indicatorIds);
}
