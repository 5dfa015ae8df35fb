/** The people behind parties and groups: personal data, kept outside the log so that somebody can be forgotten. */
@NullMarked
package org.waymark.command.directory;

import org.jspecify.annotations.NullMarked;
