package org.waymark.command.rule;

import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.Metadata;

/**
 * What every aggregate has: a version of its content, compared with the version that the caller had seen before anything
 * is decided. The result of each command is the version after it.
 */
public abstract class Decider {

    private long version;

    /** Number of content events so far. */
    protected final long version() {
        return version;
    }

    /** Counts one content event. */
    protected final void countVersion() {
        version++;
    }

    /** Whether the command changes what an ETag stands for, and so must not be decided on a stale view. */
    protected boolean changesContent(Command command) {
        return true;
    }

    @CommandHandlerInterceptor
    Object decide(Command command, MetaData metaData, InterceptorChain chain) throws Exception {
        boolean exists = version > 0;
        if (exists) {
            String expected = expectedVersion(metaData);
            if (expected != null && changesContent(command) && !expected.equals(Long.toString(version))) {
                throw new StaleEdit(version);
            }
        }
        chain.proceed();
        return version;
    }

    private static @Nullable String expectedVersion(MetaData metaData) {
        return metaData.get(Metadata.EXPECTED_VERSION) instanceof String text ? text : null;
    }
}
