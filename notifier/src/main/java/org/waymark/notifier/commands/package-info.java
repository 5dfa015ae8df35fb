/** What the notifier asks of command-service, over HTTP. */
@NullMarked
package org.waymark.notifier.commands;

import org.jspecify.annotations.NullMarked;
