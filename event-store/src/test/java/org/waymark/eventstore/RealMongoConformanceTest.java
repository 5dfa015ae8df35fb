package org.waymark.eventstore;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * Against a real MongoDB: the one that {@code WAYMARK_TEST_MONGODB_URI} names, or a replica set in a container where there is a
 * Docker engine. Says so where there is neither, and fails there with {@code WAYMARK_TEST_MONGODB_REQUIRED=true}, so that
 * whoever counts on it is not passed over in silence.
 */
class RealMongoConformanceTest extends StorageConformance {

    private static final String IMAGE = "mongo:8";
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private static String uri = "";
    private static @Nullable MongoDBContainer container;

    @BeforeAll
    static void find() {
        String named = System.getenv("WAYMARK_TEST_MONGODB_URI");
        if (named != null && named.startsWith("mongodb")) {
            uri = named;
        } else if (hasDocker()) {
            MongoDBContainer started = new MongoDBContainer(IMAGE).withReplicaSet();
            started.start();
            container = started;
            uri = started.getReplicaSetUrl();
        } else if ("true".equals(System.getenv("WAYMARK_TEST_MONGODB_REQUIRED"))) {
            fail("No real MongoDB: set WAYMARK_TEST_MONGODB_URI, or start Docker");
        } else {
            abort("No real MongoDB was tested: set WAYMARK_TEST_MONGODB_URI, or start Docker");
        }
    }

    private static boolean hasDocker() {
        // Asked only where there may be one: the library reports at length what it looked for
        return (System.getenv("DOCKER_HOST") != null || Files.exists(SOCKET))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @AfterAll
    static void stop() {
        MongoDBContainer started = container;
        if (started != null) {
            started.stop();
        }
    }

    @Override
    String uri() {
        return uri;
    }
}
