/** Milestones alone, for the group that follows them. */
@NullMarked
package org.waymark.query.milestone;

import org.jspecify.annotations.NullMarked;
