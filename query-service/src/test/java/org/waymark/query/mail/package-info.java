/** Tests of what the package promises. */
@NullMarked
package org.waymark.query.mail;

import org.jspecify.annotations.NullMarked;
