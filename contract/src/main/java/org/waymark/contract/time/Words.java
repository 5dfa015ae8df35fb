package org.waymark.contract.time;

import java.util.Locale;

/** Makes written words comparable. */
final class Words {

    private Words() {}

    /** Lower case, one kind of dash, quote and space, nothing at the ends that carries no meaning. */
    static String normalise(String written) {
        return written.replaceAll("[\\p{Z}\\s\\u200B\\uFEFF]+", " ")
                .replaceAll("[\\u2010-\\u2015\\u2212\\u00AD]", "-")
                .replaceAll("[\\u2018\\u2019\\u02BC\\u0060\\u00B4]", "'")
                .replaceAll("[\\u2026]", "...")
                .toLowerCase(Locale.ROOT)
                .replaceAll("^[ .,;:*\\u2022-]+|[ .,;:*-]+$", "")
                .replaceAll("^\\((.*)\\)$", "$1")
                .strip();
    }
}
