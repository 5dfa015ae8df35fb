package org.waymark.notifier.mail;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Status;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Timescale;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.agenda.ActionRow;
import org.waymark.notifier.agenda.Agenda;
import org.waymark.notifier.agenda.GroupRow;
import org.waymark.notifier.agenda.GroupRow.ReportDue;
import org.waymark.notifier.agenda.PersonRow;
import org.waymark.notifier.agenda.PlanRow;
import org.waymark.notifier.agenda.Told;
import org.waymark.notifier.directory.Absence;
import org.waymark.notifier.directory.Contact;
import org.waymark.notifier.sweep.ChairsNote;
import org.waymark.notifier.sweep.DueDigest;
import org.waymark.notifier.sweep.DueItem;
import org.waymark.notifier.sweep.MeetingDates;
import org.waymark.notifier.sweep.PlanDay;
import org.waymark.notifier.sweep.StepDate;
import org.waymark.notifier.sweep.TakeOn;
import org.waymark.notifier.sweep.Unreached;

/** Puts what one person is owed into words. An action stands once, in the most urgent section that it belongs to. */
public final class Composer {

    private static final int IN_FULL = 3;
    private static final int BY_REFERENCE = 60;

    /** Dates for a calendar that go with one mail, the nearest first. */
    private static final int DATES = 30;

    /** Revisions of a date in a calendar count from here: days, so that a date moved to and fro only ever grows. */
    private static final LocalDate FIRST_REVISION = LocalDate.of(2000, 1, 1);

    /** Runs of digits, and of what stands between them. */
    private static final Pattern RUNS = Pattern.compile("\\d+|\\D+");

    private static final List<MailRule> TO_LEADS = List.of(
            MailRule.REMINDER_BEFORE,
            MailRule.REMINDER_AFTER,
            MailRule.WEEKLY_CHASE,
            MailRule.UPDATE_REQUEST,
            MailRule.SECOND_UPDATE_REQUEST);

    /** Sections in the order of the mail. */
    private enum Kind {
        NEW_LINK("new-link", MailRule.NEW_LINK),
        LATE("late", MailRule.REMINDER_AFTER, MailRule.WEEKLY_CHASE),
        MILESTONE_LATE("milestone-late", MailRule.MILESTONE_AFTER),
        UPDATE("update", MailRule.UPDATE_REQUEST, MailRule.SECOND_UPDATE_REQUEST),
        COMING("coming", MailRule.REMINDER_BEFORE),
        MILESTONE("milestone", MailRule.MILESTONE_BEFORE),
        REPORT("report", MailRule.REPORT_BEFORE, MailRule.REPORT_AFTER),
        HANDOVER("handover", MailRule.HANDOVER),
        PACK("pack", MailRule.PACK_ISSUED),
        NOTE("note", MailRule.CHAIRS_NOTE),
        ESCALATION("escalation", MailRule.ESCALATION),
        UNREACHED("unreached", MailRule.UNREACHED),
        PAPERS("papers", MailRule.ESCALATIONS_FOR_PAPERS),
        TAKE_ON("take-on", MailRule.TAKE_ON_REPORT),
        PROPOSAL("proposal", MailRule.PROPOSAL_WAITING);

        private final String key;
        private final MailRule first;
        private final MailRule second;

        Kind(String key, MailRule only) {
            this(key, only, only);
        }

        Kind(String key, MailRule first, MailRule second) {
            this.key = key;
            this.first = first;
            this.second = second;
        }

        boolean has(MailRule rule) {
            return rule == first || rule == second;
        }
    }

    private final Words words = new Words();
    private final PersonalLinks links;
    private final NotifierProperties.Installation installation;
    private volatile @Nullable Closed lookedThrough;

    /** What was closed, of one agenda. */
    private record Closed(Agenda agenda, Map<String, List<ActionRow>> byContact) {}

    /** @param installation who runs it, for those who are written to for the first time */
    public Composer(PersonalLinks links, NotifierProperties.Installation installation) {
        this.links = links;
        this.installation = installation;
    }

    /**
     * The mail for one person.
     *
     * @param plans the plans as they stand on the day, by id
     */
    public Digest compose(DueDigest due, Contact contact, Agenda agenda, Map<String, PlanDay> plans) {
        return new Writing(due, contact, agenda, plans).digest();
    }

    /** One mail while it is written. */
    private final class Writing {

        private final List<DueItem> items;
        private final Contact contact;
        private final Agenda agenda;
        private final Map<String, PlanDay> plans;
        private final LocalDate today;
        private final Set<String> planIds = new TreeSet<>();

        /** Actions by the section they stand in, without those that stand in an earlier one. */
        private final Map<Kind, List<ActionRow>> shown = new LinkedHashMap<>();

        /** Actions by section, wherever they stand. */
        private final Map<Kind, Set<String>> meant = new LinkedHashMap<>();

        private final Set<ActionRow> actions = new LinkedHashSet<>();
        private final List<ActionRow> closed;
        private final Map<String, String> sortableReferences = new HashMap<>();

        Writing(DueDigest due, Contact contact, Agenda agenda, Map<String, PlanDay> plans) {
            this.items = due.items();
            this.contact = contact;
            this.agenda = agenda;
            this.plans = plans;
            items.forEach(item -> planIds.add(item.planId()));
            this.today = plan(items.getFirst().planId()).today();
            this.closed = closedSinceLastMail(contact, agenda).stream()
                    .filter(row -> plans.containsKey(row.planId()))
                    .toList();
            arrange();
        }

