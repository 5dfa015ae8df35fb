/** The log of mails: what was sent to whom, never an address. */
@NullMarked
package org.waymark.query.mail;

import org.jspecify.annotations.NullMarked;
