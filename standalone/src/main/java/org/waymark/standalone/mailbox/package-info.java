/** A mail server that keeps every mail on this machine, and the pages on which the mails are read. */
@NullMarked
package org.waymark.standalone.mailbox;

import org.jspecify.annotations.NullMarked;
