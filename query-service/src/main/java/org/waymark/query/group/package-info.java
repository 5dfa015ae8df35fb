/** Groups and their meetings, with the dates that the papers follow. */
@NullMarked
package org.waymark.query.group;

import org.jspecify.annotations.NullMarked;
