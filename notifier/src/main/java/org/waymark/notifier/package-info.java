/** Works out who must hear what on which day, and makes sure that they do. */
@NullMarked
package org.waymark.notifier;

import org.jspecify.annotations.NullMarked;
