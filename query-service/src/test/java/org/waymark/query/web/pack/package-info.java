/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.web.pack;

import org.jspecify.annotations.NullMarked;
