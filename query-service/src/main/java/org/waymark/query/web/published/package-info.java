/** Pages, open data and feeds of published plans, for everybody. */
@NullMarked
package org.waymark.query.web.published;

import org.jspecify.annotations.NullMarked;
