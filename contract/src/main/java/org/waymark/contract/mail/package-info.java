/** What was sent to whom, as facts of the log; never an address. */
@NullMarked
package org.waymark.contract.mail;

import org.jspecify.annotations.NullMarked;
