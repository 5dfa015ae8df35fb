/** Plans as a list and one by one: counts, gaps, ratings at each meeting. */
@NullMarked
package org.waymark.query.plan;

import org.jspecify.annotations.NullMarked;