        private void arrange() {
            Set<String> placed = new LinkedHashSet<>();
            for (Kind kind : Kind.values()) {
                Set<String> ids = new LinkedHashSet<>();
                List<ActionRow> rows = new ArrayList<>();
                for (DueItem item : items) {
                    String actionId = item.actionId();
                    if (actionId == null || !kind.has(item.rule()) || !ids.add(actionId)) {
                        continue;
                    }
                    ActionRow row = Objects.requireNonNull(agenda.action(actionId), actionId);
                    actions.add(row);
                    if (placed.add(actionId)) {
                        rows.add(row);
                    }
                }
                rows.sort(urgency(kind));
                meant.put(kind, ids);
                shown.put(kind, rows);
            }
        }

        private Comparator<ActionRow> urgency(Kind kind) {
            Comparator<ActionRow> byReference =
                    Comparator.comparing(ActionRow::planId).thenComparing(this::sortableReference);
            return switch (kind) {
                case LATE, COMING ->
                    Comparator.comparing(
                                    (ActionRow row) -> row.timescale().target(),
                                    Comparator.nullsLast(Comparator.naturalOrder()))
                            .thenComparing(byReference);
                case ESCALATION ->
                    Comparator.comparingInt((ActionRow row) -> -level(row)).thenComparing(byReference);
                default -> byReference;
            };
        }

        /** "7.10" after "7.9". */
        private String sortableReference(ActionRow row) {
            return sortableReferences.computeIfAbsent(
                    row.actionId(),
                    id -> RUNS.matcher(row.reference())
                            .results()
                            .map(MatchResult::group)
                            .map(run -> Character.isDigit(run.charAt(0))
                                    ? "0".repeat(Math.max(0, 8 - run.length())) + run
                                    : run)
                            .collect(Collectors.joining("", "", "|" + id)));
        }

        Digest digest() {
            List<Digest.Section> sections = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                if (kind == Kind.NEW_LINK) {
                    if (askedForALink()) {
                        sections.add(newLink());
                    }
                } else if (kind == Kind.NOTE) {
                    items.stream().filter(item -> kind.has(item.rule())).forEach(item -> sections.addAll(note(item)));
                } else if (kind == Kind.PACK || kind == Kind.PAPERS || kind == Kind.TAKE_ON) {
                    items.stream()
                            .filter(item -> kind.has(item.rule()))
                            .map(item -> switch (kind) {
                                case PACK -> pack(item);
                                case PAPERS -> papers(item);
                                default -> takeOn(item);
                            })
                            .forEach(sections::add);
                } else if (kind == Kind.UNREACHED) {
                    List<String> unreached = unreached();
                    if (!unreached.isEmpty()) {
                        sections.add(new Digest.Section(
                                words.say("section.unreached", unreached.size()),
                                false,
                                unreached,
                                List.of(),
                                null,
                                null));
                    }
                } else if (kind == Kind.REPORT) {
                    List<String> reports = reports();
                    if (!reports.isEmpty()) {
                        sections.add(new Digest.Section(
                                words.say("section.report", reports.size()),
                                items.stream().anyMatch(item -> item.rule() == MailRule.REPORT_AFTER),
                                reports,
                                List.of(),
                                null,
                                null));
                    }
                } else if (!of(shown, kind).isEmpty()) {
                    sections.add(section(kind, of(shown, kind)));
                }
            }
            return new Digest(
                    subject(),
                    words.say("greeting", contact.name()),
                    introduced(),
                    sections,
                    all(),
                    words.say("next.heading"),
                    next(),
                    first(),
                    why(),
                    settings(),
                    dates(),
                    gone());
        }

        private Digest.@Nullable Link settings() {
            return items.stream().anyMatch(item -> ofAParty(item.role()))
                    ? new Digest.Link(words.say("settings"), links.mail(contact, today))
                    : null;
        }

        /** Whether the reader was never written to before, as far as is on record. */
        private boolean isFirst() {
            return agenda.person(contact.contactId()) == null;
        }

        /** Whether a reply would reach the reader's own desk; it goes nowhere then. */
        private boolean isOfficer() {
            return contact.contactId().equals(plan(items.getFirst().planId()).officerId());
        }

        private Digest.@Nullable First first() {
            if (!isFirst()) {
                return null;
            }
            String holder = installation.name().isEmpty() ? words.say("first.holder") : installation.name();
            List<String> paragraphs = new ArrayList<>();
            paragraphs.add(words.say("first.why." + role(), partyName(), about()));
            paragraphs.add(
                    installation.dataNotice().isEmpty() ? words.say("first.data", holder) : installation.dataNotice());
            List<String> ask = new ArrayList<>();
            ask.add(isOfficer() ? words.say("first.ask.officer", holder) : words.say("first.ask"));
            if (!installation.contact().isEmpty()) {
                ask.add(words.say("first.ask.also", installation.contact()));
            }
            paragraphs.add(String.join(" ", ask));
            return new Digest.First(words.say("first.heading"), paragraphs);
        }

        /** The plans of this mail by name. */
        private String about() {
            return String.join(
                    " and ", planIds.stream().map(id -> plan(id).plan().title()).toList());
        }

        /** What the reader answers for and is still to come. */
        private List<Digest.Date> dates() {
            return actions.stream()
                    .filter(row -> answersFor(row) && isToCome(row))
                    .sorted(urgency(Kind.COMING))
                    .limit(DATES)
                    .map(this::date)
                    .toList();
        }

