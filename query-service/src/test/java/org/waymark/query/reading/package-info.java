/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.reading;

import org.jspecify.annotations.NullMarked;
