package org.waymark.query.escalation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.query.view.Page;

/** Escalations over all plans. */
public interface Escalations {

    /** Open ones: not acknowledged first, then level 3 to 1, then the oldest first. Null means any plan or level. */
    List<EscalationView> open(@Nullable String planId, @Nullable Integer level);

    /** Resolved ones, the newest first. Null means any plan or level. */
    Page<EscalationView> resolved(@Nullable String planId, @Nullable Integer level, int page, int size);

    /** Number of open escalations by level 1, 2 and 3. */
    Map<Integer, Integer> openByLevel();
}
