@NullMarked
package org.waymark.query.published;

import org.jspecify.annotations.NullMarked;