        /** What was closed since the reader's last mail, and stood with a date to come in one before. */
        private List<Digest.Date> gone() {
            return closed.stream()
                    .sorted(urgency(Kind.COMING))
                    .limit(DATES)
                    .map(this::goneDate)
                    .toList();
        }

        private Digest.Date goneDate(ActionRow row) {
            LocalDate over = Objects.requireNonNull(row.closedOn());
            String summary = row.status() == Status.ENDED ? "calendar.ended" : "calendar.complete";
            return new Digest.Date(
                    row.actionId(),
                    Math.max(revision(over), revision(row.datedOn()) + 1),
                    Objects.requireNonNull(row.timescale().target()),
                    words.say(summary, row.reference(), row.title()),
                    words.say("calendar.gone", Words.date(over)));
        }

        private boolean isToCome(ActionRow row) {
            LocalDate target = row.timescale().target();
            return target != null && !target.isBefore(today);
        }

        private Digest.Date date(ActionRow row) {
            return new Digest.Date(
                    row.actionId(),
                    revision(row.since().isAfter(row.datedOn()) ? row.since() : row.datedOn()),
                    Objects.requireNonNull(row.timescale().target()),
                    words.say("calendar.due", row.reference(), row.title()),
                    words.say("calendar.about", plan(row.planId()).plan().title(), theme(row), Words.date(today)));
        }

