/** What all deciders share: refusals in plain words, stale edits, versions, and today's date. */
@NullMarked
package org.waymark.command.rule;

import org.jspecify.annotations.NullMarked;
