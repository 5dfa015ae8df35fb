/** What a pilot on one machine needs until identity is finished. */
@NullMarked
package org.waymark.standalone.pilot;

import org.jspecify.annotations.NullMarked;
