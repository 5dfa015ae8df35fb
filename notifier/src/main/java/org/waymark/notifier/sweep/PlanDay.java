package org.waymark.notifier.sweep;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Leads;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.WorkingDays;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.AtAdoption;
import org.waymark.notifier.agenda.GroupRow;
import org.waymark.notifier.agenda.GroupRow.Meeting;
import org.waymark.notifier.agenda.GroupRow.MeetingState;
import org.waymark.notifier.agenda.GroupRow.ReportDue;
import org.waymark.notifier.agenda.PlanRow;
import org.waymark.notifier.directory.Absence;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.directory.Contacts;

/** An adopted plan on one day: its policy, calendar, meetings and people. */
public final class PlanDay {

    private final Agenda agenda;
    private final PlanRow plan;
    private final LocalDate adoptedOn;
    private final List<ActionRow> actions;
    private final @Nullable AtAdoption takenOn;
    private final Contacts contacts;
    private final Outlook outlook;
    private final LocalDate today;
    private final WorkingDays calendar;
    private final WorkingDays mailDays;
    private final List<GroupRow> groups;
    private final List<MeetingDates> allMeetings;
    private final List<MeetingDates> meetings;

    PlanDay(
            Agenda agenda,
            PlanRow plan,
            LocalDate adoptedOn,
            List<ActionRow> actions,
            @Nullable AtAdoption takenOn,
            Contacts contacts,
            Outlook outlook,
            LocalDate today) {
        this.agenda = agenda;
        this.plan = plan;
        this.adoptedOn = adoptedOn;
        this.actions = actions;
        this.takenOn = takenOn;
        this.contacts = contacts;
        this.outlook = outlook;
        this.today = today;
        this.calendar = plan.policy().workingDays(plan.nation());
        this.mailDays = plan.policy().mailDays(plan.nation());
        this.groups = agenda.groupsOf(plan.planId());
        this.allMeetings = meetings();
        this.meetings = allMeetings.stream()
                .filter(meeting -> asksForUpdates(meeting.group()))
                .toList();
    }

    private List<MeetingDates> meetings() {
        Policy policy = plan.policy();
        int clearDays = policy.clearDaysOf(plan.nation());
        List<MeetingDates> dates = new ArrayList<>();
        for (GroupRow group : groups) {
            for (Meeting meeting : group.meetings().values()) {
                if (meeting.state() == MeetingState.CANCELLED) {
                    continue;
                }
                LocalDate issue = calendar.issueDate(meeting.date(), clearDays);
                LocalDate papers = calendar.minus(issue, policy.papersBeforeIssue());
                LocalDate previous = group.meetings().values().stream()
                        .filter(other -> other.state() == MeetingState.HELD)
                        .map(Meeting::date)
                        .filter(date -> date.isBefore(meeting.date()) && date.isAfter(adoptedOn))
                        .max(Comparator.naturalOrder())
                        .orElse(adoptedOn);
                dates.add(new MeetingDates(
                        group,
                        meeting.meetingId(),
                        meeting.date(),
                        previous,
                        mailDays.previousOrSame(calendar.minus(papers, policy.updateRequestBeforePapers())),
                        mailDays.previousOrSame(calendar.minus(papers, policy.secondRequestBeforePapers())),
                        papers,
                        issue,
                        meeting.state() == MeetingState.SCHEDULED,
                        meeting.moved(),
                        meeting.pack()));
            }
        }
        dates.sort(Comparator.comparing(MeetingDates::papers).thenComparing(MeetingDates::meetingId));
        return List.copyOf(dates);
    }

    /** A group that sees only milestones or level 3 does not ask every lead for an update. */
    private boolean asksForUpdates(GroupRow group) {
        return sees(group, 1);
    }

    /** Whether what is escalated to this level is for this group's eyes; one that follows milestones sees none of it. */
    boolean sees(GroupRow group, int level) {
        return switch (viewOf(group).sees()) {
            case EVERYTHING, EXCEPTIONS -> true;
            case LEVEL_3 -> level >= Policy.LEVELS;
            case MILESTONES -> false;
        };
    }

    public PlanRow plan() {
        return plan;
    }

