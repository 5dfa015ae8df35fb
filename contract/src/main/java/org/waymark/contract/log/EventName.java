package org.waymark.contract.log;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name and version under which an event is stored, for as long as the log lives. Independent of the class name, so
 * that classes can be renamed and moved; never reused for another meaning.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventName {

    /** Stream kind, a dot, and what happened, in lower case with hyphens: {@code action.timescale-slipped}. */
    String value();

    /** Counts up with every change of the stored form that an older reader could not read. Starts at 1. */
    int version() default 1;
}
