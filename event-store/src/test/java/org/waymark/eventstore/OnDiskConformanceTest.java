package org.waymark.eventstore;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.eventstore.embedded.EmbeddedMongo;

class OnDiskConformanceTest extends StorageConformance {

    @TempDir
    private static Path directory;

    private static EmbeddedMongo mongo;

    @BeforeAll
    static void start() {
        mongo = EmbeddedMongo.onDisk(directory);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Override
    String uri() {
        return mongo.uri();
    }
}
