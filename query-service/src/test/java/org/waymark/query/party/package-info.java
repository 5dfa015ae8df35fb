@NullMarked
package org.waymark.query.party;

import org.jspecify.annotations.NullMarked;
