package org.waymark.query.view;

import org.waymark.contract.words.MessageFile;
import org.waymark.contract.words.Sentence;
import org.waymark.contract.words.Worded;

/** A parameter of a query has no usable value. It says so as an instruction that a reader can follow. */
public final class InvalidQuery extends RuntimeException implements Worded {

    private static final long serialVersionUID = 1L;

    private static final MessageFile TEXTS = new MessageFile("query-problems");

    private final String field;
    private final transient Sentence sentence;

    /**
     * @param field name of the query parameter
     * @param key of an instruction in {@code query-problems.properties}, for example {@code enter-a-date}
     * @param arguments what fills its gaps
     */
    public InvalidQuery(String field, String key, Object... arguments) {
        this(field, TEXTS.sentence(key, arguments));
    }

    private InvalidQuery(String field, Sentence sentence) {
        super(sentence.toString());
        this.field = field;
        this.sentence = sentence;
    }

    /** Name of the query parameter. */
    public String field() {
        return field;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
