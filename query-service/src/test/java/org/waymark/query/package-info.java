/** Folds events into what people read, and serves it. */
@NullMarked
package org.waymark.query;

import org.jspecify.annotations.NullMarked;
