/** One promise of a plan: what can be asked of it and what can happen to it. */
@NullMarked
package org.waymark.contract.action;

import org.jspecify.annotations.NullMarked;
