/** Promises of the event log, kept or broken. */
@NullMarked
package org.waymark.eventstore;

import org.jspecify.annotations.NullMarked;
