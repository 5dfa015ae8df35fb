package org.waymark.eventstore;

import java.util.UUID;
import org.axonframework.common.IdentifierFactory;
import org.jspecify.annotations.Nullable;

/** Axon's source of message identifiers, drawn from {@link Identifiers} once these are known. Found by service loader. */
public final class AxonIdentifiers extends IdentifierFactory {

    private static volatile @Nullable Identifiers source;

    /** From now on, identifiers of messages are drawn from here. */
    static void drawFrom(Identifiers identifiers) {
        source = identifiers;
    }

    @Override
    public String generateIdentifier() {
        Identifiers known = source;
        return known == null ? UUID.randomUUID().toString() : known.next("x-");
    }
}
