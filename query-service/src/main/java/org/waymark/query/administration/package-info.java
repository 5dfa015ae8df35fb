/** What an administrator sees of log and views, and can set going. */
@NullMarked
package org.waymark.query.administration;

import org.jspecify.annotations.NullMarked;
