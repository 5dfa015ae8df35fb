/** Strategies that several partners deliver, each by a plan of its own, rolled up by priority. */
@NullMarked
package org.waymark.query.strategy;

import org.jspecify.annotations.NullMarked;
