/** Measures Waymark as it runs, next to what the bare driver and the bare mail server do with the same load. */
@NullMarked
package org.waymark.standalone.bench;

import org.jspecify.annotations.NullMarked;
