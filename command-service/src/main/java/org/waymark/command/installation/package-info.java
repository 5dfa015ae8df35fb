/** Decides about what concerns the installation as a whole: the stop switch for all mail. */
@NullMarked
package org.waymark.command.installation;

import org.jspecify.annotations.NullMarked;
