@NullMarked
package org.waymark.query.indicator;

import org.jspecify.annotations.NullMarked;
