package org.waymark.eventstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
    void many_keys_find_what_each_of_them_finds(@TempDir Path directory) {
        try (EmbeddedMongo inMemory = EmbeddedMongo.inMemory();
                EmbeddedMongo onDisk = EmbeddedMongo.onDisk(directory)) {
            for (EmbeddedMongo mongo : List.of(inMemory, onDisk)) {
                try (MongoClient client = MongoClients.create(mongo.uri())) {
                    findsByManyKeys(client.getDatabase("waymark").getCollection("notes"));
                }
            }
        }
    }

    private static void findsByManyKeys(MongoCollection<Document> notes) {
        for (long i = 0; i < 40; i++) {
            notes.insertOne(new Document("_id", i)
                    .append("tags", List.of("t" + i, "u" + i))
                    .append("about", i % 2 == 0 ? null : new Document("kind", "odd")));
        }
        List<Object> longs = LongStream.range(30, 50).<Object>mapToObj(i -> i).toList();
        assertThat(found(notes, "_id", longs)).hasSize(10).startsWith(30L).endsWith(39L);
        // As another type of number, which the server holds to be the same
        List<Object> ints = IntStream.range(30, 50).<Object>mapToObj(i -> i).toList();
        assertThat(found(notes, "_id", ints)).hasSize(10);
        // One of several values, and several of one document
        List<Object> tags = IntStream.range(0, 10)
                .boxed()
                .flatMap(i -> Stream.<Object>of("t" + i, "u" + i, "v" + i))
                .toList();
        assertThat(found(notes, "tags", tags)).hasSize(10).startsWith(0L).endsWith(9L);
        // Nothing, and a value within a value
        List<Object> withNull = new ArrayList<>(longs);
        withNull.add(null);
        assertThat(found(notes, "about", withNull)).hasSize(20).doesNotContain(1L);
        List<Object> kinds = new ArrayList<>(tags);
        kinds.add("odd");
        assertThat(found(notes, "about.kind", kinds)).hasSize(20).doesNotContain(2L);
        assertThat(found(notes, "about.kind", withNull)).hasSize(20).doesNotContain(1L);
    }

    private static List<Object> found(MongoCollection<Document> notes, String field, List<Object> keys) {
        List<Object> ids = new ArrayList<>();
        notes.find(Filters.in(field, keys)).sort(Sorts.ascending("_id")).forEach(note -> ids.add(note.get("_id")));
        return ids;
    }

    @Test
    void it_listens_on_the_loopback_interface_only() {
        try (EmbeddedMongo mongo = EmbeddedMongo.inMemory()) {
            assertThat(mongo.uri()).isEqualTo("mongodb://127.0.0.1:" + mongo.port() + "/waymark");
        }
    }
}