        private String subject() {
            List<String> parts = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                int count = of(meant, kind).size();
                switch (kind) {
                    case NEW_LINK -> {
                        if (askedForALink()) {
                            parts.add(words.say("subject.new-link"));
                        }
                    }
                    case PACK, NOTE -> {
                        List<MeetingDates> meetings = meetingsOf(kind);
                        if (!meetings.isEmpty()
                                && (kind == Kind.PACK || meetingsOf(Kind.PACK).isEmpty())) {
                            parts.add(words.count(
                                    "subject." + kind.key,
                                    meetings.size(),
                                    Words.day(meetings.getFirst().date(), today)));
                        }
                    }
                    case PAPERS, TAKE_ON -> {
                        if (items.stream().anyMatch(item -> kind.has(item.rule()))) {
                            parts.add(words.say("subject." + kind.key));
                        }
                    }
                    case UPDATE -> {
                        MeetingDates meeting = meeting();
                        if (count > 0 && meeting != null) {
                            parts.add(words.count("subject.update", count, Words.day(meeting.papers(), today)));
                        }
                    }
                    case REPORT -> {
                        int reports = reports().size();
                        if (reports > 0) {
                            parts.add(words.count("subject.report", reports));
                        }
                    }
                    case UNREACHED -> {
                        int people = unreached().size();
                        if (people > 0) {
                            parts.add(words.count("subject.unreached", people));
                        }
                    }
                    default -> {
                        if (count > 0) {
                            parts.add(words.count("subject." + kind.key, count));
                        }
                    }
                }
            }
            String about = planIds.size() == 1 ? onlyPlan().title() : words.say("subject.plans", planIds.size());
            return words.say("subject", about, String.join(", ", parts));
        }

        /** For whom the reader stands in, and what the mail is about. */
        private List<String> introduced() {
            Set<String> said = new LinkedHashSet<>();
            for (DueItem item : items) {
                Contact absent =
                        item.insteadOf() == null ? null : plan(item.planId()).person(item.insteadOf());
                Absence away = absent == null ? null : absent.away();
                if (absent != null && away != null) {
                    said.add(words.say("intro.deputy", absent.name(), Words.date(away.until())));
                }
            }
            said.addAll(intro());
            return List.copyOf(said);
        }

        private List<String> intro() {
            List<String> intro = new ArrayList<>();
            if (askedForALink()) {
                intro.add(words.say("intro.new-link", Words.date(links.lastDay(today))));
                return intro;
            }
            MeetingDates meeting = meeting();
            int updates = of(meant, Kind.UPDATE).size();
            String party = partyName();
            if (updates > 0 && meeting != null) {
                intro.add(words.count(
                        "intro.update",
                        updates,
                        party,
                        Words.day(meeting.papers(), today),
                        meeting.group().details().name(),
                        Words.day(meeting.date(), today)));
                return known(intro);
            }
            if (planIds.size() > 1) {
                intro.add(
                        actions.isEmpty() ? words.say("intro.plans.none") : words.count("intro.plans", actions.size()));
                return known(intro);
            }
            if (actions.isEmpty()) {
                intro.add(words.say(
                        planHas(onlyPlan().planId(), Kind.PACK)
                                ? "intro.pack"
                                : planHas(onlyPlan().planId(), Kind.NOTE)
                                        ? "intro.note"
                                        : reports().isEmpty() ? "intro.plan" : "intro.report",
                        onlyPlan().title()));
            } else if (role() == RecipientRole.LEAD) {
                intro.add(words.count("intro.lead", actions.size(), party));
            } else {
                intro.add(
                        words.count("intro.officer", actions.size(), onlyPlan().title()));
            }
            MeetingDates coming = plan(planIds.iterator().next()).nextMeeting();
            if (coming != null) {
                intro.add(words.say(
                        "intro.meets",
                        coming.group().details().name(),
                        Words.day(coming.date(), today),
                        Words.day(coming.papers(), today)));
            }
            return known(intro);
        }

        /** To somebody who never heard of this, who writes comes first. */
        private List<String> known(List<String> intro) {
            if (isFirst()) {
                intro.addFirst(words.say("first.intro", about()));
            }
            return intro;
        }

        private Digest.Section section(Kind kind, List<ActionRow> rows) {
            return section(
                    words.say("section." + kind.key, rows.size()),
                    kind == Kind.LATE || kind == Kind.MILESTONE_LATE,
                    List.of(),
                    rows,
                    row -> entry(row, ask(kind, row), kind));
        }

        private Digest.Section section(
                String heading,
                boolean late,
                List<String> paragraphs,
                List<ActionRow> rows,
                java.util.function.Function<ActionRow, Digest.Entry> entry) {
            List<Digest.Entry> entries = rows.stream().limit(IN_FULL).map(entry).toList();
            List<ActionRow> rest = rows.subList(entries.size(), rows.size());
            return new Digest.Section(heading, late, paragraphs, entries, rest.isEmpty() ? null : more(rest), null);
        }

        private Digest.More more(List<ActionRow> rest) {
            List<Digest.Link> references = rest.stream()
                    .limit(BY_REFERENCE)
                    .map(row -> new Digest.Link(reference(row, rest), address(row)))
                    .toList();
            int cut = rest.size() - references.size();
            return new Digest.More(
                    words.say("more", number(rest.size())), references, cut == 0 ? "" : words.say("more.cut", cut));
        }

        /** Where an action leads: those who answer for it to their answer, others to its page. */
        private String address(ActionRow row) {
            return answersFor(row)
                    ? links.answer(contact, row.actionId(), today)
                    : links.page("/actions/" + row.actionId());
        }

        /** Whether the reader is written to about this action as somebody of a party that leads it. */
        private boolean answersFor(ActionRow row) {
            return items.stream().anyMatch(item -> row.actionId().equals(item.actionId()) && ofAParty(item.role()));
        }

        /** References as printed; the theme is named where another action of the list has the same one. */
        private String references(Collection<ActionRow> rows) {
            List<String> all = rows.stream().map(row -> reference(row, rows)).toList();
            return all.size() <= BY_REFERENCE
                    ? String.join(", ", all)
                    : String.join(", ", all.subList(0, BY_REFERENCE))
                            + words.say("more.cut", all.size() - BY_REFERENCE);
        }

        private String reference(ActionRow row, Collection<ActionRow> among) {
            boolean twice = among.stream()
                    .anyMatch(other -> !other.actionId().equals(row.actionId())
                            && other.reference().equals(row.reference()));
            return twice ? row.reference() + " in " + theme(row) : row.reference();
        }

        private Digest.Entry entry(ActionRow row, List<String> ask, Kind kind) {
            String link = kind == Kind.PROPOSAL ? "decide" : answersFor(row) ? "answer" : "open";
            return new Digest.Entry(
                    row.reference(),
                    row.title(),
                    due(row),
                    facts(row),
                    ask,
                    new Digest.Link(words.say(link, row.reference()), words.say(link + ".brief"), address(row)));
        }

        private String due(ActionRow row) {
            Timescale timescale = row.timescale();
            LocalDate target = timescale.target();
            boolean over = target != null && today.isAfter(target);
            if (target != null && !(over && timescale.kind() == Timescale.Kind.DATE_THEN_ONGOING)) {
                return due(target);
            }
            return switch (timescale.kind()) {
                case ONGOING, DATE_THEN_ONGOING -> words.say("due.ongoing");
                case CONDITIONAL -> words.say("due.conditional", timescale.written());
                case UNREADABLE -> words.say("due.unreadable", timescale.written());
                default -> words.say("due.none");
            };
        }

        private String due(LocalDate target) {
            long days = ChronoUnit.DAYS.between(today, target);
            return days < 0
                    ? words.say("due.past", Words.date(target), -days)
                    : days == 0
                            ? words.say("due.today", Words.date(target))
                            : words.say("due.coming", Words.date(target), days);
        }

        private String facts(ActionRow row) {
            List<String> facts = new ArrayList<>();
            if (planIds.size() > 1) {
                facts.add(words.say("plan", plan(row.planId()).plan().title()));
            }
            facts.add(words.say("theme", theme(row)));
            facts.add(words.say("rated." + row.rating()));
            if (row.status() == Status.NOT_STARTED) {
                facts.add(words.say("not-started"));
            }
            LocalDate first = row.firstTarget();
            if (first != null && row.slips() > 0) {
                facts.add(words.count("slipped", row.slips(), row.slipDays(), Words.date(first)));
            }
            return String.join(" ", facts);
        }

        private String theme(ActionRow row) {
            return plan(row.planId()).plan().themes().getOrDefault(row.themeId(), row.themeId());
        }

        private List<String> ask(Kind kind, ActionRow row) {
            List<String> ask = new ArrayList<>();
            switch (kind) {
                case LATE -> {
                    ask.add(words.say("ask.late"));
                    if (level(row) > 0) {
                        ask.add(words.say(
                                "ask.told." + onRung(plan(row.planId()).policy().ladder(), level(row))));
                    }
                }
                case UPDATE -> {
                    if (row.open().stream().anyMatch(open -> open.escalation().reason() == EscalationReason.SILENT)) {
                        ask.add(words.say("ask.update.silent"));
                    }
                    ask.add(lastWord(row));
                }
                case COMING -> ask.add(words.say("ask.coming"));
                case MILESTONE, MILESTONE_LATE -> {
                    // What is said about each step, below
                }
                case HANDOVER ->
                    ask.add(words.say(
                            "ask.handover",
                            Words.date(row.handovers().values().stream()
                                    .max(Comparator.naturalOrder())
                                    .orElse(today))));
                case ESCALATION -> {
                    List<String> history = history(row);
                    history.addAll(milestones(row));
                    return history;
                }
                case PROPOSAL -> row.proposals().forEach(proposal -> ask.add(proposal(proposal)));
                case NEW_LINK, PACK, NOTE, REPORT, UNREACHED, PAPERS, TAKE_ON ->
                    throw new IllegalArgumentException(kind.name());
            }
            ask.addAll(milestones(row));
            return List.of(String.join(" ", ask));
        }

        private String lastWord(ActionRow row) {
            LocalDate last = row.updatedOn();
            return last == null ? words.say("ask.update.never") : words.say("ask.update.last", Words.date(last));
        }

        /** What led to a concern, in three lines: why it is raised, the last word, and how often those who lead now were asked. */
        private List<String> history(ActionRow row) {
            List<LocalDate> asked = row.told().entrySet().stream()
                    .filter(told -> TO_LEADS.stream().anyMatch(rule -> Told.by(rule, told.getKey())))
                    .map(Map.Entry::getValue)
                    .filter(day -> !day.isBefore(row.leadsChangedOn()))
                    .distinct()
                    .sorted()
                    .toList();
            List<String> history = new ArrayList<>();
            history.add(
                    String.join(" ", row.open().stream().map(this::escalation).toList()));
            history.add(lastWord(row));
            if (!row.leads().parties().isEmpty()) {
                history.add(
                        asked.isEmpty()
                                ? words.say("ask.asked.never")
                                : words.count("ask.asked", asked.size(), Words.date(asked.getLast())));
            }
            return history;
        }

        /** A sentence about each milestone of the action that today's mail is about. */
        private List<String> milestones(ActionRow row) {
            List<String> said = new ArrayList<>();
            for (DueItem item : items) {
                if (!row.actionId().equals(item.actionId())
                        || item.rule() != MailRule.MILESTONE_BEFORE && item.rule() != MailRule.MILESTONE_AFTER) {
                    continue;
                }
                String id = StepDate.of(item.occurrence()).id();
                row.milestones().stream()
                        .filter(milestone -> milestone.milestoneId().equals(id))
                        .map(milestone -> words.say("milestone", milestone.text(), due(milestone.target())))
                        .filter(sentence -> !said.contains(sentence))
                        .forEach(said::add);
            }
            return said;
        }

        /** A sentence about each report that today's mail is about. */
        private List<String> reports() {
            Set<String> said = new LinkedHashSet<>();
            for (DueItem item : items) {
                if (Kind.REPORT.has(item.rule())) {
                    ReportDue report = Objects.requireNonNull(
                            agenda.report(StepDate.of(item.occurrence()).id()));
                    GroupRow group = Objects.requireNonNull(agenda.group(report.groupId()));
                    said.add(words.say(
                            "report",
                            report.details().title(),
                            group.details().name(),
                            due(Objects.requireNonNull(report.next()))));
                }
            }
            return List.copyOf(said);
        }

        /** A sentence about each of those whose mail finds nobody. */
        private List<String> unreached() {
            Set<String> said = new LinkedHashSet<>();
            for (DueItem item : items) {
                if (Kind.UNREACHED.has(item.rule())) {
                    plan(item.planId()).unreached().stream()
                            .filter(person -> person.why().occurrence().equals(item.occurrence()))
                            .map(this::unreached)
                            .forEach(said::add);
                }
            }
            return List.copyOf(said);
        }

        private String unreached(Unreached person) {
            Contact who = person.contact();
            LocalDate until = person.why().until();
            return words.say(
                    "unreached." + person.why().reason(),
                    who == null ? words.say("unreached.somebody") : who.name(),
                    words.say("unreached.as." + person.role(), person.of()),
                    until == null ? "" : Words.date(until));
        }

        private String escalation(ActionRow.Open open) {
            Escalation escalation = open.escalation();
            return words.say("ask.escalation", escalation.level(), Words.date(open.on()), reason(escalation));
        }

        private String reason(Escalation escalation) {
            String reason = "reason." + escalation.reason();
            return switch (escalation.reason()) {
                case SLIPPED, RED_AT_MEETINGS -> words.count(reason, escalation.count());
                default -> words.say(reason, escalation.count());
            };
        }

        private String proposal(ActionRow.Proposal proposal) {
            LocalDate target = proposal.target();
            if (proposal.asked() != ActionRow.Asked.DATE) {
                return words.say("ask.proposal." + proposal.asked(), Words.date(proposal.on()));
            }
            return target == null
                    ? words.say("ask.proposal.DATE.undated", Words.date(proposal.on()))
                    : words.say("ask.proposal.DATE", Words.date(proposal.on()), Words.date(target));
        }

        private boolean askedForALink() {
            return items.stream().anyMatch(item -> item.rule() == MailRule.NEW_LINK);
        }

        /** The action that the ended link was for, if it was for one, and everything else of the reader. */
        private Digest.Section newLink() {
            return new Digest.Section(
                    words.say("section.new-link"),
                    false,
                    List.of(),
                    of(shown, Kind.NEW_LINK).stream()
                            .map(row -> entry(row, List.of(), Kind.NEW_LINK))
                            .toList(),
                    null,
                    new Digest.Link(words.say("new-link.all"), links.mine(contact, today)));
        }

        /** Where a pack is, and the mark by which anybody can check later that it is what was issued. */
        private Digest.Section pack(DueItem item) {
            MeetingDates meeting = meetingOf(item);
            GroupRow.Pack pack = Objects.requireNonNull(meeting.pack());
            return new Digest.Section(
                    words.say("section.pack", meeting.group().details().name(), Words.day(meeting.date(), today)),
                    false,
                    List.of(
                            words.say("pack.issued", Words.date(pack.issuedOn())),
                            words.say("pack.mark", Long.toString(pack.position()), pack.hash())),
                    List.of(),
                    null,
                    new Digest.Link(
                            words.say("pack.open", meeting.group().details().name()),
                            words.say("pack.open.brief"),
                            links.page("/groups/" + meeting.group().groupId() + "/meetings/" + meeting.meetingId()
                                    + "/pack")));
        }

        /** What the chair should look at: what waits for a decision, what has reached them by lead, and who is silent. */
        private List<Digest.Section> note(DueItem item) {
            MeetingDates meeting = meetingOf(item);
            ChairsNote note = ChairsNote.of(plan(item.planId()), item.occurrence());
            String plan = planIds.size() == 1
                    ? ""
                    : words.say("note.plan", plan(item.planId()).plan().title());
            List<Digest.Section> sections = new ArrayList<>();
            if (!note.decisions().isEmpty()) {
                sections.add(section(
                        words.say("section.note.decisions", note.decisions().size()) + plan,
                        false,
                        List.of(),
                        note.decisions().stream().sorted(urgency(Kind.HANDOVER)).toList(),
                        row -> entry(row, ask(Kind.PROPOSAL, row), Kind.PAPERS)));
            }
            if (!note.cases().isEmpty()) {
                sections.add(new Digest.Section(
                        words.say("section.note.cases", note.caseCount()) + plan,
                        false,
                        note.leads().stream()
                                .map(lead -> caseOf(
                                        lead,
                                        Objects.requireNonNull(note.cases().get(lead))))
                                .toList(),
                        List.of(),
                        null,
                        new Digest.Link(words.say("all.escalations"), links.page("/escalations"))));
            }
            if (!note.silent().isEmpty()) {
                List<ActionRow> silent =
                        note.silent().stream().sorted(urgency(Kind.HANDOVER)).toList();
                sections.add(new Digest.Section(
                        words.say("section.note.silent", silent.size()) + plan,
                        false,
                        List.of(words.say("note.silent", Words.date(meeting.previous()), references(silent))),
                        List.of(),
                        null,
                        null));
            }
            return sections;
        }

        /** "Kirklees Council: 2. 8.1 (1), 221 days late; 7.10 (2), no lead." */
        private String caseOf(String lead, List<ActionRow> rows) {
            return words.say(
                    "note.cases",
                    lead.isEmpty() ? words.say("note.no-lead") : lead,
                    rows.size(),
                    rows.stream()
                            .sorted(urgency(Kind.ESCALATION))
                            .map(row -> reference(row, rows) + ", "
                                    + String.join(
                                            ", ",
                                            row.open().stream()
                                                    .map(open -> reason(open.escalation()))
                                                    .toList()))
                            .collect(Collectors.joining("; ")));
        }

        /** The meeting that a line about a group is about. */
        private MeetingDates meetingOf(DueItem item) {
            return plan(item.planId()).allMeetings().stream()
                    .filter(meeting -> meeting.meetingId().equals(item.occurrence()))
                    .findFirst()
                    .orElseThrow();
        }

        private List<MeetingDates> meetingsOf(Kind kind) {
            return items.stream()
                    .filter(item -> kind.has(item.rule()))
                    .map(this::meetingOf)
                    .sorted(Comparator.comparing(MeetingDates::date))
                    .toList();
        }

        private Digest.Section papers(DueItem item) {
            List<ActionRow> escalated = plan(item.planId()).actions().stream()
                    .filter(row -> row.status().open() && !row.open().isEmpty())
                    .sorted(urgency(Kind.ESCALATION))
                    .toList();
            return section(
                    words.say("section.papers", escalated.size()),
                    false,
                    List.of(),
                    escalated,
                    row -> entry(row, ask(Kind.ESCALATION, row), Kind.PAPERS));
        }

        private Digest.Section takeOn(DueItem item) {
            PlanDay plan = plan(item.planId());
            TakeOn report = TakeOn.of(plan);
            Set<String> gaps = new TreeSet<>();
            List<String> paragraphs = new ArrayList<>();
            Map<String, List<ActionRow>> lists = new LinkedHashMap<>();
            lists.put("take-on.no-lead", report.noLead());
            lists.put("take-on.nobody", report.nobodyToWriteTo());
            lists.put("take-on.no-date", report.noDate());
            lists.put("take-on.unreadable", report.unreadable());
            lists.forEach((key, rows) -> {
                rows.forEach(row -> gaps.add(row.actionId()));
                if (!rows.isEmpty()) {
                    List<ActionRow> sorted =
                            rows.stream().sorted(urgency(Kind.HANDOVER)).toList();
                    paragraphs.add(words.say(key, rows.size()) + ". " + references(sorted) + ".");
                }
            });
            paragraphs.addFirst(words.say(
                    "take-on.summary",
                    Words.day(plan.adoptedOn(), today),
                    report.adopted(),
                    report.late().size(),
                    gaps.size()));
            if (!report.late().isEmpty()) {
                paragraphs.add(words.say("take-on.late", report.late().size()) + ".");
            }
            List<ActionRow> late =
                    report.late().stream().sorted(urgency(Kind.LATE)).toList();
            return section(
                    words.say("section.take-on"), false, paragraphs, late, row -> entry(row, List.of(), Kind.TAKE_ON));
        }

        private Digest.@Nullable Link all() {
            if (items.stream().allMatch(item -> ofAParty(item.role()))) {
                return actions.size() < 2
                        ? null
                        : new Digest.Link(
                                words.say("all.lead", actions.size()),
                                words.say("all.lead.brief", actions.size()),
                                links.mine(contact, today));
            }
            if (planIds.size() > 1 || role() == RecipientRole.MEMBER) {
                return null;
            }
            String planId = planIds.iterator().next();
            boolean concerns = items.stream()
                    .anyMatch(item ->
                            item.rule() == MailRule.ESCALATION || item.rule() == MailRule.ESCALATIONS_FOR_PAPERS);
            return concerns
                    ? new Digest.Link(words.say("all.escalations"), links.page("/escalations"))
                    : new Digest.Link(words.say("all.plan"), links.page("/plans/" + planId));
        }

        private List<String> next() {
            Set<String> next = new LinkedHashSet<>();
            MeetingDates meeting = meeting();
            if (meeting != null) {
                List<String> said = new ArrayList<>();
                if (today.isBefore(meeting.secondRequest()) && contact.digestDay() == null) {
                    said.add(words.say("next.ask-again", Words.day(meeting.secondRequest(), today)));
                }
                Policy.Ladder ladder = plan(askedFor(meeting)).policy().ladder();
                int level = ladder.levelOf(EscalationReason.SILENT);
                if (level > 0) {
                    said.add(words.say(
                            "next.silent",
                            Words.day(meeting.papers(), today),
                            words.say("who." + onRung(ladder, level))));
                }
                if (!said.isEmpty()) {
                    next.add(String.join(" ", said));
                }
            }
            for (String planId : planIds) {
                Policy.Ladder ladder = plan(planId).policy().ladder();
                if (planHas(planId, Kind.LATE)) {
                    next.addAll(whileLate(plan(planId).policy()));
                }
                if (planHas(planId, Kind.MILESTONE_LATE)
                        && plan(planId).policy().chaseWeekly()) {
                    next.add(words.count("next.milestone", plan(planId).policy().chaseEveryWeeks()));
                }
                if (planHas(planId, Kind.REPORT)) {
                    next.add(words.say("next.report"));
                }
                if (planHas(planId, Kind.COMING) || planHas(planId, Kind.MILESTONE)) {
                    next.add(words.say(plan(planId).policy().remindDayAfter() ? "next.coming" : "next.coming.before"));
                }
                if (planHas(planId, Kind.ESCALATION)) {
                    next.add(words.say("next.escalation"));
                }
                if (planHas(planId, Kind.NEW_LINK)) {
                    next.add(words.say("next.new-link"));
                }
                if (planHas(planId, Kind.NOTE)) {
                    next.add(words.say("next.note"));
                }
                if (planHas(planId, Kind.PACK)) {
                    next.add(words.say("next.pack"));
                }
                if (planHas(planId, Kind.UNREACHED)) {
                    next.add(words.say("next.unreached"));
                }
                if (planHas(planId, Kind.PAPERS)) {
                    next.add(words.say("next.papers"));
                }
                if (planHas(planId, Kind.TAKE_ON)) {
                    LocalDate adopted = plan(planId).adoptedOn();
                    next.add(words.say(
                            ladder.rungs().equals(Policy.standardRungs()) ? "next.take-on" : "next.take-on.own",
                            Words.date(adopted.plusDays(ladder.level1DaysLate())),
                            Words.date(adopted.plusDays(ladder.level2DaysLate())),
                            Words.date(adopted.plusDays(ladder.level3DaysLate()))));
                }
                if (planHas(planId, Kind.PROPOSAL)) {
                    next.add(words.say("next.proposal"));
                }
            }
            if (actions.stream().anyMatch(row -> answersFor(row) && isToCome(row))) {
                next.add(words.say("next.calendar"));
            }
            if (!closed.isEmpty()) {
                next.add(words.count("next.calendar.gone", closed.size()));
            }
            if (ofAParty(role()) && !actions.isEmpty()) {
                next.add(words.say("next.not-yours"));
            }
            return List.copyOf(next);
        }

        /** How often those who lead hear of it, and who is told after how many days. */
        private List<String> whileLate(Policy policy) {
            List<String> said = new ArrayList<>();
            if (policy.chaseWeekly()) {
                said.add(words.count("next.chase", policy.chaseEveryWeeks()));
            }
            List<String> rungs = new ArrayList<>();
            for (int level = 1; level <= Policy.LEVELS; level++) {
                if (policy.ladder().rung(level).reasons().contains(EscalationReason.LATE)) {
                    rungs.add(words.say(
                            rungs.isEmpty() ? "next.late" : "next.later",
                            policy.ladder().daysLate(level),
                            words.say("who." + onRung(policy.ladder(), level))));
                }
            }
            if (!rungs.isEmpty()) {
                said.add(String.join(", ", rungs) + ".");
            }
            return said.isEmpty() ? List.of() : List.of(String.join(" ", said));
        }

        /** Whom a rung is there for: the first of those it tells. */
        private static RecipientRole onRung(Policy.Ladder ladder, int level) {
            return ladder.rung(level).mainly();
        }

        private boolean planHas(String planId, Kind kind) {
            return items.stream().anyMatch(item -> item.planId().equals(planId) && kind.has(item.rule()));
        }

        private List<String> why() {
            List<String> why = new ArrayList<>(List.of(words.say("why." + role(), partyName()), often()));
            if (items.stream().anyMatch(item -> ofAParty(item.role()))) {
                why.add(words.say("why.links", Words.date(links.lastDay(today))));
            }
            if (!isOfficer()) {
                why.add(words.say("why.reply"));
            }
            return why;
        }

        private String often() {
            DayOfWeek weekday = contact.digestDay();
            return weekday == null ? words.say("why.often") : words.say("why.weekly", Words.weekday(weekday));
        }

        /** The plan of which updates are wanted for this meeting. */
        private String askedFor(MeetingDates meeting) {
            return items.stream()
                    .filter(item ->
                            Kind.UPDATE.has(item.rule()) && item.occurrence().equals(meeting.occurrence()))
                    .map(DueItem::planId)
                    .findFirst()
                    .orElseThrow();
        }

        /** The meeting whose papers deadline comes first among those that updates are wanted for. */
        private @Nullable MeetingDates meeting() {
            return items.stream()
                    .filter(item -> Kind.UPDATE.has(item.rule()))
                    .flatMap(item -> plan(item.planId()).meetingDates().stream()
                            .filter(meeting -> meeting.occurrence().equals(item.occurrence())))
                    .min(Comparator.comparing(MeetingDates::papers).thenComparing(MeetingDates::meetingId))
                    .orElse(null);
        }

        private RecipientRole role() {
            return roleOf(items);
        }

        /** The party or parties for which the reader is written to; empty for officers and chairs. */
        private String partyName() {
            Set<String> names = new TreeSet<>();
            for (DueItem item : items) {
                if (item.partyId() != null) {
                    names.add(agenda.partyName(item.partyId()));
                }
            }
            return String.join(" and ", names);
        }

        private PlanRow onlyPlan() {
            return plan(planIds.iterator().next()).plan();
        }

        private PlanDay plan(String planId) {
            return Objects.requireNonNull(plans.get(planId), planId);
        }
    }

    /**
     * Actions closed since the last mail to this contact, about which they were told as somebody of a party while the date
     * was still to come: it may stand in their calendar. Only such as their party still led when they were closed: those who
     * handed one on hear nothing more of it. What was closed on the very day of that mail may come twice.
     */
    private List<ActionRow> closedSinceLastMail(Contact contact, Agenda agenda) {
        PersonRow person = agenda.person(contact.contactId());
        Set<String> parties = Stream.concat(contact.partyIds().stream(), contact.escalationFor().stream())
                .map(agenda::standingFor)
                .collect(Collectors.toSet());
        return person == null || parties.isEmpty()
                ? List.of()
                : closedAfterDated(agenda).getOrDefault(contact.contactId(), List.of()).stream()
                        .filter(row -> !Objects.requireNonNull(row.closedOn()).isBefore(person.lastMailOn()))
                        .filter(row -> row.leads().parties().stream()
                                .map(agenda::standingFor)
                                .anyMatch(parties::contains))
                        .toList();
    }

    /** By contact, closed actions about which they were told before the date; looked for once in each agenda. */
    private Map<String, List<ActionRow>> closedAfterDated(Agenda agenda) {
        Closed known = lookedThrough;
        if (known == null || known.agenda() != agenda) {
            known = new Closed(agenda, closedByContact(agenda));
            lookedThrough = known;
        }
        return known.byContact();
    }

    private static Map<String, List<ActionRow>> closedByContact(Agenda agenda) {
        Map<String, List<ActionRow>> closed = new HashMap<>();
        for (ActionRow row : agenda.actions()) {
            LocalDate target = row.timescale().target();
            if (row.closedOn() != null && target != null) {
                row.told().entrySet().stream()
                        .filter(told -> !told.getValue().isAfter(target))
                        .map(told -> Told.contactOf(told.getKey()))
                        .distinct()
                        .forEach(contact -> closed.computeIfAbsent(contact, _ -> new ArrayList<>())
                                .add(row));
            }
        }
        return closed;
    }

    private static int revision(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(FIRST_REVISION, day);
    }

    private static <T> T of(Map<Kind, T> map, Kind kind) {
        return Objects.requireNonNull(map.get(kind));
    }

    private static int level(ActionRow row) {
        return row.open().stream()
                .mapToInt(open -> open.escalation().level())
                .max()
                .orElse(0);
    }

    /** Whether somebody is written to as a contact of a party, and so answers for what it leads. */
    private static boolean ofAParty(RecipientRole role) {
        return role == RecipientRole.LEAD || role == RecipientRole.ESCALATION_CONTACT;
    }

    /** As what somebody is written to: the first of lead, escalation contact, officer and chair. */
    public static RecipientRole roleOf(List<DueItem> items) {
        return items.stream().map(DueItem::role).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** The party whose contact somebody is written to as, or null for officers and chairs. */
    public static @Nullable String partyOf(List<DueItem> items) {
        RecipientRole role = roleOf(items);
        return items.stream()
                .filter(item -> item.role() == role && item.partyId() != null)
                .map(DueItem::partyId)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static String number(int number) {
        List<String> small = List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
        return number < small.size() ? small.get(number) : Integer.toString(number);
    }
}
