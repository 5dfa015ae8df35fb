package org.waymark.command.rule;

/** The person who acts may not do this. */
public final class Forbidden extends Objection {

    private static final long serialVersionUID = 1L;

    /**
     * @param key of a text, for example {@code action.for-its-leads}: "Only those who lead 8.4 can do this."
     * @param arguments what fills its gaps
     */
    public Forbidden(String key, Object... arguments) {
        super(Texts.say(key, arguments));
    }
}
