package org.waymark.eventstore;

import org.axonframework.common.AxonNonTransientException;

/** A commit was refused because another one with the same request key is in the log already. Nothing was written. */
public final class RequestAlreadyApplied extends AxonNonTransientException {

    private static final long serialVersionUID = 1L;

    private final transient StoredRequest request;

    public RequestAlreadyApplied(StoredRequest request) {
        super("Request " + request.key() + " was applied at position " + request.firstPosition());
        this.request = request;
    }

    /** What the first use of the key became. */
    public StoredRequest request() {
        return request;
    }
}
