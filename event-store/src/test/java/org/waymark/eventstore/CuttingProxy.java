package org.waymark.eventstore;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the database that fail on demand. A cut one: the request arrives there, the answer does not come back. A late
 * one: everything waits for a while. A half-closed one: the database is told that nothing more comes and its answers get lost,
 * and nobody tells the service.
 */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable String> cutAfter = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    /** Both ends of one connection. */
    private static final class Link {
        private final Socket client;
        private final Socket target;
        private volatile boolean halfClosed;

        private Link(Socket client, Socket target) {
            this.client = client;
            this.target = target;
        }
    }

    /** When what is under way may go on, in nanoseconds. */
    private volatile long lateUntil = System.nanoTime();

    CuttingProxy(String uri) throws IOException {
        String[] target = new ConnectionString(uri).getHosts().getFirst().split(":");
        host = target[0];
        port = target.length > 1 ? Integer.parseInt(target[1]) : 27017;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalPort()
                + "/?directConnection=true&retryWrites=false&serverSelectionTimeoutMS=2000";
    }

    /** Cuts the connection on which this command comes next, when the server has answered it. */
    void cutNextAnswerAfter(String command) {
        cutAfter.set(command);
    }

    int cuts() {
        return cuts.get();
    }

    /** Cuts all connections now, whatever is under way. */
    void cutAll() throws IOException {
        for (Link link : links) {
            link.client.close();
            link.target.close();
        }
    }

    /** Lets nothing through for so long. */
    void beLate(Duration time) {
        lateUntil = System.nanoTime() + time.toNanos();
    }

    /** Half-closes all connections now: the service waits for answers that do not come. */
    void halfCloseAll() throws IOException {
        for (Link link : links) {
            link.halfClosed = true;
            if (!link.target.isClosed()) {
                link.target.shutdownOutput();
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket target = new Socket(host, port);
                // Otherwise small pieces wait for the confirmation of the one before, 40 ms each
                client.setTcpNoDelay(true);
                target.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(target);
                AtomicBoolean cut = new AtomicBoolean();
                Link link = new Link(client, target);
                links.add(link);
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> pump(link, client, target, bytes -> {
                            String command = cutAfter.get();
                            if (command != null && contains(bytes, command) && cutAfter.compareAndSet(command, null)) {
                                cut.set(true);
                            }
                            return true;
                        }));
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> pump(link, target, client, bytes -> {
                            if (cut.get()) {
                                cuts.incrementAndGet();
                                return false;
                            }
                            return true;
                        }));
            } catch (IOException e) {
                // Closed, or the database is away: the client notices
            }
        }
    }

    private static boolean contains(byte[] bytes, String command) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("\u0002" + command + "\u0000");
    }

    private interface Passing {
        boolean pass(byte[] bytes);
    }

    private void pump(Link link, Socket from, Socket to, Passing passing) {
        byte[] buffer = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                waitWhileLate();
                if (!link.halfClosed) {
                    if (!passing.pass(Arrays.copyOf(buffer, read))) {
                        break;
                    }
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // Either side is gone, and with it the other
        }
        end(link, from);
    }

    /** Of a half-closed connection the service's side stays open until the service closes it. */
    private void end(Link link, Socket from) {
        try {
            if (!link.halfClosed || from == link.client) {
                link.client.close();
                link.target.close();
                links.remove(link);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitWhileLate() {
        for (long left = lateUntil - System.nanoTime(); left > 0; left = lateUntil - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
