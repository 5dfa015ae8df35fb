/** What a digest says, as text and as HTML in the same words, and how it is handed to the mail server. */
@NullMarked
package org.waymark.notifier.mail;

import org.jspecify.annotations.NullMarked;
