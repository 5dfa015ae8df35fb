/** The language in which whoever asks is answered. */
@NullMarked
package org.waymark.query.language;

import org.jspecify.annotations.NullMarked;
