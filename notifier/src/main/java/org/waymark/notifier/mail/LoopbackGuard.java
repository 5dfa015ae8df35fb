package org.waymark.notifier.mail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps mail on this machine where it must not leave it: in the demo, in tests, on trial. */
public final class LoopbackGuard {

    private LoopbackGuard() {}

    /**
     * Refuses any mail server that is not on this machine.
     *
     * @throws IllegalStateException with an instruction for whoever starts the process
     */
    public static void check(@Nullable String host) {
        if (host == null || host.isBlank() || !loopback(host)) {
            throw new IllegalStateException("The mail server " + host
                    + " is not on this machine, and waymark.mail.loopback-only is true. Set spring.mail.host to localhost,"
                    + " or set waymark.mail.loopback-only to false where mail may really go out.");
        }
    }

    private static boolean loopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
