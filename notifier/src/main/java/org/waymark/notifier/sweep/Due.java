package org.waymark.notifier.sweep;

import java.util.List;
import org.waymark.contract.action.Escalation;

/**
 * What is due, in the order in which it is to be done: resolve, raise, write. Who is to be told of an escalation follows
 * from the log: sweep again once it is raised.
 */
public record Due(List<Resolve> resolve, List<Raise> raise, List<DueDigest> digests) {

    /** An open escalation whose cause is gone. */
    public record Resolve(String actionId, String escalationId) {}

    /** A concern that has reached a rung. */
    public record Raise(String actionId, Escalation escalation) {}

    public Due {
        resolve = List.copyOf(resolve);
        raise = List.copyOf(raise);
        digests = List.copyOf(digests);
    }

    /** Whether nothing at all is due. */
    public boolean nothing() {
        return resolve.isEmpty() && raise.isEmpty() && digests.isEmpty();
    }
}
