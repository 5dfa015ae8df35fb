/** Indicators of a plan: measures that are numbers over time, per area and period. */
@NullMarked
package org.waymark.query.indicator;

import org.jspecify.annotations.NullMarked;
