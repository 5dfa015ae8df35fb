/** The forms by which people change actions and calendars, and how what they typed reaches command-service. */
@NullMarked
package org.waymark.query.web.change;

import org.jspecify.annotations.NullMarked;
