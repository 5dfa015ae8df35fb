/** The service that takes commands, decides, and appends events. */
@NullMarked
package org.waymark.command;

import org.jspecify.annotations.NullMarked;
