package org.waymark.standalone.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.waymark.contract.action.ActionCommand.AcceptProposal;
import org.waymark.contract.action.ActionCommand.AcknowledgeEscalation;
import org.waymark.contract.action.ActionCommand.AddMilestone;
import org.waymark.contract.action.ActionCommand.AddPartner;
import org.waymark.contract.action.ActionCommand.AmendDetails;
import org.waymark.contract.action.ActionCommand.AssignLead;
import org.waymark.contract.action.ActionCommand.BringForward;
import org.waymark.contract.action.ActionCommand.Complete;
import org.waymark.contract.action.ActionCommand.Correct;
import org.waymark.contract.action.ActionCommand.DeclareDependency;
import org.waymark.contract.action.ActionCommand.DeclineProposal;
import org.waymark.contract.action.ActionCommand.End;
import org.waymark.contract.action.ActionCommand.Label;
import org.waymark.contract.action.ActionCommand.ReassignLead;
import org.waymark.contract.action.ActionCommand.RecordDecision;
import org.waymark.contract.action.ActionCommand.RemovePartner;
import org.waymark.contract.action.ActionCommand.Reopen;
import org.waymark.contract.action.ActionCommand.SetTimescale;
import org.waymark.contract.action.ActionCommand.SlipTimescale;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.MilestoneDetails;
import org.waymark.contract.time.Timescale;
import org.waymark.standalone.demo.Ledger.Known;

/**
 * What governance officers do, on Tuesdays and Thursdays: answer proposals, look at what was escalated, find leads and
 * dates for actions without, and settle what was already past when the plan was taken on.
 */
final class OfficersHabits {

    private static final List<String> DATES =
            List.of("September 2018", "December 2018", "March 2019", "Autumn 2018", "Ongoing", "Six monthly");
    private static final List<String> LABELS = List.of("prevention", "young carers", "equality assessment");

    private final Chance chances;
    private final Words words;
    private final Deeds deeds;

    OfficersHabits(Chance chances, Words words, Deeds deeds) {
        this.chances = chances;
        this.words = words;
        this.deeds = deeds;
    }

    static boolean atWork(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.TUESDAY || day.getDayOfWeek() == DayOfWeek.THURSDAY;
    }

    void intend(Cast cast, Known action, Day day) {
        RandomGenerator luck = chances.of("officer", action.number, day.date());
        if (action.proposal != null) {
            String proposal = action.proposal;
            day.sometime(luck, () -> answer(cast, action, proposal, luck));
            return;
        }
        escalations(cast, action, day, luck);
        if (!action.open()) {
            reopen(cast, action, day, luck);
            return;
        }
        boolean backlog = action.due()
                .filter(due -> cast.adoptOn().isPresent()
                        && due.isBefore(cast.adoptOn().get()))
                .isPresent();
        if (backlog) {
            if (luck.nextDouble() < 0.13) {
                day.sometime(luck, () -> settleBacklog(cast, action, day.date(), luck));
            }
        } else if (action.leads.parties().isEmpty()) {
            if (luck.nextDouble() < 0.06) {
                day.sometime(luck, () -> findLead(cast, action, luck));
            }
        } else if (undated(action)) {
            if (luck.nextDouble() < 0.035) {
                day.sometime(luck, () -> findDate(cast, action, luck));
            }
        } else if (action.level() > 1 && luck.nextDouble() < 0.09) {
            day.sometime(luck, () -> takeInHand(cast, action, day.date(), luck));
        } else if (luck.nextDouble() < 0.008) {
            day.sometime(luck, () -> tidy(cast, action, day.date(), luck));
        }
    }

    private static boolean undated(Known action) {
        return action.timescale.kind() == Timescale.Kind.NONE || action.timescale.kind() == Timescale.Kind.UNREADABLE;
    }

    private void answer(Cast cast, Known action, String proposal, RandomGenerator luck) {
        if (!proposal.equals(action.proposal)) {
            return;
        }
        if (luck.nextInt(100) < 82) {
            deeds.change(
                    cast.officer(),
                    action,
                    new AcceptProposal(
                            action.actionId,
                            proposal,
                            luck.nextInt(3) == 0 ? words.oneOf(words.lists().accepted(), luck) : null));
        } else {
            deeds.change(
                    cast.officer(),
                    action,
                    new DeclineProposal(
                            action.actionId, proposal, words.oneOf(words.lists().declined(), luck)));
        }
    }

