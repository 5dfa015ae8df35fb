/** The one place where events become state: live rows, rebuilds, as-at reads and sentences all use it. */
@NullMarked
package org.waymark.query.fold;

import org.jspecify.annotations.NullMarked;
