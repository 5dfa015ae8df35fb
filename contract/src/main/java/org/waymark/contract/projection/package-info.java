/** What the services keep folded from the log, and what administrators decide about it. */
@NullMarked
package org.waymark.contract.projection;

import org.jspecify.annotations.NullMarked;
