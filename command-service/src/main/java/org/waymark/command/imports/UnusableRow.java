package org.waymark.command.imports;

import static org.waymark.command.rule.Texts.say;

import org.waymark.command.rule.Objection;

/** A row has something that cannot be used; it is left out and reported. */
final class UnusableRow extends Objection {

    private static final long serialVersionUID = 1L;

    UnusableRow(String key, Object... arguments) {
        super(say(key, arguments));
    }
}
