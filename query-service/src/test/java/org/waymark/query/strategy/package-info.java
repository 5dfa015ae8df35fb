/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.strategy;

import org.jspecify.annotations.NullMarked;
