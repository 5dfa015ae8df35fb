/** Puts on record what administrators decide about entries that a projection could not read. */
@NullMarked
package org.waymark.command.projection;

import org.jspecify.annotations.NullMarked;