    private void escalations(Cast cast, Known action, Day day, RandomGenerator luck) {
        for (Map.Entry<String, Escalation> open : action.escalations.entrySet()) {
            if (!action.acknowledged.contains(open.getKey()) && luck.nextDouble() < 0.22) {
                Person who = open.getValue().level() == 3 ? cast.chair() : cast.officer();
                day.sometime(luck, () -> {
                    if (action.escalations.containsKey(open.getKey())) {
                        deeds.change(
                                who,
                                action,
                                new AcknowledgeEscalation(
                                        action.actionId,
                                        open.getKey(),
                                        words.oneOf(words.lists().acknowledged(), luck)));
                    }
                });
            }
        }
    }

    /** Past already when the plan was taken on: done in its day, planned afresh, or given up. */
    private void settleBacklog(Cast cast, Known action, LocalDate day, RandomGenerator luck) {
        if (!action.open() || action.proposal != null) {
            return;
        }
        LocalDate due = action.due().orElse(day);
        int dice = luck.nextInt(100);
        if (dice < 62) {
            LocalDate done = due.plusDays(luck.nextInt(120));
            deeds.change(
                    cast.officer(),
                    action,
                    new Complete(
                            action.actionId,
                            done.isAfter(day) ? day : done,
                            words.oneOf(words.lists().takenOnDone(), luck)));
        } else if (dice < 95) {
            deeds.change(
                    cast.officer(),
                    action,
                    new SlipTimescale(
                            action.actionId,
                            LeadsHabits.later(action, day, 1 + luck.nextInt(8)),
                            words.oneOf(words.lists().takenOnLate(), luck)));
        } else {
            deeds.change(
                    cast.officer(),
                    action,
                    new End(action.actionId, words.oneOf(words.lists().stop(), luck)));
        }
    }

    private void findLead(Cast cast, Known action, RandomGenerator luck) {
        if (action.open() && action.leads.parties().isEmpty()) {
            anotherParty(cast, action, luck)
                    .ifPresent(party ->
                            deeds.change(cast.officer(), action, new AssignLead(action.actionId, Leads.of(party))));
        }
    }

    private void findDate(Cast cast, Known action, RandomGenerator luck) {
        if (action.open() && action.proposal == null && undated(action)) {
            deeds.change(
                    cast.officer(),
                    action,
                    new SetTimescale(
                            action.actionId,
                            words.oneOf(DATES, luck),
                            words.oneOf(words.lists().settle(), luck)));
        }
    }

    /** Something must be done about it. */
    private void takeInHand(Cast cast, Known action, LocalDate day, RandomGenerator luck) {
        if (!action.open() || action.proposal != null) {
            return;
        }
        int dice = luck.nextInt(100);
        Optional<String> other = anotherParty(cast, action, luck);
        if (dice < 40 && other.isPresent()) {
            deeds.change(
                    cast.officer(),
                    action,
                    new ReassignLead(
                            action.actionId,
                            Leads.of(other.get()),
                            words.oneOf(words.lists().reassign(), luck)));
        } else if (dice < 85 && action.due().isPresent()) {
            deeds.change(
                    cast.officer(),
                    action,
                    new SlipTimescale(
                            action.actionId,
                            LeadsHabits.later(action, day, 1 + luck.nextInt(4)),
                            words.oneOf(words.lists().slip(), luck)));
        } else if (dice > 94) {
            deeds.change(
                    cast.officer(),
                    action,
                    new End(action.actionId, words.oneOf(words.lists().stop(), luck)));
        }
        resolveHistory(cast, action, luck);
    }

    /** Concerns about what has been are resolved by a decision on record, in a meeting or between two. */
    private void resolveHistory(Cast cast, Known action, RandomGenerator luck) {
        boolean history = action.escalations.values().stream()
                .anyMatch(open ->
                        open.reason() == EscalationReason.SLIPPED || open.reason() == EscalationReason.RED_AT_MEETINGS);
        if (history && action.open()) {
            deeds.change(
                    cast.chair(),
                    action,
                    new RecordDecision(
                            action.actionId,
                            DecisionKind.NOTED,
                            words.oneOf(words.lists().resolved(), luck),
                            null,
                            null,
                            null));
        }
    }

