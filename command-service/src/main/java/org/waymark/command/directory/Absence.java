package org.waymark.command.directory;

import static org.waymark.command.rule.Texts.say;

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
        InvalidField.required("from", from, say("directory.enter-the-first-day"));
        InvalidField.required("until", until, say("directory.enter-the-last-day"));
        InvalidField.plausible("from", from);
        InvalidField.plausible("until", until);
        if (until.isBefore(from)) {
            throw new InvalidField("until", say("directory.enter-a-later-last-day"));
        }
    }
}
