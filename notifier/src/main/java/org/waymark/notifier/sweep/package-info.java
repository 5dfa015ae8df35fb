/** What is due on a day, as a pure function: one class per rule of the policy, and the ladder of escalations. */
@NullMarked
package org.waymark.notifier.sweep;

import org.jspecify.annotations.NullMarked;
