package org.waymark.command.rule;

import org.waymark.contract.words.MessageFile;
import org.waymark.contract.words.Sentence;

/** What this service says to people, from {@code command-texts.properties}. No event holds any of it. */
public final class Texts {

    private static final MessageFile FILE = new MessageFile("command-texts");

    private Texts() {}

    /** A sentence, which is put into words where it is known who reads it. */
    public static Sentence say(String key, Object... arguments) {
        return FILE.sentence(key, arguments);
    }
}
