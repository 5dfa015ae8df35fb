/** A MongoDB server within the JVM, in memory or on disk, for tests, the demo and pilots on one machine. */
@NullMarked
package org.waymark.eventstore.embedded;

import org.jspecify.annotations.NullMarked;
