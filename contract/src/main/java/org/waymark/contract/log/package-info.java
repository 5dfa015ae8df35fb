/** How facts are named, versioned and attributed in the event log. */
@NullMarked
package org.waymark.contract.log;

import org.jspecify.annotations.NullMarked;
