/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.published;

import org.jspecify.annotations.NullMarked;
