/** What the daily check has to know of the log: one small row per action, plan, group, party and person written to. */
@NullMarked
package org.waymark.notifier.agenda;

import org.jspecify.annotations.NullMarked;
