package org.waymark.command.imports;

/** A row has something that cannot be used; it is left out and reported. */
final class UnusableRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableRow(String message) {
        super(message, null, false, false);
    }
}
