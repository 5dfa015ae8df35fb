/** Who may read, and how a signed-in person is passed on to the other services. */
@NullMarked
package org.waymark.query.identity;

import org.jspecify.annotations.NullMarked;
