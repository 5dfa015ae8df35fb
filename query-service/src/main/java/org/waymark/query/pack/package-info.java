/** The pack of a meeting: one report, folded at one entry of the log, that is the same for ever once it is issued. */
@NullMarked
package org.waymark.query.pack;

import org.jspecify.annotations.NullMarked;
