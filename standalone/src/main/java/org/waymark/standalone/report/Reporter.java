package org.waymark.standalone.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Head;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.mail.MailFilter;
import org.waymark.query.mail.MailView;
import org.waymark.query.mail.Mails;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.Plans;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.Page;
import org.waymark.standalone.mailbox.Mailbox;

/** Takes the demonstration's figures from what query-service answers. */
public final class Reporter {

    private static final int PAGE = 1000;
    private static final Set<MailRule> REMINDERS = EnumSet.of(
            MailRule.REMINDER_BEFORE,
            MailRule.REMINDER_AFTER,
            MailRule.WEEKLY_CHASE,
            MailRule.MILESTONE_BEFORE,
            MailRule.MILESTONE_AFTER);
    private static final Set<MailRule> UPDATE_REQUESTS =
            EnumSet.of(MailRule.UPDATE_REQUEST, MailRule.SECOND_UPDATE_REQUEST);

    private final Plans plans;
    private final Boards boards;
    private final Histories histories;
    private final Mails mails;
    private final EventLog log;

    public Reporter(Plans plans, Boards boards, Histories histories, Mails mails, EventLog log) {
        this.plans = plans;
        this.boards = boards;
        this.histories = histories;
        this.mails = mails;
        this.log = log;
    }

    /** @param broughtInAt position of the log at which each plan had just come in, in the order of the report */
    public DemoReport report(Map<String, Long> broughtInAt, Mailbox mailbox) {
        Map<String, PlanSummary> summaries = new HashMap<>();
        plans.summaries().forEach(summary -> summaries.put(summary.planId(), summary));
        List<MailView> sent = all(page -> mails.log(MailFilter.everything(), page, PAGE)).stream()
                .filter(mail -> mail.state() == MailState.SENT)
                .toList();
        List<DemoReport.PlanFigures> figures = new ArrayList<>();
        broughtInAt.forEach((planId, position) -> {
            PlanSummary summary = summaries.get(planId);
            if (summary != null) {
                figures.add(figures(summary, position, sent));
            }
        });
        Head head = log.head();
        return new DemoReport(figures, head.position(), head.hash(), mailbox.count());
    }

    private DemoReport.PlanFigures figures(PlanSummary plan, long broughtInAt, List<MailView> sent) {
        String id = plan.planId();
        Counts now = plan.counts();
        Counts atImport = boards.board(id, BoardFilter.everything(), AsAt.position(broughtInAt))
                .plan()
                .counts();
        List<HistoryEntry> history = all(page -> histories.ofPlan(id, Set.of(), AsAt.now(), page, PAGE));
        List<HistoryEntry> since =
                history.stream().filter(entry -> entry.position() > broughtInAt).toList();
        return new DemoReport.PlanFigures(
                id,
                plan.title(),
                plan.rows(),
                now.actions(),
                plan.themes(),
                plan.statements(),
                plan.pointers(),
                Ratings.of(atImport.ratings()),
                Ratings.of(now.ratings()),
                now.gap(Gap.NO_DATE) + now.gap(Gap.UNREADABLE),
                now.gap(Gap.NO_LEAD),
                count(history, Reporter::ofPlanOrAction),
                count(since, entry -> entry.name().equals("action.timescale-slipped")),
                count(since, entry -> entry.name().equals("action.lead-reassigned")),
                count(since, entry -> entry.name().equals("action.completed")),
                count(since, entry -> entry.name().equals("action.ended")),
                count(since, entry -> entry.name().endsWith("-proposed")),
                items(id, sent, REMINDERS),
                items(id, sent, UPDATE_REQUESTS),
                new DemoReport.Escalations(raised(since, 1), raised(since, 2), raised(since, 3)),
                count(sent, mail -> mail.items().getFirst().planId().equals(id)));
    }

    /** A plan's history tells of the groups that see it, too. */
    private static boolean ofPlanOrAction(HistoryEntry entry) {
        return entry.name().startsWith("plan.") || entry.name().startsWith("action.");
    }

    private static int raised(List<HistoryEntry> history, int level) {
        return count(history, entry -> entry.name().equals("action.escalation-raised") && entry.level() == level);
    }

    private static int items(String planId, List<MailView> sent, Set<MailRule> rules) {
        return (int) sent.stream()
                .flatMap(mail -> mail.items().stream())
                .filter(item -> item.planId().equals(planId) && rules.contains(item.rule()))
                .count();
    }

    private static <T> int count(List<T> all, Predicate<T> wanted) {
        return (int) all.stream().filter(wanted).count();
    }

    private static <T> List<T> all(IntFunction<Page<T>> pages) {
        List<T> rows = new ArrayList<>();
        Page<T> page = pages.apply(1);
        rows.addAll(page.rows());
        for (int number = 2; number <= page.pages(); number++) {
            rows.addAll(pages.apply(number).rows());
        }
        return rows;
    }
}
