package org.waymark.notifier;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.group.ReportDetails;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.eventstore.StoredEvent;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AgendaFold;
import org.waymark.notifier.agenda.AtAdoption;
import org.waymark.notifier.agenda.GroupRow;
import org.waymark.notifier.agenda.PlanRow;
import org.waymark.notifier.agenda.Row;
import org.waymark.notifier.directory.Absence;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;
import org.waymark.notifier.sweep.Due;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.DueItem;
import org.waymark.notifier.sweep.Situation;
import org.waymark.notifier.sweep.Sweep;

/**
 * A plan, its people and what happens to them, told in events. Party {@code carers} has the contact {@code c-sam} and the
 * escalation contact {@code c-ellen}; the board has the officer {@code c-priya} and the chair {@code c-chris}.
 */
public final class World {

    public static final String PLAN = "kirklees";

    /** An event and its day. */
    public record Happened(LocalDate day, Event event) {}

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Contact> contacts = new LinkedHashMap<>();
    private final List<Happened> events = new ArrayList<>();
    private long position;
    private LocalDate today = LocalDate.of(2018, 1, 2);
    private Policy policy = Policy.standard();

    /** A world whose plan is created but not adopted. */
    public static World withDraft(String day) {
        World world = new World().on(day);
        world.happen(new PartyEvent.PartyRegistered(
                "carers", "Carers Count", PartyKind.ORGANISATION, "Kirklees", List.of()));
        world.happen(new PartyEvent.PartyRegistered(
                "council", "Kirklees Council", PartyKind.ORGANISATION, "Kirklees", List.of()));
        world.plan(PLAN, Nation.ENGLAND);
        world.contact("c-sam", "Sam Okafor", Contact.Role.LEAD, "carers");
        world.contact("c-ellen", "Ellen Webb", Contact.Role.ESCALATION_CONTACT, "carers");
        world.contact("c-kim", "Kim Marsh", Contact.Role.LEAD, "council");
        world.contact("c-priya", "Priya Nair", Contact.Role.GOVERNANCE_OFFICER);
        world.contact("c-chris", "Chris Lowe", Contact.Role.CHAIR);
        world.group("g-board", "Carers Strategy Group", GroupDetails.Sees.EVERYTHING);
        return world;
    }

    /** A world whose plan was adopted on this day, without any action. */
    public static World adoptedOn(String day) {
        return withDraft(day).adopt();
    }

    public World plan(String planId, Nation nation) {
        PlanOutline outline = new PlanOutline(List.of(new PlanOutline.Theme(
                "t-1", "7", "Wellbeing", null, List.of(), List.of(), List.of(), List.of(), List.of())));
        happen(new PlanEvent.PlanCreated(
                planId,
                new PlanDetails("Carers plan", "Kirklees", nation, null, null, null, Map.of()),
                outline,
                policy));
        return this;
    }

    public World adopt() {
        happen(new PlanEvent.PlanAdopted(PLAN, today, null));
        return this;
    }

    public World policy(UnaryOperator<Policy> change) {
        Policy before = policy;
        policy = change.apply(policy);
        happen(new PlanEvent.PolicySet(PLAN, before, policy));
        return this;
    }

    /** The standard policy with mail on or off. */
    public World mail(boolean on) {
        return policy(p -> p.change().mail(on).made());
    }

    public World closure(String from, String until) {
        return policy(p -> p.change()
                .closures(List.of(new Policy.Closure(LocalDate.parse(from), LocalDate.parse(until), "Closed")))
                .made());
    }

    public World group(String groupId, String name, GroupDetails.Sees sees) {
        return group(groupId, name, "c-chris", "c-priya", new GroupDetails.PlanView(PLAN, sees, true));
    }

