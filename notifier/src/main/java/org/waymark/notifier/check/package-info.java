/** The daily check: wakes, sweeps, raises, writes, sends and puts on record, each thing once. */
@NullMarked
package org.waymark.notifier.check;

import org.jspecify.annotations.NullMarked;
