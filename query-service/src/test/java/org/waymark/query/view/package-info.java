/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.view;

import org.jspecify.annotations.NullMarked;
