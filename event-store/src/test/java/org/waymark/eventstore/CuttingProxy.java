package org.waymark.eventstore;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A connection to the database that breaks on demand: the request arrives there, the answer does not come back. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable String> cutAfter = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();

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

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket target = new Socket(host, port);
                sockets.add(client);
                sockets.add(target);
                AtomicBoolean cut = new AtomicBoolean();
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> pump(client, target, bytes -> {
                            String command = cutAfter.get();
                            if (command != null && contains(bytes, command) && cutAfter.compareAndSet(command, null)) {
                                cut.set(true);
                            }
                            return true;
                        }));
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> pump(target, client, bytes -> {
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

    private static void pump(Socket from, Socket to, Passing passing) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read;
            while ((read = in.read(buffer)) >= 0) {
                if (!passing.pass(Arrays.copyOf(buffer, read))) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // Either side is gone, and with it the other
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
