/** What the demonstration says about itself when it is done, in figures that can be counted again from the log. */
@NullMarked
package org.waymark.standalone.report;

import org.jspecify.annotations.NullMarked;