    public Policy policy() {
        return plan.policy();
    }

    public LocalDate adoptedOn() {
        return adoptedOn;
    }

    public LocalDate today() {
        return today;
    }

    /** The plan's actions, open or not, in the order of ids. */
    public List<ActionRow> actions() {
        return actions;
    }

    /** Those of the plan's actions that have to be looked at today, in the order of ids. */
    List<ActionRow> near() {
        return near(today);
    }

    /** Those that have to be looked at on any day until this one. */
    List<ActionRow> near(LocalDate until) {
        return outlook.near(this, until);
    }

    /** Those that have to be looked at for the take-on report. */
    List<ActionRow> nearAtAdoption() {
        return takenOn == null ? near() : outlook.nearAtAdoption(this, takenOn);
    }

    /** The actions as they stood at adoption, or null where {@link #actions} tells or the report has gone out. */
    @Nullable
    AtAdoption takenOn() {
        return takenOn;
    }

    /** Meetings of groups that ask for updates, past and coming, earliest papers deadline first. */
    public List<MeetingDates> meetingDates() {
        return meetings;
    }

    /** The same of all groups to which the plan answers, whatever they see of it. */
    public List<MeetingDates> allMeetings() {
        return allMeetings;
    }

    /**
     * Whether mail about a group as a whole stands with this plan: the first by id of those that the group answers for and
     * that may send mail, so that a group with several plans is not told several times.
     */
    boolean speaksFor(GroupRow group) {
        return group.details().plans().stream()
                .map(GroupDetails.PlanView::planId)
                .sorted()
                .filter(planId -> {
                    PlanRow other = agenda.plan(planId);
                    return other != null
                            && other.state() == PlanState.ADOPTED
                            && other.policy().mail();
                })
                .findFirst()
                .filter(plan.planId()::equals)
                .isPresent();
    }

    /** What this group sees of the plan and decides about it. */
    public GroupDetails.PlanView viewOf(GroupRow group) {
        return group.details().plans().stream()
                .filter(view -> view.planId().equals(plan.planId()))
                .findFirst()
                .orElseThrow();
    }

    /** The chair of this group, as far as there is one who can be reached. */
    List<Recipient> chairOf(GroupRow group) {
        Recipient chair = onDuty(group.details().chair(), RecipientRole.CHAIR);
        return chair == null ? List.of() : List.of(chair);
    }

