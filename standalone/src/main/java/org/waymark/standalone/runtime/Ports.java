package org.waymark.standalone.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether a port can be had, before anything slow is started. */
public final class Ports {

    /** The only address that Waymark listens on until identity is finished. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int HIGHEST = 65_535;

    private Ports() {}

    /**
     * The port itself, or a free one where it is 0. The services reach each other through it, so it has to be known
     * before they start.
     *
     * @throws Failure when there is no such port, or another program listens on it
     */
    public static int choose(int port) {
        if (port < 0 || port > HIGHEST) {
            throw new Failure("There is no port %d. Choose one from 1 to %d with --port.".formatted(port, HIGHEST));
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw taken(port, taken);
        }
    }

    static Failure taken(int port, Throwable cause) {
        return new Failure(
                "Port %d is taken by another program. Stop that one, or choose another with --port.".formatted(port),
                cause);
    }
}
