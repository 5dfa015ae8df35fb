package org.waymark.command.rule;

import org.waymark.contract.words.Sentence;
import org.waymark.contract.words.Worded;

/** Stands against what was asked, and says so to whoever asked. It is an answer, not a fault, and so has no stack trace. */
public abstract class Objection extends RuntimeException implements Worded {

    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    protected Objection(Sentence sentence) {
        super(sentence.toString(), null, false, false);
        this.sentence = sentence;
    }

    @Override
    public final Sentence sentence() {
        return sentence;
    }
}
