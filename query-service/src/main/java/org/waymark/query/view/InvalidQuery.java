package org.waymark.query.view;

/** A parameter of a query has no usable value. The message is an instruction that a reader can follow. */
public final class InvalidQuery extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field name of the query parameter
     * @param message an instruction, for example "Enter a date as 2018-03-31"
     */
    public InvalidQuery(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Name of the query parameter. */
    public String field() {
        return field;
    }
}