    /** A group with a chair and an officer, by contact id, that answers for one plan. */
    public World group(String groupId, String name, String chair, String officer, GroupDetails.PlanView view) {
        happen(new GroupEvent.GroupFormed(
                groupId,
                new GroupDetails(
                        name,
                        GroupDetails.Kind.BOARD,
                        Nation.ENGLAND,
                        null,
                        chair,
                        officer,
                        List.of(),
                        List.of(view))));
        return this;
    }

    /** What the board sees of the plan, and whether it decides about it. */
    public World boardSees(GroupDetails.Sees sees, boolean decides) {
        GroupDetails before = Objects.requireNonNull(agenda().group("g-board")).details();
        happen(new GroupEvent.GroupAmended(
                "g-board",
                before,
                new GroupDetails(
                        before.name(),
                        before.kind(),
                        before.nation(),
                        before.reportsTo(),
                        before.chair(),
                        before.officer(),
                        before.members(),
                        List.of(new GroupDetails.PlanView(PLAN, sees, decides)))));
        return this;
    }

    /** The board gets another officer. */
    public World officer(String contactId) {
        GroupDetails before = agenda().groupsOf(PLAN).getFirst().details();
        happen(new GroupEvent.GroupAmended(
                "g-board",
                before,
                new GroupDetails(
                        before.name(),
                        before.kind(),
                        before.nation(),
                        before.reportsTo(),
                        before.chair(),
                        contactId,
                        before.members(),
                        before.plans())));
        return this;
    }

    /** The board gets these members, by contact id. */
    public World members(String... contactIds) {
        GroupDetails before = agenda().groupsOf(PLAN).getFirst().details();
        happen(new GroupEvent.GroupAmended(
                "g-board",
                before,
                new GroupDetails(
                        before.name(),
                        before.kind(),
                        before.nation(),
                        before.reportsTo(),
                        before.chair(),
                        before.officer(),
                        List.of(contactIds),
                        before.plans())));
        return this;
    }

    /** The board answers for these plans, all of which it sees and decides about. */
    public World sees(String... planIds) {
        GroupDetails before = agenda().groupsOf(PLAN).getFirst().details();
        happen(new GroupEvent.GroupAmended(
                "g-board",
                before,
                new GroupDetails(
                        before.name(),
                        before.kind(),
                        before.nation(),
                        before.reportsTo(),
                        before.chair(),
                        before.officer(),
                        before.members(),
                        java.util.Arrays.stream(planIds)
                                .map(planId -> new GroupDetails.PlanView(planId, GroupDetails.Sees.EVERYTHING, true))
                                .toList())));
        return this;
    }

    /** The pack of the board's meeting is issued today, frozen at entry 4402. */
    public World packIssued(String meetingId) {
        happen(new GroupEvent.PackIssued(
                "g-board", meetingId, 4402, "e58b31c07f42a9d1e58b31c07f42a9d1e58b31c07f42a9d1e58b31c07f42a9d1"));
        return this;
    }

    /** The same world as if no mail had ever gone out. */
    public World mailForgotten() {
        World other = new World();
        other.contacts.putAll(contacts);
        for (Happened happened : events) {
            if (!(happened.event() instanceof MailEvent)) {
                other.today = happened.day();
                other.happen(happened.event());
            }
        }
        other.today = today;
        return other;
    }

    /** Another adopted plan with a group of its own and one meeting. */
    public World otherPlan(String planId, String groupId, String meetingId, String date) {
        plan(planId, Nation.ENGLAND);
        happen(new PlanEvent.PlanAdopted(planId, today, null));
        return groupOf(planId, groupId).meeting(groupId, meetingId, date);
    }

    /** A group that answers for another plan. */
    public World groupOf(String planId, String groupId) {
        happen(new GroupEvent.GroupFormed(
                groupId,
                new GroupDetails(
                        "Other group",
                        GroupDetails.Kind.BOARD,
                        Nation.ENGLAND,
                        null,
                        "c-chris",
                        "c-priya",
                        List.of(),
                        List.of(new GroupDetails.PlanView(planId, GroupDetails.Sees.EVERYTHING, true)))));
        return this;
    }

