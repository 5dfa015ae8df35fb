/** One gap-free, tamper-evident order of events on MongoDB, as Axon's storage engine and as a log to read. */
@NullMarked
package org.waymark.eventstore;

import org.jspecify.annotations.NullMarked;
