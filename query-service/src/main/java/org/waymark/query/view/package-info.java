/** What the features' answers share: the moment looked at, references to parties, pages, counts. */
@NullMarked
package org.waymark.query.view;

import org.jspecify.annotations.NullMarked;
