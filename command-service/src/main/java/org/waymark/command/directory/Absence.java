package org.waymark.command.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.InvalidField;

/**
 * Days on which somebody is not there.
 *
 * @param from first day away
 * @param until last day away
 * @param deputy contact id of whoever gets the mail on those days, or null for nobody: a gap
 */
record Absence(LocalDate from, LocalDate until, @Nullable String deputy) {

    Absence {
        InvalidField.required("from", from, "Enter the first day away");
        InvalidField.required("until", until, "Enter the last day away");
        InvalidField.plausible("from", from);
        InvalidField.plausible("until", until);
        if (until.isBefore(from)) {
            throw new InvalidField("until", "Enter a last day that is not before the first");
        }
    }
}
