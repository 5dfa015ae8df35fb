/** Two positions of the log compared: what changed in a plan between them. */
@NullMarked
package org.waymark.query.comparison;

import org.jspecify.annotations.NullMarked;
