package org.waymark.contract.log;

/** One field of a command has no usable value. The message is an instruction that an officer can follow. */
public final class InvalidField extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field name of the record component, as in JSON
     * @param message an instruction without "please" and without "invalid", for example "Say why the date moves"
     */
    public InvalidField(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Name of the record component, as in JSON. */
    public String field() {
        return field;
    }

    /** Returns {@code text} without surrounding white space, or refuses it when nothing is left. */
    public static String required(String field, @org.jspecify.annotations.Nullable String text, String message) {
        if (text == null || text.isBlank()) {
            throw new InvalidField(field, message);
        }
        return text.strip();
    }

    /** Returns {@code value}, or refuses it when it is null. */
    public static <T> T required(String field, @org.jspecify.annotations.Nullable T value, String message) {
        if (value == null) {
            throw new InvalidField(field, message);
        }
        return value;
    }
}
