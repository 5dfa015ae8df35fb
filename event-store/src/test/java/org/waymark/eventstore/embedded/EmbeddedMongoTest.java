package org.waymark.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

    @Test
    void content_on_disk_is_there_after_a_restart_and_takes_little_room(@TempDir Path directory) throws Exception {
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory);
                MongoClient client = MongoClients.create(mongo.uri())) {
            MongoCollection<Document> notes = client.getDatabase("waymark").getCollection("notes");
            for (int i = 0; i < 300; i++) {
                notes.insertOne(new Document("_id", i).append("text", "x".repeat(100)));
            }
        }
        assertThat(Files.size(directory.resolve("waymark.mv.db"))).isLessThan(300_000);
        try (EmbeddedMongo mongo = EmbeddedMongo.onDisk(directory);
                MongoClient client = MongoClients.create(mongo.uri())) {
            assertThat(client.getDatabase("waymark").getCollection("notes").countDocuments())
                    .isEqualTo(300);
        }
    }

    @Test
    void a_directory_that_is_open_already_is_refused(@TempDir Path directory) {
        try (EmbeddedMongo first = EmbeddedMongo.onDisk(directory)) {
            assertThat(first.uri()).startsWith("mongodb://127.0.0.1:");
            assertThatExceptionOfType(DataDirectoryInUse.class)
                    .isThrownBy(() -> EmbeddedMongo.onDisk(directory))
                    .withMessageContaining("in use by another process");
        }
    }

    @Test
    void a_port_that_is_taken_is_refused(@TempDir Path directory) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(PortInUse.class)
                    .isThrownBy(() -> EmbeddedMongo.onDisk(directory, taken.getLocalPort()));
        }
        // And the directory was let go
        EmbeddedMongo.onDisk(directory).close();
    }

    @Test
    void it_listens_on_the_loopback_interface_only() {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
            assertThat(mongo.uri()).isEqualTo("mongodb://127.0.0.1:" + mongo.port() + "/waymark");
        }
    }
}
