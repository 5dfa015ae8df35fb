/** Decides about measures that are numbers over time. */
@NullMarked
package org.waymark.command.indicator;

import org.jspecify.annotations.NullMarked;
