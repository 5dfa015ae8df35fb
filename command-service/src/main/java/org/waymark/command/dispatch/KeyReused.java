package org.waymark.command.dispatch;

import static org.waymark.command.rule.Texts.say;

import org.waymark.command.rule.Objection;

/** A request key came a second time, with another request. */
public final class KeyReused extends Objection {

    private static final long serialVersionUID = 1L;

    public KeyReused() {
        super(say("request.key-was-used"));
    }
}
