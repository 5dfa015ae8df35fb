/** Organisations, teams and roles that lead or partner actions. */
@NullMarked
package org.waymark.contract.party;

import org.jspecify.annotations.NullMarked;
