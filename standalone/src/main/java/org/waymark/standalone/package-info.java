/** The command line of Waymark on one machine. */
@NullMarked
package org.waymark.standalone;

import org.jspecify.annotations.NullMarked;