    /** Who leads, by name; empty where nobody does. */
    String leadNames(Leads leads) {
        return leads.parties().stream()
                .map(agenda::partyName)
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    /** Chair, officer and members of this group who can be reached, each once. */
    List<Recipient> everybodyOf(GroupRow group) {
        Map<String, Recipient> everybody = new LinkedHashMap<>();
        List<Recipient> all = new ArrayList<>(chairOf(group));
        Recipient officer = onDuty(group.details().officer(), RecipientRole.GOVERNANCE_OFFICER);
        if (officer != null) {
            all.add(officer);
        }
        for (String member : group.details().members()) {
            Recipient recipient = onDuty(member, RecipientRole.MEMBER);
            if (recipient != null) {
                all.add(recipient);
            }
        }
        all.forEach(recipient -> everybody.putIfAbsent(recipient.contactId(), recipient));
        return List.copyOf(everybody.values());
    }

    /** Whether the chair stands on the rung of this level. */
    public boolean reachesTheChair(int level) {
        return policy().ladder().rung(level).tells().contains(RecipientRole.CHAIR);
    }

    /** Reports that the plan promises to groups and whose date is known, in the order of groups and ids. */
    Map<ReportDue, Dated> reports() {
        Map<ReportDue, Dated> dates = new LinkedHashMap<>();
        for (GroupRow group : agenda.groups()) {
            new TreeMap<>(group.reports()).values().forEach(report -> {
                LocalDate next = report.next();
                if (next != null && report.details().planId().equals(plan.planId())) {
                    dates.put(report, new Dated(this, next, true, adoptedOn, report.datedOn()));
                }
            });
        }
        return dates;
    }

    /** Who is reminded of a report: those who owe it, or else the governance officer. */
    List<Recipient> owing(ReportDue report) {
        List<Recipient> owing = report.details().parties().stream()
                .map(agenda::standingFor)
                .distinct()
                .flatMap(party -> leadContacts(party).stream())
                .toList();
        return owing.isEmpty() ? officerOf(report.groupId()) : owing;
    }

    private List<Recipient> officerOf(String groupId) {
        GroupRow group = agenda.group(groupId);
        List<Recipient> own = group == null ? List.of() : officerOf(group);
        return own.isEmpty() ? governance() : own;
    }

    /** Whether the papers deadline of a meeting is over; not for one that was cancelled, or moved since. */
    boolean papersOver(String occurrence) {
        return meetings.stream()
                .anyMatch(meeting -> meeting.occurrence().equals(occurrence) && !today.isBefore(meeting.papers()));
    }

    /** The next meeting whose papers deadline is not over, or null. */
    public @Nullable MeetingDates nextMeeting() {
        return meetings.stream()
                .filter(meeting -> meeting.scheduled() && !meeting.papers().isBefore(today))
                .findFirst()
                .orElse(null);
    }

    /** Groups that ask for updates. */
    List<GroupRow> groups() {
        return groups.stream().filter(this::asksForUpdates).toList();
    }

    /** Whether mail goes out and escalations are raised on this day. */
    boolean isMailDay() {
        return mailDays.isWorkingDay(today);
    }

    /** The day on which mail meant for {@code day} goes out when it must not come later. */
    LocalDate mailDayBefore(LocalDate day) {
        return mailDays.previousOrSame(day);
    }

    /** The day on which mail meant for {@code day} goes out when it must not come earlier. */
    LocalDate mailDayAfter(LocalDate day) {
        return mailDays.nextOrSame(day);
    }

    /**
     * The last day whose mail goes out today to those who want it on this weekday, or null where today is not their day.
     * Where the weekday is no mail day, the mail day before it takes its place: mail only ever comes earlier.
     */
    @Nullable
    LocalDate digestUntil(DayOfWeek weekday) {
        LocalDate chosen = today.with(TemporalAdjusters.nextOrSame(weekday));
        if (!mailDayBefore(chosen).equals(today)) {
            return null;
        }
        while (mailDayBefore(chosen).equals(today)) {
            chosen = chosen.plusWeeks(1);
        }
        return mailDayBefore(chosen).minusDays(1);
    }

    /** Contacts of one lead who can be written to, or who stands for them today; those in their own right come first. */
    List<Recipient> leadContacts(String partyId) {
        String party = agenda.standingFor(partyId);
        return contacts.leadContacts(party).stream()
                .map(contact -> onDuty(contact, RecipientRole.LEAD, party))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing((Recipient recipient) -> recipient.insteadOf() != null))
                .toList();
    }

    /** Whoever gets this person's mail today: the person, the deputy while they are away, or nobody. */
    private @Nullable Recipient onDuty(@Nullable Contact contact, RecipientRole role, @Nullable String party) {
        if (contact == null) {
            return null;
        }
        if (!contact.awayOn(today)) {
            return contact.reachable() ? new Recipient(contact, role, party, null) : null;
        }
        Contact deputy = contact.leftOn() == null ? deputyOf(contact) : null;
        return deputy == null ? null : new Recipient(deputy, role, party, contact);
    }

    /** The deputy of somebody who is away, or null where there is none who is there and can be written to. */
    private @Nullable Contact deputyOf(Contact absent) {
        Absence away = absent.away();
        Contact deputy = contacts.reachable(away == null ? null : away.deputy());
        return deputy == null || deputy.awayOn(today) ? null : deputy;
    }

    /**
     * Whether those who lead have nobody who could be written to: no contact, or only some who are away without a deputy.
     * Mail that comes back is another concern.
     */
    boolean nobodyToWriteTo(Leads leads) {
        return allLeadContacts(leads).stream().allMatch(this::awayWithoutDeputy);
    }

