package org.waymark.eventstore.embedded;

/** Something else listens on the port that was asked for. */
public final class PortInUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUse(int port, Throwable cause) {
        super("Port " + port + " is taken by another program. Choose another one.", cause);
    }
}
