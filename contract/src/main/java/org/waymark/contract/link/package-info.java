/** Links in mails that stand for one person, without an account: what is in them, and how they are signed. */
@NullMarked
package org.waymark.contract.link;

import org.jspecify.annotations.NullMarked;
