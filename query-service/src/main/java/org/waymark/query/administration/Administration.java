package org.waymark.query.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.eventstore.LogChecks;
import org.waymark.query.projection.SetAside;

/** How log and views are, and what can be done about them. What takes long goes on after the call has returned. */
public interface Administration {

    /**
     * @param head last entry of the log
     * @param views last entry that the views contain
     * @param running whether the views are being kept up
     * @param rebuild the one that is under way, or null
     * @param lastRebuild how the last one ended that was started here since the service started, or null
     * @param checking whether the log is being checked on demand
     * @param checkFailed why the last check on demand found nothing out, or null
     * @param check what the last check of the log found, or null before the first
     * @param waiting entries that could not be folded, one for each stream that is held back
     */
    record State(
            long head,
            long views,
            boolean running,
            @Nullable Rebuilding rebuild,
            @Nullable Rebuilt lastRebuild,
            boolean checking,
            @Nullable String checkFailed,
            LogChecks.@Nullable Result check,
            List<SetAside.Waiting> waiting) {

        public State {
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
     * @param failure why the views are as they were, or null where they were switched
     * @param setAside entries that could not be folded
     */
    record Rebuilt(
            Instant at,
            long events,
            long setAside,
            @Nullable Duration took,
            @Nullable String failure) {}

    State state();

    /** Begins to build the views again, unless that is under way. */
    void rebuild();

    /** Ends a rebuild that is under way; the views stay as they are. */
    void stopRebuild();

    /** Begins to check the log, unless that is under way. */
    void checkLog();

    /** Tries the entries that could not be folded once more. */
    SetAside.Retried retry();
}