    /** An ongoing action of another plan. */
    public World actionOf(String planId, String actionId, String... leads) {
        happen(new ActionEvent.ActionAdded(
                actionId,
                planId,
                new ActionDetails("t-1", null, "9." + events.size(), 0, "Do " + actionId, null, null, List.of()),
                Leads.of(leads),
                List.of(),
                kind(Timescale.Kind.ONGOING),
                Status.IN_PROGRESS,
                Rating.AMBER,
                List.of(),
                List.of()));
        return this;
    }

    public World contact(String contactId, String name, Contact.Role role, String... parties) {
        contacts.put(
                contactId,
                new Contact(contactId, name, contactId + "@kirklees.example", role, List.of(parties), false));
        return this;
    }

    public World undeliverable(String contactId) {
        Contact contact = contacts.get(contactId);
        if (contact == null) {
            throw new IllegalArgumentException(contactId);
        }
        contacts.put(
                contactId,
                new Contact(
                        contactId,
                        contact.name(),
                        contact.email(),
                        contact.role(),
                        contact.partyIds(),
                        true,
                        contact.timesRefused() + 1,
                        contact.seriesOfLinks(),
                        contact.escalationFor(),
                        contact.away(),
                        contact.leftOn(),
                        contact.digestDay()));
        return this;
    }

    /** The contact gets another address, which has not failed yet. */
    public World otherAddress(String contactId, String email) {
        Contact contact = contacts.get(contactId);
        if (contact == null) {
            throw new IllegalArgumentException(contactId);
        }
        contacts.put(
                contactId,
                new Contact(
                        contactId,
                        contact.name(),
                        email,
                        contact.role(),
                        contact.partyIds(),
                        false,
                        contact.timesRefused(),
                        contact.seriesOfLinks() + 1,
                        contact.escalationFor(),
                        contact.away(),
                        contact.leftOn(),
                        contact.digestDay()));
        return this;
    }

    public World away(String contactId, String from, String until, @Nullable String deputy) {
        return gone(contactId, new Absence(LocalDate.parse(from), LocalDate.parse(until), deputy), null);
    }

    /** The contact leaves today, and nobody takes over. */
    public World leaves(String contactId) {
        return gone(contactId, null, today);
    }

    private World gone(String contactId, @Nullable Absence away, @Nullable LocalDate leftOn) {
        Contact contact = contacts.get(contactId);
        if (contact == null) {
            throw new IllegalArgumentException(contactId);
        }
        contacts.put(
                contactId,
                new Contact(
                        contactId,
                        contact.name(),
                        contact.email(),
                        contact.role(),
                        contact.partyIds(),
                        contact.undeliverable(),
                        contact.timesRefused(),
                        contact.seriesOfLinks(),
                        contact.escalationFor(),
                        away,
                        leftOn,
                        contact.digestDay()));
        return this;
    }

    /** The contact wants mail on this weekday only, or again on any day. */
    public World digestOn(String contactId, @Nullable DayOfWeek weekday) {
        Contact contact = contacts.get(contactId);
        if (contact == null) {
            throw new IllegalArgumentException(contactId);
        }
        contacts.put(
                contactId,
                new Contact(
                        contactId,
                        contact.name(),
                        contact.email(),
                        contact.role(),
                        contact.partyIds(),
                        contact.undeliverable(),
                        contact.timesRefused(),
                        contact.seriesOfLinks(),
                        contact.escalationFor(),
                        contact.away(),
                        contact.leftOn(),
                        weekday));
        return this;
    }

    /** The board decides about actions at a meeting; that is on its own record. */
    public World groupDecision(String meetingId, String... actionIds) {
        happen(new GroupEvent.DecisionTaken(
                "g-board", meetingId, DecisionKind.DECIDED, FreeText.of("Last time"), List.of(actionIds)));
        return this;
    }

