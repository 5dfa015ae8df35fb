/** Time as plans write it: timescales, working days, bank holidays. */
@NullMarked
package org.waymark.contract.time;

import org.jspecify.annotations.NullMarked;
