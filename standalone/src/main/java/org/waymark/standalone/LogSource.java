package org.waymark.standalone;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.embedded.EmbeddedMongo;
import org.waymark.standalone.runtime.DataDirectory;
import org.waymark.standalone.runtime.Failure;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which database a command is about, and the way into it. */
final class LogSource {

    private static final int PATIENCE_SECONDS = 10;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup
    private @Nullable Where where;

    /** One of the two. */
    static final class Where {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Data directory of 'serve', which has to be stopped. Default: ./data.")
        private @Nullable Path data;

        @Option(
                names = "--mongodb-uri",
                paramLabel = "URI",
                description = "Connection string of a MongoDB server, with the database's name.")
        private @Nullable String uri;
    }

    /** Does this with a database that is there. */
    int existing(ToIntFunction<MongoDatabase> work) {
        return with(DataDirectory::existing, work);
    }

    /** Does this with a database that need not be there yet. */
    int perhapsNew(ToIntFunction<MongoDatabase> work) {
        return with(DataDirectory::at, work);
    }

    private int with(Function<Path, DataDirectory> open, ToIntFunction<MongoDatabase> work) {
        String uri = where == null ? null : where.uri;
        if (uri != null) {
            return connected(uri, work);
        }
        Path data = where == null || where.data == null ? Path.of("data") : where.data;
        try (EmbeddedMongo database = open.apply(data).database()) {
            return connected(database.uri(), work);
        }
    }

    private int connected(String uri, ToIntFunction<MongoDatabase> work) {
        ConnectionString connection;
        try {
            connection = new ConnectionString(uri);
        } catch (IllegalArgumentException unreadable) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--mongodb-uri takes a connection string (mongodb://HOST/DATABASE)",
                    unreadable);
        }
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(connection)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .build();
        String name = connection.getDatabase() == null ? "waymark" : connection.getDatabase();
        try (MongoClient client = MongoClients.create(settings)) {
            return work.applyAsInt(client.getDatabase(name));
        } catch (MongoException unreachable) {
            throw new Failure(
                    "The database at %s does not answer. Check the connection string and that it runs."
                            .formatted(String.join(", ", connection.getHosts())),
                    unreachable);
        }
    }
}
