/** Boards and other groups, their meetings, packs and decisions. */
@NullMarked
package org.waymark.contract.group;

import org.jspecify.annotations.NullMarked;
