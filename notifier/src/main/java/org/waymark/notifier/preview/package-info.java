/** What the daily check would send on each day to come, from the very function that sends; nothing is stored or sent. */
@NullMarked
package org.waymark.notifier.preview;

import org.jspecify.annotations.NullMarked;
