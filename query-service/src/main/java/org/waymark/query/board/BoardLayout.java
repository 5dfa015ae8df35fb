package org.waymark.query.board;

import java.util.List;
import org.waymark.query.fold.ActionState;
import org.waymark.query.fold.PlanFacts;
import org.waymark.query.reading.Reading;

/** Lays out what was folded elsewhere as a board. */
public interface BoardLayout {

    /**
     * The whole board on one page, as printed.
     *
     * @param position last log entry that went into it
     */
    Board laidOut(PlanFacts plan, List<ActionState> actions, Reading reading, long position);
}
