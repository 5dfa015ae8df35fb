/** Measures that are numbers over time, per area and period. */
@NullMarked
package org.waymark.contract.indicator;

import org.jspecify.annotations.NullMarked;