    /** The last day on which a contact of those who lead left, or was away from, or null. */
    @Nullable
    LocalDate lastGoneOn(Leads leads) {
        List<LocalDate> days = new ArrayList<>();
        for (String lead : leads.parties()) {
            contacts.leavers(agenda.standingFor(lead)).forEach(contact -> addIfKnown(days, contact.leftOn()));
        }
        for (Contact contact : allLeadContacts(leads)) {
            Absence away = contact.away();
            if (away != null && away.on(today)) {
                days.add(away.from());
                Contact deputy = away.deputy() == null ? null : contacts.find(away.deputy());
                if (deputy != null) {
                    addIfKnown(days, deputy.leftOn());
                    addIfKnown(
                            days,
                            deputy.away() == null || !deputy.awayOn(today)
                                    ? null
                                    : deputy.away().from());
                }
            }
        }
        return days.stream().max(Comparator.naturalOrder()).orElse(null);
    }

    private static void addIfKnown(List<LocalDate> days, @Nullable LocalDate day) {
        if (day != null) {
            days.add(day);
        }
    }

    /** Somebody of the directory, or null. */
    public @Nullable Contact person(String contactId) {
        return contacts.find(contactId);
    }

    /** Contacts who get this party's mail as a lead, reachable or not, away or not. */
    List<Contact> contactsOf(String partyId) {
        return contacts.leadContacts(agenda.standingFor(partyId));
    }

    /** Contacts of all leads, reachable or not. */
    List<Contact> allLeadContacts(Leads leads) {
        return leads.parties().stream()
                .map(agenda::standingFor)
                .distinct()
                .flatMap(party -> contactsOf(party).stream())
                .distinct()
                .toList();
    }

