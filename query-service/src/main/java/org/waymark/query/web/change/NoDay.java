package org.waymark.query.web.change;

/** Three numbers that were typed for a day name none. The message is shown beside them. */
public final class NoDay extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDay(String message) {
        super(message, null, false, false);
    }
}
