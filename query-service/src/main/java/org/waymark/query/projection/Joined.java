package org.waymark.query.projection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What another thread came to. */
final class Joined {

    private Joined() {}

    /** Waits for the result; what went wrong there is thrown here as it was thrown there. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
