/** Promises of the embedded server, kept or broken. */
@NullMarked
package org.waymark.eventstore.embedded;

import org.jspecify.annotations.NullMarked;
