/** Who acts and what their role allows. */
@NullMarked
package org.waymark.command.identity;

import org.jspecify.annotations.NullMarked;
