/** The three services, their database and their mail server as one program that starts and stops as a whole. */
@NullMarked
package org.waymark.standalone.runtime;

import org.jspecify.annotations.NullMarked;
