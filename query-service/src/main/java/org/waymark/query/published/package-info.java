/** What the public sees of a plan: as at its last issued paper, without exempt items and without people. */
@NullMarked
package org.waymark.query.published;

import org.jspecify.annotations.NullMarked;
