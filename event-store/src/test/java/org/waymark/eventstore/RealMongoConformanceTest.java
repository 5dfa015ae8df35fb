package org.waymark.eventstore;

import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Against a real MongoDB, where {@code WAYMARK_TEST_MONGODB_URI} names one. */
@EnabledIfEnvironmentVariable(
        named = "WAYMARK_TEST_MONGODB_URI",
        matches = "mongodb.+",
        disabledReason = "No real MongoDB was tested: set WAYMARK_TEST_MONGODB_URI")
class RealMongoConformanceTest extends StorageConformance {

    @Override
    String uri() {
        return Objects.requireNonNull(System.getenv("WAYMARK_TEST_MONGODB_URI"));
    }
}
