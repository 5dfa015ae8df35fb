/** Reads a plan from a table that a council published, and turns what is new or different in it into commands. */
@NullMarked
package org.waymark.command.imports;

import org.jspecify.annotations.NullMarked;