    private List<Recipient> escalationContacts(Leads leads) {
        return leads.answerable().stream()
                .map(agenda::standingFor)
                .distinct()
                .flatMap(party -> contacts.escalationContacts(party).stream()
                        .map(contact -> onDuty(contact, RecipientRole.ESCALATION_CONTACT, party)))
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Who gets what is for governance: the plan's officer, else another officer of the directory, else the chair; nobody only
     * where none of them can be reached. Officers of groups that do not see the plan are passed over.
     */
    List<Recipient> governance() {
        List<Recipient> officer = anyOfficer();
        return officer.isEmpty() ? chair(1) : officer;
    }

    /** The officer of the first group that sees the plan and has one who can be reached. */
    List<Recipient> officer() {
        return officer(1);
    }

    private List<Recipient> anyOfficer() {
        List<Recipient> own = officer();
        return own.isEmpty() ? otherOfficer() : own;
    }

    private List<Recipient> otherOfficer() {
        return contacts.all().stream()
                .filter(contact -> contact.role() == Contact.Role.GOVERNANCE_OFFICER)
                .filter(contact -> groups.stream()
                        .noneMatch(group ->
                                contact.contactId().equals(group.details().officer())))
                .map(contact -> onDuty(contact, RecipientRole.GOVERNANCE_OFFICER, null))
                .filter(Objects::nonNull)
                .limit(1)
                .toList();
    }

    /**
     * The officer of the first group that sees what is escalated to this level and has one who can be reached: those that
     * decide come first.
     */
    private List<Recipient> officer(int level) {
        return first(level, RecipientRole.GOVERNANCE_OFFICER, GroupDetails::officer);
    }

    private List<Recipient> first(int level, RecipientRole role, Function<GroupDetails, @Nullable String> person) {
        return groups.stream()
                .filter(group -> sees(group, level))
                .map(group -> onDuty(person.apply(group.details()), role))
                .filter(Objects::nonNull)
                .limit(1)
                .toList();
    }

    /** Contact id of the plan's officer, or null where nobody can be reached. */
    public @Nullable String officerId() {
        return anyOfficer().stream().map(Recipient::contactId).findFirst().orElse(null);
    }

    /** The officer of this group, as far as there is one who can be reached. */
    List<Recipient> officerOf(GroupRow group) {
        Recipient officer = onDuty(group.details().officer(), RecipientRole.GOVERNANCE_OFFICER);
        return officer == null ? List.of() : List.of(officer);
    }

    private List<Recipient> chair(int level) {
        return first(level, RecipientRole.CHAIR, GroupDetails::chair);
    }

    private @Nullable Recipient onDuty(@Nullable String contactId, RecipientRole role) {
        return onDuty(contactId == null ? null : contacts.find(contactId), role, null);
    }

    /** The level at which a concern is raised: a rung without a contact passes to the next. */
    int rung(int level, Leads leads) {
        for (int rung = level; rung <= Policy.LEVELS; rung++) {
            if (!onRung(rung, leads).isEmpty()) {
                return rung;
            }
        }
        return level;
    }

    /** Who stands on a rung. */
    List<Recipient> onRung(int rung, Leads leads) {
        return onRung(rung, rung, leads);
    }

    /** Who stands on a rung and sees what is escalated to this level. */
    private List<Recipient> onRung(int rung, int level, Leads leads) {
        return policy().ladder().rung(rung).tells().stream()
                .flatMap(role -> switch (role) {
                    case LEAD -> leads.parties().stream().flatMap(party -> leadContacts(party).stream());
                    case ESCALATION_CONTACT -> escalationContacts(leads).stream();
                    case GOVERNANCE_OFFICER -> officer(level).stream();
                    case CHAIR -> chair(level).stream();
                    case MEMBER -> Stream.<Recipient>empty();
                })
                .toList();
    }

    /** Who is told of an escalation on whose rung nobody is: the people of the next one, else whoever gets what is for governance. */
    List<Recipient> above(int level, Leads leads) {
        return IntStream.rangeClosed(level + 1, Policy.LEVELS)
                .mapToObj(rung -> onRung(rung, level, leads))
                .filter(people -> !people.isEmpty())
                .findFirst()
                .orElseGet(this::governance);
    }

    /**
     * Those beside the leads whose mail finds nobody, each once: of the groups that this plan speaks for, and the escalation
     * contacts of those who lead. (Of leads the ladder tells.) Members who are away are none of them: only papers wait.
     */
    public List<Unreached> unreached() {
        Map<String, Unreached> unreached = new LinkedHashMap<>();
        for (GroupRow group : groups) {
            if (speaksFor(group)) {
                GroupDetails details = group.details();
                note(unreached, details.chair(), RecipientRole.CHAIR, details.name());
                note(unreached, details.officer(), RecipientRole.GOVERNANCE_OFFICER, details.name());
                details.members().forEach(member -> note(unreached, member, RecipientRole.MEMBER, details.name()));
            }
        }
        List<Contact> gone = contacts.all().stream()
                .filter(Contact::isEscalationContact)
                .filter(contact -> Unreached.why(contact, contact.contactId(), this) != null)
                .toList();
        if (!gone.isEmpty()) {
            Set<String> answerable = answerable();
            for (Contact contact : gone) {
                contact.escalationParties()
                        .map(agenda::standingFor)
                        .filter(answerable::contains)
                        .filter(party -> contact.undeliverable() || nobodyToEscalateTo(party))
                        .findFirst()
                        .ifPresent(party -> note(
                                unreached,
                                contact.contactId(),
                                RecipientRole.ESCALATION_CONTACT,
                                agenda.partyName(party)));
            }
        }
        return List.copyOf(unreached.values());
    }

    private void note(Map<String, Unreached> unreached, @Nullable String contactId, RecipientRole role, String of) {
        if (contactId == null || unreached.containsKey(contactId)) {
            return;
        }
        Contact contact = contacts.find(contactId);
        Unreached.Why why = Unreached.why(contact, contactId, this);
        if (why != null && !(why.reason() == Unreached.Reason.AWAY && role == RecipientRole.MEMBER)) {
            unreached.put(contactId, new Unreached(contact, role, of, why));
        }
    }

    /** Parties to whose escalation contacts a concern about an open action would go. */
    private Set<String> answerable() {
        return actions.stream()
                .filter(action -> action.status().open())
                .flatMap(action -> action.leads().answerable().stream())
                .map(agenda::standingFor)
                .collect(Collectors.toSet());
    }

    private boolean nobodyToEscalateTo(String party) {
        return contacts.escalationContacts(party).stream()
                .allMatch(contact -> onDuty(contact, RecipientRole.ESCALATION_CONTACT, party) == null);
    }

    /** Whether this person is away today and nobody stands in. */
    boolean awayWithoutDeputy(Contact contact) {
        return contact.awayOn(today) && deputyOf(contact) == null;
    }
}
