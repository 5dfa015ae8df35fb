package org.waymark.contract.log;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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
    public static String required(String field, @Nullable String text, String message) {
        if (text == null || text.isBlank()) {
            throw new InvalidField(field, message);
        }
        return text.strip();
    }

    /** Refuses a number that is not within bounds that make sense. */
    public static void within(String field, int number, int least, int most) {
        if (number < least || number > most) {
            throw new InvalidField(field, "Enter a number from " + least + " to " + most);
        }
    }

    /** Refuses a day that no plan can mean, and with which nobody could count. Null passes. */
    public static void plausible(String field, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < 1900 || day.getYear() > 2199)) {
            throw new InvalidField(field, "Enter a day in the years 1900 to 2199");
        }
    }

    /** Returns {@code value}, or refuses it when it is null. */
    public static <T> T required(String field, @Nullable T value, String message) {
        if (value == null) {
            throw new InvalidField(field, message);
        }
        return value;
    }
}
