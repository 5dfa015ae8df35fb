/** Keeps the folded rows and histories up to date with the log. */
@NullMarked
package org.waymark.query.projection;

import org.jspecify.annotations.NullMarked;
