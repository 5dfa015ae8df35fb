package org.waymark.query.web;

import java.util.regex.Pattern;

/** Text as XML 1.0 can hold it. */
public final class XmlText {

    private static final Pattern NOT_ALLOWED =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private XmlText() {}

    /** Without the characters that XML cannot hold, not even escaped. */
    public static String allowed(String text) {
        return NOT_ALLOWED.matcher(text).replaceAll("");
    }
}
