/** Mail on its way: written down first, claimed, handed over one at a time, retried, and put on record. */
@NullMarked
package org.waymark.notifier.outbox;

import org.jspecify.annotations.NullMarked;
