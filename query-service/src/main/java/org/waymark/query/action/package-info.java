/** One action with its whole audit trail, and the actions of one party. */
@NullMarked
package org.waymark.query.action;

import org.jspecify.annotations.NullMarked;
