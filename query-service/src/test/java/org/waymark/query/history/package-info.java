/** What happened, told in sentences. */
@NullMarked
package org.waymark.query.history;

import org.jspecify.annotations.NullMarked;