    /** This person got a mail before, about something that is over. */
    public World writtenTo(String contactId) {
        happen(new MailEvent.MailRecorded(
                new Mail(
                        "mail-" + contactId + "-before",
                        contactId,
                        org.waymark.contract.mail.RecipientRole.LEAD,
                        null,
                        LocalDate.of(2018, 1, 1),
                        "mail-" + contactId + "-before@waymark.example",
                        List.of()),
                MailState.SENT,
                1,
                null));
        return this;
    }

    public World without(String contactId) {
        contacts.remove(contactId);
        return this;
    }

    /** Time goes on to this day; nothing is checked in between. */
    public World on(String day) {
        today = LocalDate.parse(day);
        return this;
    }

    public LocalDate today() {
        return today;
    }

    public World action(String actionId, Timescale timescale, String... leads) {
        return action(actionId, timescale, Status.IN_PROGRESS, Rating.AMBER, leads);
    }

    public World action(String actionId, Timescale timescale, Status status, Rating rating, String... leads) {
        happen(new ActionEvent.ActionAdded(
                actionId,
                PLAN,
                new ActionDetails("t-1", null, "7." + events.size(), 0, "Do " + actionId, null, null, List.of()),
                Leads.of(leads),
                List.of(),
                timescale,
                status,
                rating,
                List.of(),
                List.of()));
        return this;
    }

