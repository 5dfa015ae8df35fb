package org.waymark.command.rule;

/** Nothing is known under an id. */
public final class UnknownId extends Objection {

    private static final long serialVersionUID = 1L;

    /**
     * @param key of a text, for example {@code plan.is-unknown}: "No plan has the id kirklees."
     * @param arguments what fills its gaps
     */
    public UnknownId(String key, Object... arguments) {
        super(Texts.say(key, arguments));
    }
}
