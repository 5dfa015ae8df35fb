/** Who is at the other end of a page, and how they come in and leave. */
@NullMarked
package org.waymark.query.web.signin;

import org.jspecify.annotations.NullMarked;
