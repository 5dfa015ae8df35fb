package org.waymark.query.view;

/** There is nothing by this id, or there was nothing yet at the moment looked at. */
public final class NotKnown extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String id;

    /** @param kind {@code plan}, {@code action}, {@code group}, {@code party}, {@code mail} or {@code entry} */
    public NotKnown(String kind, String id) {
        super("There is no " + kind + " ‘" + id + "’ here");
        this.kind = kind;
        this.id = id;
    }

    public String kind() {
        return kind;
    }

    public String id() {
        return id;
    }
}
