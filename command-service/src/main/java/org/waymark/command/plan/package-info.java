/** Decides about a plan as a document, from draft to closed. */
@NullMarked
package org.waymark.command.plan;

import org.jspecify.annotations.NullMarked;
