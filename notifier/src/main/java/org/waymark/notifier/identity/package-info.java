/** Who may call the notifier, and as whom it calls others. */
@NullMarked
package org.waymark.notifier.identity;

import org.jspecify.annotations.NullMarked;
