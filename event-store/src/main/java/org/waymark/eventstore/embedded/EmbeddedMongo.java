package org.waymark.eventstore.embedded;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A MongoDB server within this JVM (mongo-java-server), reachable through the loopback interface only. It speaks the
 * wire protocol, so that everything above it is what runs against a real server; it knows neither transactions nor
 * ordered indexes.
 */
public final class EmbeddedMongo implements AutoCloseable {

    private static final String DATABASE = "waymark";

    private final MongoServer server;
    private final String uri;

    private EmbeddedMongo(MongoBackend backend, int port) {
        server = new MongoServer(backend);
        try {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, 16);
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        } catch (Exception e) {
            // Netty throws checked exceptions undeclared
            backend.close();
            if (e instanceof BindException) {
                throw new PortInUse(port, e);
            }
            throw new IllegalStateException("The embedded server did not start", e);
        }
        uri = "mongodb://127.0.0.1:" + server.getLocalAddress().getPort() + "/" + DATABASE;
    }

    /** A server whose content is gone when it is closed, on any free port. */
    public static EmbeddedMongo inMemory() {
        return inMemory(0);
    }

    /**
     * A server whose content is gone when it is closed.
     *
     * @param port 0 for any that is free
     * @throws PortInUse when something else listens there
     */
    public static EmbeddedMongo inMemory(int port) {
        return new EmbeddedMongo(new InMemoryBackend(), port);
    }

    /** A server that keeps its content in this directory, on any free port. */
    public static EmbeddedMongo onDisk(Path directory) {
        return onDisk(directory, 0);
    }

    /**
     * A server that keeps its content in this directory. A write is acknowledged when it would survive the loss of the
     * process and of power.
     *
     * @param directory made when it is not there
     * @param port 0 for any that is free
     * @throws DataDirectoryInUse when another process has it open
     * @throws PortInUse when something else listens there
     * @throws UncheckedIOException when the directory cannot be written
     */
    public static EmbeddedMongo onDisk(Path directory, int port) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + directory, e);
        }
        return new EmbeddedMongo(DurableBackend.open(directory), port);
    }

    /** The connection string, with the database {@code waymark}. */
    public String uri() {
        return uri;
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalAddress().getPort();
    }

    /** Stops listening, ends the connections and, on disk, writes and compacts the file. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
