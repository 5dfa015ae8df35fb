/** What would go out on the days to come, asked of the notifier. */
@NullMarked
package org.waymark.query.preview;

import org.jspecify.annotations.NullMarked;
