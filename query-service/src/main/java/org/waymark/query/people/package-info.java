/** Names of people and contacts, looked up when something is shown and never stored. */
@NullMarked
package org.waymark.query.people;

import org.jspecify.annotations.NullMarked;
