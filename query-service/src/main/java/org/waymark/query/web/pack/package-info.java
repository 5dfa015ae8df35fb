/** A pack as a page, as a PDF and as a workbook. */
@NullMarked
package org.waymark.query.web.pack;

import org.jspecify.annotations.NullMarked;
