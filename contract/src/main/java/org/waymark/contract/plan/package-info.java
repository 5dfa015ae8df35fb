/** An action plan as a document: its details, outline, policy and life from draft to closed. */
@NullMarked
package org.waymark.contract.plan;

import org.jspecify.annotations.NullMarked;