    private void reopen(Cast cast, Known action, Day day, RandomGenerator luck) {
        boolean recent = action.lastWord.isAfter(day.date().minusDays(40));
        if (recent && action.edits > 2 && luck.nextDouble() < 0.004) {
            day.sometime(luck, () -> {
                if (!action.open()) {
                    deeds.change(
                            cast.officer(),
                            action,
                            new Reopen(
                                    action.actionId, words.oneOf(words.lists().reopened(), luck)));
                }
            });
        }
    }

    /** The small things: a label, a partner, a step of its own, an earlier date, a slip of the pen. */
    private void tidy(Cast cast, Known action, LocalDate day, RandomGenerator luck) {
        if (!action.open() || action.proposal != null) {
            return;
        }
        Person officer = cast.officer();
        String id = action.actionId;
        ActionDetails details = action.details;
        switch (luck.nextInt(9)) {
            case 0 -> {
                List<String> labels = new ArrayList<>(action.labels);
                String label = words.oneOf(LABELS, luck);
                if (!labels.contains(label)) {
                    labels.add(label);
                    deeds.change(officer, action, new Label(id, labels));
                }
            }
            case 1 ->
                anotherParty(cast, action, luck)
                        .filter(party -> !action.partners.contains(party))
                        .ifPresent(party -> deeds.change(officer, action, new AddPartner(id, party)));
            case 2 -> {
                if (!action.partners.isEmpty()) {
                    deeds.change(
                            officer,
                            action,
                            new RemovePartner(
                                    id,
                                    action.partners.getLast(),
                                    words.oneOf(words.lists().reassign(), luck)));
                }
            }
            case 3 ->
                deeds.change(
                        officer,
                        action,
                        new AddMilestone(
                                id,
                                new MilestoneDetails(
                                        "step-" + action.edits,
                                        "First draft seen by carers",
                                        LeadsHabits.later(action, day, 0))));
            case 4 -> {
                if (action.due()
                        .filter(due -> ChronoUnit.DAYS.between(day, due) > 70)
                        .isPresent()) {
                    deeds.change(
                            officer,
                            action,
                            new BringForward(
                                    id,
                                    LeadsHabits.month(day.plusMonths(1)),
                                    words.oneOf(words.lists().forward(), luck)));
                }
            }
            case 5 ->
                deeds.change(
                        officer,
                        action,
                        new Correct(
                                id,
                                new ActionDetails(
                                        details.themeId(),
                                        details.objectiveId(),
                                        details.reference(),
                                        details.ordinal(),
                                        details.text().strip() + " (wording as printed)",
                                        details.title(),
                                        details.process(),
                                        details.measures()),
                                null,
                                null,
                                words.oneOf(words.lists().corrections(), luck)));
            case 6 ->
                deeds.change(
                        officer,
                        action,
                        new AmendDetails(
                                id,
                                new ActionDetails(
                                        details.themeId(),
                                        details.objectiveId(),
                                        details.reference(),
                                        details.ordinal(),
                                        details.text(),
                                        details.title(),
                                        details.process(),
                                        withMeasure(details.measures())),
                                "The group wants a number as well."));
            case 7 ->
                deeds.sibling(action, luck)
                        .ifPresent(other ->
                                deeds.change(officer, action, new DeclareDependency(id, other.actionId, null)));
            default ->
                anotherParty(cast, action, luck)
                        .ifPresent(party -> deeds.change(
                                officer,
                                action,
                                new ReassignLead(
                                        id,
                                        Leads.of(party),
                                        words.oneOf(words.lists().reassign(), luck))));
        }
    }

    private static List<String> withMeasure(List<String> measures) {
        List<String> more = new ArrayList<>(measures);
        more.add("Number of carers reached, reported each quarter");
        return more;
    }

    /** A party of the plan that has somebody to write to and does not lead the action yet. */
    private static Optional<String> anotherParty(Cast cast, Known action, RandomGenerator luck) {
        List<String> others = cast.leads().keySet().stream()
                .filter(party -> !action.leads.parties().contains(party))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(others.get(luck.nextInt(others.size())));
    }
}
