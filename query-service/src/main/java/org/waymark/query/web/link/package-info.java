/** Pages that a link in a mail opens, without an account: for one person, and for nothing but what the link says. */
@NullMarked
package org.waymark.query.web.link;

import org.jspecify.annotations.NullMarked;
