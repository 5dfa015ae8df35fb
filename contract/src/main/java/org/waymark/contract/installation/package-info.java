/** What concerns an installation as a whole: whether mail goes out at all. */
@NullMarked
package org.waymark.contract.installation;

import org.jspecify.annotations.NullMarked;
