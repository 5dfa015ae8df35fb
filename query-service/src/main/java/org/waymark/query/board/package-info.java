/** The board of a plan, now or as it stood, filtered, sorted and paged. */
@NullMarked
package org.waymark.query.board;

import org.jspecify.annotations.NullMarked;
