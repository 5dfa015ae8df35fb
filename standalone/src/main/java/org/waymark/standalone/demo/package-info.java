/** Real plans with an invented history, played day by day through the same HTTP API as everybody else's. */
@NullMarked
package org.waymark.standalone.demo;

import org.jspecify.annotations.NullMarked;
