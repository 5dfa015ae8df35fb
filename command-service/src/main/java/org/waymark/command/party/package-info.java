/** Decides about the organisations, teams and roles that lead or partner actions. */
@NullMarked
package org.waymark.command.party;

import org.jspecify.annotations.NullMarked;
