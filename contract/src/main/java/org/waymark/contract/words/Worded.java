package org.waymark.contract.words;

/** What stands against something, to be told to whoever wanted it. As an exception its message is the same in English. */
public interface Worded {

    /** What to tell them, and mostly also what to do instead. */
    Sentence sentence();
}
