/** Decides about one promise of a plan, from its addition to its closing. */
@NullMarked
package org.waymark.command.action;

import org.jspecify.annotations.NullMarked;
