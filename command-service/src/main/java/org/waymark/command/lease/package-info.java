/** Lets one of several command-services append, and the others hand what they are asked to it. */
@NullMarked
package org.waymark.command.lease;

import org.jspecify.annotations.NullMarked;
