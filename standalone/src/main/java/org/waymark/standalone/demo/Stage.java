package org.waymark.standalone.demo;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Where the pages find the demonstration, once it has been played. */
@Component
@Profile("demo")
public class Stage {

    private final AtomicReference<@Nullable Demonstration> playing = new AtomicReference<>();

    /** From now on the demonstration can be looked at and moved. */
    public void open(Demonstration demonstration) {
        playing.set(demonstration);
    }

    Optional<Demonstration> demonstration() {
        return Optional.ofNullable(playing.get());
    }
}
