/** Open and resolved escalations over all plans. */
@NullMarked
package org.waymark.query.escalation;

import org.jspecify.annotations.NullMarked;
