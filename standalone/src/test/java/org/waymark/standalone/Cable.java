package org.waymark.standalone;

import com.mongodb.ConnectionString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connection of one service to the database, which can be cut and mended. While it is cut, a new one is refused too. */
final class Cable implements AutoCloseable {

    private final ServerSocket server;
    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable(String uri) throws IOException {
        String[] target = new ConnectionString(uri).getHosts().getFirst().split(":");
        host = target[0];
        port = Integer.parseInt(target[1]);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String uri() {
        return "mongodb://127.0.0.1:" + server.getLocalPort() + "/waymark?directConnection=true";
    }

    void cut() throws IOException {
        cut = true;
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException gone) {
                // Closed, or the database is away: the service notices
            }
        }
    }

    private void connect(Socket client) throws IOException {
        sockets.add(client);
        Socket target = new Socket(host, port);
        sockets.add(target);
        // Otherwise small pieces wait for the confirmation of the one before, 40 ms each
        client.setTcpNoDelay(true);
        target.setTcpNoDelay(true);
        if (cut) {
            client.close();
            target.close();
        }
        Thread.ofPlatform().daemon().start(() -> pump(client, target));
        Thread.ofPlatform().daemon().start(() -> pump(target, client));
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Either side is gone, and with it the other
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
