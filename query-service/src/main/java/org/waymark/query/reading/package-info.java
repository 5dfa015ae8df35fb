/** Turns folded states into what a reader of a certain day sees: lateness, gaps, counts, names. */
@NullMarked
package org.waymark.query.reading;

import org.jspecify.annotations.NullMarked;
