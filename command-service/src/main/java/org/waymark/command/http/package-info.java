/** The command API: every command under its own address, problems in plain words, and its OpenAPI description. */
@NullMarked
package org.waymark.command.http;

import org.jspecify.annotations.NullMarked;
