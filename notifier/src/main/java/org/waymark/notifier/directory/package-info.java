/** The people who can be written to, as the directory knows them on the day. */
@NullMarked
package org.waymark.notifier.directory;

import org.jspecify.annotations.NullMarked;
