package org.waymark.notifier.agenda;

import java.time.LocalDate;
import java.util.Map;
import org.waymark.contract.mail.MailRule;

/**
 * What makes one line of a mail that line and no other, beside the action or plan that it is about. A person is told the
 * same thing once.
 */
public record Told(MailRule rule, String occurrence, String contactId) {

    private static final char BETWEEN = '|';

    /** As the key of a map; the occurrence may hold any character. */
    public String key() {
        return rule.name() + BETWEEN + contactId + BETWEEN + occurrence;
    }

    /** The contact that {@link #key()} names. */
    public static String contactOf(String key) {
        int contact = key.indexOf(BETWEEN) + 1;
        return key.substring(contact, key.indexOf(BETWEEN, contact));
    }

    /** The occurrence that {@link #key()} names. */
    public static String occurrenceOf(String key) {
        return key.substring(key.indexOf(BETWEEN, key.indexOf(BETWEEN) + 1) + 1);
    }

    /** Whether this was told to anybody, as far as these keys tell. */
    public static boolean toAnybody(MailRule rule, String occurrence, Map<String, LocalDate> told) {
        return told.keySet().stream()
                .anyMatch(key -> by(rule, key) && occurrenceOf(key).equals(occurrence));
    }

    /** Whether {@link #key()} was made by this rule. */
    public static boolean by(MailRule rule, String key) {
        String name = rule.name();
        return key.startsWith(name) && key.charAt(name.length()) == BETWEEN;
    }
}
