/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.milestone;

import org.jspecify.annotations.NullMarked;
