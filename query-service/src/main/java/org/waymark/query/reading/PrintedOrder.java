package org.waymark.query.reading;

import java.util.Comparator;

/** References in the order in which plans print them: {@code 7.9} before {@code 7.10}, {@code 1.2 a)} before {@code b)}. */
public final class PrintedOrder {

    public static final Comparator<String> REFERENCES = PrintedOrder::compare;

    private PrintedOrder() {}

    private static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (Character.isDigit(a.charAt(i)) && Character.isDigit(b.charAt(j))) {
                int endA = endOfNumber(a, i);
                int endB = endOfNumber(b, j);
                String one = stripZeros(a.substring(i, endA));
                String two = stripZeros(b.substring(j, endB));
                int order = one.length() == two.length() ? one.compareTo(two) : one.length() - two.length();
                if (order != 0) {
                    return order;
                }
                i = endA;
                j = endB;
            } else {
                int order = Character.compare(Character.toLowerCase(a.charAt(i)), Character.toLowerCase(b.charAt(j)));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
        }
        return (a.length() - i) - (b.length() - j);
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String stripZeros(String digits) {
        String stripped = digits.replaceFirst("^0+", "");
        return stripped.isEmpty() ? "0" : stripped;
    }
}
