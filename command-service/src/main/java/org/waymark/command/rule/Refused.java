package org.waymark.command.rule;

/** A rule of the domain stands against a command. It says in plain words which, and what to do instead. */
public final class Refused extends Objection {

    private static final long serialVersionUID = 1L;

    /**
     * @param key of a text, for example {@code action.has-ended}: "8.4 has ended, so nothing can be changed. Reopen it
     *     first."
     * @param arguments what fills its gaps
     */
    public Refused(String key, Object... arguments) {
        super(Texts.say(key, arguments));
    }
}
