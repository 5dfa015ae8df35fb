/** The pages: what people see of the plans, and how they move between them. */
@NullMarked
package org.waymark.query.web;

import org.jspecify.annotations.NullMarked;
