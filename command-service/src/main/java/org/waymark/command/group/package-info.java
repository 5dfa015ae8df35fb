/** Decides about boards and other groups, their meetings, packs and decisions. */
@NullMarked
package org.waymark.command.group;

import org.jspecify.annotations.NullMarked;
