@NullMarked
package org.waymark.query.preview;

import org.jspecify.annotations.NullMarked;
