/** Puts on record what the notifier sent. */
@NullMarked
package org.waymark.command.mail;

import org.jspecify.annotations.NullMarked;
