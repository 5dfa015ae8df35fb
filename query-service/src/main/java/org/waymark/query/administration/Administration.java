package org.waymark.query.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.LogChecks;
import org.waymark.eventstore.SetAside;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.projection.Reconciliation;

/**
 * How log, views and agenda are, and what can be done about them. What takes long goes on after the call has returned. The agenda
 * is the notifier's, which is asked in the name of whoever is signed in.
 */
public interface Administration {

    /**
     * @param head last entry of the log
     * @param checking whether the log is being checked on demand
     * @param checkFailed why the last check on demand found nothing out, or null
     * @param check what the last check of the log found, or null before the first
     * @param views what people read
     * @param comparison whether the views are what the log says
     * @param agenda what the daily check knows, or null where the notifier does not answer
     * @param discarded entries that are left out on the record, the newest first
     */
    record State(
            long head,
            boolean checking,
            @Nullable String checkFailed,
            LogChecks.@Nullable Result check,
            Projection views,
            Comparison comparison,
            @Nullable Projection agenda,
            List<Discarded> discarded) {

        public State {
            discarded = List.copyOf(discarded);
        }
    }

    /**
     * Something that is kept folded from the log.
     *
     * @param position last entry that it contains
     * @param behind entries that it does not contain yet
     * @param running whether it is being kept up
     * @param rebuild the one that is under way, or null
     * @param lastRebuild how the last one ended that was started there since the service started, or null
     * @param waiting entries that could not be folded, one for each stream that is held back
     */
    record Projection(
            long position,
            long behind,
            boolean running,
            @Nullable Rebuilding rebuild,
            @Nullable Rebuilt lastRebuild,
            List<SetAside.Waiting> waiting) {

        public Projection {
            waiting = List.copyOf(waiting);
        }
    }

    /**
     * @param events entries done
     * @param of entries to do
     * @param perSecond entries a second
     * @param left time that the rest takes at that rate; null where that cannot be said yet
     */
    record Rebuilding(
            long events,
            long of,
            Instant began,
            double perSecond,
            @Nullable Duration left) {}

    /**
     * @param failure why everything is as it was, or null where it was switched
     * @param setAside entries that could not be folded
     */
    record Rebuilt(
            Instant at,
            long events,
            long setAside,
            @Nullable Duration took,
            @Nullable String failure) {}

    /**
     * The comparison of stored rows with the log.
     *
     * @param underWay whether one was begun here and has not ended
     * @param failed why the last one that was begun here found nothing out, or null
     * @param last what the last one found, or null before the first
     */
    record Comparison(boolean underWay, @Nullable String failed, Reconciliation.@Nullable Result last) {}

    /** @param projectionId one of {@link org.waymark.contract.projection.Projections} */
    record Discarded(String projectionId, Discards.Discarded entry) {}

    State state();

    /** Begins to build the views again, unless that is under way. Afterwards they are compared with the log. */
    void rebuild();

    /** Ends a rebuild that is under way; the views stay as they are. */
    void stopRebuild();

    /** Begins to check the log, unless that is under way. */
    void checkLog();

    /** Begins to compare stored rows with the log, unless that is under way. */
    void compare();

    /** Tries the entries that the views could not fold once more. */
    SetAside.Retried retry();

    /** Has the notifier build its agenda again; whether it heard. */
    boolean rebuildAgenda(SignedIn administrator);

    /** Has the notifier try the entries that its agenda could not fold once more; null where it does not answer. */
    SetAside.@Nullable Retried retryAgenda(SignedIn administrator);

    /**
     * Waits a moment until what was discarded on the record no longer waits.
     *
     * @param recorded the entry of the log that says so
     */
    void awaitDiscarded(String projectionId, long position, long recorded);
}
