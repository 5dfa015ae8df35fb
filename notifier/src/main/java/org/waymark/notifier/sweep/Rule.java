package org.waymark.notifier.sweep;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.waymark.contract.mail.MailRule;

/**
 * A rule of the policy: whom it owes a line today. Asked on mail days only. Each looks at the nearest occurrence that is
 * still true and no further back, so that after an outage nobody gets what they missed one by one.
 */
interface Rule {

    /** All rules, by the name under which a mail's record gives them. Here starts who asks "why did this go out?". */
    Map<MailRule, Rule> ALL = table();

    /** What is owed about one open action. */
    default void action(ActionDay action, Owed owed) {}

    /** What is owed about the plan as a whole. */
    default void plan(PlanDay plan, Owed owed) {}

    private static Map<MailRule, Rule> table() {
        Map<MailRule, Rule> table = new EnumMap<>(MailRule.class);
        for (MailRule name : List.of(MailRule.values())) {
            table.put(
                    name,
                    switch (name) {
                        case REMINDER_BEFORE -> new ReminderBefore();
                        case REMINDER_AFTER -> new ReminderAfter();
                        case WEEKLY_CHASE -> new WeeklyChase();
                        case UPDATE_REQUEST -> new UpdateRequest();
                        case SECOND_UPDATE_REQUEST -> new SecondUpdateRequest();
                        case HANDOVER -> new Handover();
                        case ESCALATION -> new EscalationTold();
                        case ESCALATIONS_FOR_PAPERS -> new EscalationsForPapers();
                        case TAKE_ON_REPORT -> new TakeOnReport();
                        case PROPOSAL_WAITING -> new ProposalWaiting();
                        case MILESTONE_BEFORE -> new MilestoneBefore();
                        case MILESTONE_AFTER -> new MilestoneAfter();
                        case REPORT_BEFORE -> new ReportBefore();
                        case REPORT_AFTER -> new ReportAfter();
                        case PACK_ISSUED -> new PackIssued();
                        case CHAIRS_NOTE -> new ChairsNoteRule();
                        case UNREACHED -> new UnreachedTold();
                        case NEW_LINK -> new AskedFor();
                    });
        }
        return table;
    }
}
