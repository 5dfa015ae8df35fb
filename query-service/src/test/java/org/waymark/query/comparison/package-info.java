/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.comparison;

import org.jspecify.annotations.NullMarked;