    /** Events that add many actions due on 29 March 2018, led in turn by {@code party-0}, {@code party-1}, … */
    public static List<Event> actions(int from, int count, int parties) {
        List<Event> events = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            events.add(new ActionEvent.ActionAdded(
                    "a-" + i,
                    PLAN,
                    new ActionDetails("t-1", null, "7." + i, 0, "Do a-" + i, null, null, List.of()),
                    Leads.of("party-" + i % parties),
                    List.of(),
                    date("2018-03-29"),
                    Status.IN_PROGRESS,
                    Rating.AMBER,
                    List.of(),
                    List.of()));
        }
        return events;
    }

    public World due(String actionId, String date) {
        return action(actionId, date(date), "carers");
    }

    public static Timescale date(String date) {
        return new Timescale(date, Timescale.Kind.DATE, null, LocalDate.parse(date), null, false, null);
    }

    public static Timescale kind(Timescale.Kind kind) {
        return new Timescale(kind.name(), kind, null, null, null, false, null);
    }

    public World milestone(String actionId, String milestoneId, Timescale timescale) {
        happen(new ActionEvent.MilestoneAdded(actionId, milestoneId, "Step " + milestoneId, timescale));
        return this;
    }

    public World milestoneMoved(String actionId, String milestoneId, Timescale from, Timescale to) {
        happen(new ActionEvent.MilestoneMoved(
                actionId, milestoneId, "Step " + milestoneId, from, to, FreeText.of("The venue is shut")));
        return this;
    }

    public World reached(String actionId, String milestoneId) {
        happen(new ActionEvent.MilestoneReached(actionId, milestoneId, today, null));
        return this;
    }

    /** A half-yearly report to the board. */
    public World report(String reportId, @Nullable String next, String... parties) {
        happen(new GroupEvent.ReportDueSet(
                "g-board",
                reportId,
                null,
                new ReportDetails(
                        "Six monthly report",
                        PLAN,
                        List.of(),
                        List.of(parties),
                        6,
                        next == null ? null : LocalDate.parse(next))));
        return this;
    }

    public World received(String reportId) {
        GroupRow board = agenda().group("g-board");
        GroupRow.ReportDue report = board == null ? null : board.reports().get(reportId);
        if (report == null) {
            throw new IllegalArgumentException(reportId);
        }
        happen(new GroupEvent.ReportReceived(
                "g-board", reportId, today, report.next(), report.details().after(report.next(), today)));
        return this;
    }

    public World calledOff(String reportId) {
        happen(new GroupEvent.ReportNoLongerDue("g-board", reportId, FreeText.of("The measure was replaced")));
        return this;
    }

    public World meeting(String meetingId, String date) {
        return meeting("g-board", meetingId, date);
    }

    public World meeting(String groupId, String meetingId, String date) {
        happen(new GroupEvent.MeetingScheduled(groupId, meetingId, LocalDate.parse(date)));
        return this;
    }

    public World moved(String meetingId, String to) {
        GroupRow board = agenda().group("g-board");
        GroupRow.Meeting meeting = board == null ? null : board.meetings().get(meetingId);
        if (meeting == null) {
            throw new IllegalArgumentException(meetingId);
        }
        happen(new GroupEvent.MeetingMoved(
                "g-board", meetingId, meeting.date(), LocalDate.parse(to), FreeText.of("Room")));
        return this;
    }

    public World cancelled(String meetingId) {
        happen(new GroupEvent.MeetingCancelled("g-board", meetingId, today, FreeText.of("Snow")));
        return this;
    }

    public World held(String meetingId) {
        happen(new GroupEvent.MeetingHeld("g-board", meetingId, today));
        return this;
    }

    public World update(String actionId) {
        happen(new ActionEvent.ProgressReported(actionId, FreeText.of("Going on")));
        return this;
    }

    public World rated(String actionId, Rating rating) {
        happen(new ActionEvent.RatingChanged(actionId, row(actionId).rating(), rating, null));
        return this;
    }

    public World slip(String actionId, String to) {
        ActionRow row = row(actionId);
        LocalDate from = row.timescale().target();
        LocalDate first = row.firstTarget() == null ? from : row.firstTarget();
        LocalDate target = LocalDate.parse(to);
        if (from == null || first == null) {
            throw new IllegalArgumentException(actionId);
        }
        happen(new ActionEvent.TimescaleSlipped(
                actionId,
                row.timescale(),
                date(to),
                FreeText.of("Late funding"),
                first,
                row.slips() + 1,
                target.toEpochDay() - from.toEpochDay(),
                target.toEpochDay() - first.toEpochDay()));
        return this;
    }

    public World reassign(String actionId, String... leads) {
        happen(new ActionEvent.LeadReassigned(actionId, row(actionId).leads(), Leads.of(leads), FreeText.of("Moved")));
        return this;
    }

    public World propose(String actionId, String proposalId, String to) {
        happen(new ActionEvent.DateProposed(
                actionId, proposalId, row(actionId).timescale(), date(to), FreeText.of("More time")));
        return this;
    }

    public World decline(String actionId, String proposalId) {
        happen(new ActionEvent.ProposalDeclined(actionId, proposalId, FreeText.of("No")));
        return this;
    }

    public World decision(String actionId) {
        happen(new ActionEvent.DecisionRecorded(
                actionId, DecisionKind.NOTED, FreeText.of("Noted"), "g-board", null, today));
        return this;
    }

    public World complete(String actionId) {
        happen(new ActionEvent.Completed(actionId, row(actionId).status(), today, null));
        return this;
    }

    /** Governance resolves the open escalation by hand. */
    public World resolve(String actionId) {
        ActionRow.Open open = row(actionId).open().getFirst();
        happen(new ActionEvent.EscalationResolved(actionId, open.escalation().escalationId(), FreeText.of("Settled")));
        return this;
    }

    public ActionRow row(String actionId) {
        ActionRow row = agenda().action(actionId);
        if (row == null) {
            throw new IllegalArgumentException(actionId);
        }
        return row;
    }

    public Agenda agenda() {
        return Agenda.of(rows.values());
    }

    public List<Contact> contacts() {
        return List.copyOf(contacts.values());
    }

    /** Everything that happened, in order. */
    public List<Happened> events() {
        return List.copyOf(events);
    }

    public void happen(Event event) {
        position++;
        events.add(new Happened(today, event));
        AgendaFold.fold(rows, event, position, at(today));
    }

    public Situation situation(LocalTime time) {
        return situation(today.atTime(time));
    }

    public Situation situation(LocalDateTime now) {
        Agenda agenda = agenda();
        Map<String, AtAdoption> takenOn = new HashMap<>();
        for (PlanRow plan : agenda.plans()) {
            List<StoredEvent> history = historyOf(plan, agenda);
            if (plan.lacksTakeOnReport() && AgendaFold.mailCameLater(plan, history)) {
                takenOn.put(plan.planId(), AgendaFold.atAdoption(plan, agenda, history));
            }
        }
        return new Situation(
                agenda, takenOn, new Contacts(contacts.values(), agenda::standingFor), Set.of(), Set.of(), now);
    }

    private List<StoredEvent> historyOf(PlanRow plan, Agenda agenda) {
        List<StoredEvent> history = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i).event();
            ActionRow action = agenda.action(event.streamId());
            if (event.streamId().equals(plan.planId())
                    || (action != null && action.planId().equals(plan.planId()))) {
                Instant at = at(events.get(i).day());
                history.add(new StoredEvent(i + 1, event.streamId(), i, event, Map.of(), at, at, ""));
            }
        }
        return history;
    }

    private static Instant at(LocalDate day) {
        return day.atTime(6, 0).atZone(AgendaFold.ZONE).toInstant();
    }

    public Due sweep() {
        return Sweep.sweep(situation(LocalTime.of(7, 30)));
    }

    /** The whole daily check of one day: resolves, raises, then sends and records. */
    public List<DueItem> check() {
        escalate();
        List<DueItem> items = new ArrayList<>();
        for (DueDigest digest : sweep().digests()) {
            items.addAll(digest.items());
            told(digest);
        }
        return items;
    }

    /** The mail server takes this mail, and it is on record. */
    public void told(DueDigest digest) {
        happen(new MailEvent.MailRecorded(mail(digest), MailState.SENT, 1, null));
    }

    /** The daily check up to where mails are written. */
    public void escalate() {
        Due due = sweep();
        due.resolve()
                .forEach(
                        gone -> happen(new ActionEvent.EscalationResolved(gone.actionId(), gone.escalationId(), null)));
        for (Due.Raise raise : due.raise()) {
            ActionRow row = row(raise.actionId());
            int before = row.open().stream()
                    .mapToInt(open -> open.escalation().level())
                    .max()
                    .orElse(0);
            happen(new ActionEvent.EscalationRaised(raise.actionId(), row.planId(), raise.escalation(), before));
        }
    }

    private Mail mail(DueDigest digest) {
        DueItem first = digest.items().getFirst();
        String mailId = "mail-" + digest.contactId() + "-" + today;
        return new Mail(
                mailId,
                digest.contactId(),
                first.role(),
                first.partyId(),
                today,
                mailId + "@waymark.example",
                digest.items().stream().map(DueItem::asMailItem).toList());
    }

    /** Checks every day up to and including this one, and says what went out: {@code 2018-04-02 REMINDER_BEFORE a-1 c-sam}. */
    public List<String> checkUntil(String last) {
        List<String> said = new ArrayList<>();
        for (LocalDate day = today; !day.isAfter(LocalDate.parse(last)); day = day.plusDays(1)) {
            today = day;
            Due before = sweep();
            for (Due.Raise raise : before.raise()) {
                said.add(day + " level " + raise.escalation().level() + " "
                        + raise.escalation().reason() + " " + raise.actionId());
            }
            for (DueItem item : check()) {
                said.add(line(day, item));
            }
        }
        return said;
    }

    public static String line(LocalDate day, DueItem item) {
        @Nullable String action = item.actionId();
        return day + " " + item.rule() + " " + (action == null ? item.planId() : action) + " " + item.contactId();
    }
}
