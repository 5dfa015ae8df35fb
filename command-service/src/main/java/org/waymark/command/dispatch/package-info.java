/** Sends commands to their deciders on behalf of somebody, once per request key. */
@NullMarked
package org.waymark.command.dispatch;

import org.jspecify.annotations.NullMarked;
