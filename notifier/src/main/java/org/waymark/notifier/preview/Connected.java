package org.waymark.notifier.preview;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.PlanState;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.PlanRow;
import org.waymark.notifier.agenda.Told;
import org.waymark.notifier.directory.Absence;
import org.waymark.notifier.directory.Contacts;

/**
 * The part of an agenda on which the mails about one plan depend. Plans touch each other only where they ask the same
 * person for updates, once a week in all; so the plan itself, those that share a lead's contact with it, those that share
 * one with these, and so on.
 */
final class Connected {

    private Connected() {}

    static Agenda around(String planId, Agenda agenda, Contacts contacts) {
        Map<String, Set<String>> peopleOf = new HashMap<>();
        Map<String, Set<String>> plansOf = new HashMap<>();
        for (ActionRow action : agenda.actions()) {
            PlanRow plan = agenda.plan(action.planId());
            if (plan != null && plan.state() == PlanState.ADOPTED) {
                for (String person : asked(action, agenda, contacts)) {
                    peopleOf.computeIfAbsent(action.planId(), _ -> new HashSet<>())
                            .add(person);
                    plansOf.computeIfAbsent(person, _ -> new HashSet<>()).add(action.planId());
                }
            }
        }
        Set<String> plans = new HashSet<>(Set.of(planId));
        Deque<String> next = new ArrayDeque<>(plans);
        while (!next.isEmpty()) {
            for (String person : peopleOf.getOrDefault(next.remove(), Set.of())) {
                for (String other : plansOf.getOrDefault(person, Set.of())) {
                    if (plans.add(other)) {
                        next.add(other);
                    }
                }
            }
        }
        return agenda.only(plans);
    }

    /** Who may be asked about an action, and who was. */
    private static Set<String> asked(ActionRow action, Agenda agenda, Contacts contacts) {
        Set<String> people = new HashSet<>();
        for (String party : action.leads().parties()) {
            contacts.leadContacts(agenda.standingFor(party)).forEach(contact -> {
                people.add(contact.contactId());
                Absence away = contact.away();
                if (away != null && away.deputy() != null) {
                    people.add(away.deputy());
                }
            });
        }
        for (String told : action.told().keySet()) {
            if (Told.by(MailRule.UPDATE_REQUEST, told)) {
                people.add(Told.contactOf(told));
            }
        }
        return people;
    }
}
