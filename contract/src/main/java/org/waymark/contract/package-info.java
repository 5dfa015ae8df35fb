/** The words the services share: commands, events and the value types they carry, as records, without a framework. */
@NullMarked
package org.waymark.contract;

import org.jspecify.annotations.NullMarked;
