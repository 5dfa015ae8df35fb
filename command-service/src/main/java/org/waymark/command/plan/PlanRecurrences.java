package org.waymark.command.plan;

import java.time.LocalDate;

/** The actions of a plan that come back and name no part of the year. */
public interface PlanRecurrences {

    /** Has them count from this day, in the unit of work of whoever asks. */
    void countFrom(String planId, LocalDate adoptedOn);
}
