package org.waymark.notifier.sweep;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.waymark.contract.mail.MailRule;
import org.waymark.notifier.agenda.ActionRow;

/** {@link MailRule#PROPOSAL_WAITING}: the next day and then weekly, governance hears of a proposal not yet answered. */
final class ProposalWaiting implements Rule {

    @Override
    public void action(ActionDay action, Owed owed) {
        for (ActionRow.Proposal proposal : action.row().proposals()) {
            LocalDate first = proposal.on().plusDays(1);
            for (long week = ChronoUnit.WEEKS.between(first, action.today()); week >= 0; week--) {
                LocalDate meant = first.plusWeeks(week);
                if (!meant.isAfter(action.today())
                        && !action.plan().mailDayAfter(meant).isAfter(action.today())) {
                    owed.toOrNext(
                            action,
                            MailRule.PROPOSAL_WAITING,
                            proposal.proposalId() + "@" + meant,
                            action.plan().officer(),
                            action.plan()::governance);
                    break;
                }
            }
        }
    }
}
