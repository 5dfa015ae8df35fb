package org.waymark.query.board;

import org.waymark.query.view.AsAt;

/** Boards by plan. */
public interface Boards {

    /**
     * The board now or at a past moment.
     *
     * @throws org.waymark.query.view.NotKnown when there is no such plan, or was none at that moment
     * @throws org.waymark.query.view.InvalidQuery when the filter names a page that cannot be
     */
    Board board(String planId, BoardFilter filter, AsAt asAt);
}
