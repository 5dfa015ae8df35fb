/** Sentences that people read, kept in message files and written in the language of whoever reads them. */
@NullMarked
package org.waymark.contract.words;

import org.jspecify.annotations.NullMarked;
