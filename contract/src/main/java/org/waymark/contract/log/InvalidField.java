package org.waymark.contract.log;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.words.MessageFile;
import org.waymark.contract.words.Sentence;
import org.waymark.contract.words.Worded;

/** One field of a command has no usable value. It says so as an instruction that an officer can follow. */
public final class InvalidField extends IllegalArgumentException implements Worded {

    private static final long serialVersionUID = 1L;

    private static final MessageFile TEXTS = new MessageFile("contract-texts");

    private final String field;
    private final transient Sentence sentence;

    /**
     * @param field name of the record component, as in JSON
     * @param key of an instruction in {@code contract-texts.properties}, without "please" and without "invalid", for
     *     example {@code say-why-the-date-moves}
     * @param arguments what fills its gaps
     */
    public InvalidField(String field, String key, Object... arguments) {
        this(field, TEXTS.sentence(key, arguments));
    }

    /** @param sentence an instruction from a message file of whoever refuses the value */
    public InvalidField(String field, Sentence sentence) {
        super(sentence.toString());
        this.field = field;
        this.sentence = sentence;
    }

    /** Name of the record component, as in JSON. */
    public String field() {
        return field;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** Returns {@code text} without surrounding white space, or refuses it when nothing is left. */
    public static String required(String field, @Nullable String text, String key) {
        if (text == null || text.isBlank()) {
            throw new InvalidField(field, key);
        }
        return text.strip();
    }

    /** Refuses a number that is not within bounds that make sense. */
    public static void within(String field, int number, int least, int most) {
        if (number < least || number > most) {
            throw new InvalidField(field, "enter-a-number-within", least, most);
        }
    }

    /** Refuses a day that no plan can mean, and with which nobody could count. Null passes. */
    public static void plausible(String field, @Nullable LocalDate day) {
        if (day != null && (day.getYear() < 1900 || day.getYear() > 2199)) {
            throw new InvalidField(field, "enter-a-plausible-day");
        }
    }

    /** Returns {@code value}, or refuses it when it is null. */
    public static <T> T required(String field, @Nullable T value, String key) {
        if (value == null) {
            throw new InvalidField(field, key);
        }
        return value;
    }

    /** Returns {@code text} without surrounding white space, or refuses it with a sentence when nothing is left. */
    public static String required(String field, @Nullable String text, Sentence sentence) {
        if (text == null || text.isBlank()) {
            throw new InvalidField(field, sentence);
        }
        return text.strip();
    }

    /** Returns {@code value}, or refuses it with a sentence when it is null. */
    public static <T> T required(String field, @Nullable T value, Sentence sentence) {
        if (value == null) {
            throw new InvalidField(field, sentence);
        }
        return value;
    }
}
