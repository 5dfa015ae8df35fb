package org.waymark.query.web;

import com.google.errorprone.annotations.CompileTimeConstant;
import org.jspecify.annotations.Nullable;

/**
 * Writes mark-up for the long lists (rows of a board, entries of a history), where a template engine costs more than the
 * rest of the page. Mark-up can only be a constant of the program, which the compiler checks; everything else is escaped.
 */
public final class Html {

    private final StringBuilder out;

    public Html(int expectedLength) {
        out = new StringBuilder(expectedLength);
    }

    /** Mark-up of our own. */
    public Html raw(@CompileTimeConstant String markup) {
        out.append(markup);
        return this;
    }

    /** Anybody's text, for an element or an attribute in double quotes; nothing when null. */
    public Html text(@Nullable CharSequence text) {
        if (text == null) {
            return this;
        }
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = switch (text.charAt(i)) {
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '&' -> "&amp;";
                case '"' -> "&quot;";
                case '\'' -> "&#39;";
                default -> "";
            };
            if (!escaped.isEmpty()) {
                out.append(text, from, i).append(escaped);
                from = i + 1;
            }
        }
        out.append(text, from, text.length());
        return this;
    }

    public Html number(long number) {
        out.append(number);
        return this;
    }

    /** Mark-up that was written by another {@code Html}. */
    public Html add(Html other) {
        out.append(other.out);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
