/** What query-service answers as JSON, and how it refuses. */
@NullMarked
package org.waymark.query.api;

import org.jspecify.annotations.NullMarked;
