package org.waymark.standalone.report;

import java.util.List;

/**
 * What the demonstration says when it is done; {@code docs/demo-report.md} defines each figure.
 *
 * @param plans in the order in which they were brought in
 * @param headPosition number of the last log entry
 * @param headHash its mark, in hex
 * @param mailbox mails that are really in the mailbox; the sum of {@code mails}
 */
public record DemoReport(List<PlanFigures> plans, long headPosition, String headHash, int mailbox) {

    public DemoReport {
        plans = List.copyOf(plans);
    }

    /** The figures of one plan. */
    public record PlanFigures(
            String id,
            String title,
            int rows,
            int actions,
            int themes,
            int statements,
            int crossReferences,
            Ratings ratingsAtImport,
            Ratings ratings,
            int undated,
            int unowned,
            int events,
            int slips,
            int reassigned,
            int completed,
            int ended,
            int proposals,
            int remindersSent,
            int updateRequestsSent,
            Escalations escalations,
            int mails) {}

    /** Concerns raised, by level. */
    public record Escalations(int level1, int level2, int level3) {}
}
