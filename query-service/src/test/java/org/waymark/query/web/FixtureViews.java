package org.waymark.query.web;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.link.PersonalLink;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.eventstore.Discards;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.Identifiers;
import org.waymark.eventstore.LogChecks;
import org.waymark.eventstore.SetAside;
import org.waymark.eventstore.Verification;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.administration.Administration;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.comparison.Comparisons;
import org.waymark.query.escalation.EscalationView;
import org.waymark.query.escalation.Escalations;
import org.waymark.query.fold.GroupState;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.history.Histories;
import org.waymark.query.history.HistoryEntry;
import org.waymark.query.history.LogEntries;
import org.waymark.query.history.LogEntry;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.mail.MailFilter;
import org.waymark.query.mail.MailStop;
import org.waymark.query.mail.MailView;
import org.waymark.query.mail.Mails;
import org.waymark.query.milestone.MilestoneView;
import org.waymark.query.milestone.Milestones;
import org.waymark.query.pack.Pack;
import org.waymark.query.pack.Packs;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.party.PersonView;
import org.waymark.query.people.Absence;
import org.waymark.query.people.LinkOwners;
import org.waymark.query.people.NewLinks;
import org.waymark.query.people.People;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.preview.Preview;
import org.waymark.query.preview.Previews;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.projection.Reconciliation;
import org.waymark.query.published.Publication;
import org.waymark.query.published.PublishedAction;
import org.waymark.query.published.PublishedIssue;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.published.PublishedPlans;
import org.waymark.query.strategy.Strategies;
import org.waymark.query.strategy.StrategyView;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.Page;
import org.waymark.query.view.PartyName;
import org.waymark.query.view.When;

/**
 * A piece of the Kirklees plan on Monday 25 June 2018, as the views would answer: the pages are tested against answers
 * that every page has to cope with, whatever the projections do.
 */
@TestConfiguration(proxyBeanMethods = false)
class FixtureViews {

    static final LocalDate TODAY = LocalDate.of(2018, 6, 25);
    static final Instant NOW = Instant.parse("2018-06-25T09:42:00Z");
    static final PartyName COUNCIL = new PartyName("p-council", "Kirklees Council", false);
    static final PartyName CARERS_COUNT = new PartyName("p-carers", "Carers Count", false);
    static final PartyName GROUP = new PartyName("p-group", "Carers Strategy Group", false);
    static final PartyName EVERYBODY = new PartyName("p-all", "All partners", false);

    /** Shared by all beans; a test may put other answers in. */
    static final class World {
        final Map<String, ActionRow> rows = new LinkedHashMap<>();
        final List<ActionRow> many = new ArrayList<>();
        final Map<String, LinkOwners.LinkOwner> owners = new LinkedHashMap<>();
        final List<HistoryEntry> entries = new ArrayList<>();
        final List<String> administered = new ArrayList<>();
        Administration.State administration = administration(null, null);
        MailStop.@Nullable Last mailStop;
        final List<PersonalLink> newLinks = new java.util.concurrent.CopyOnWriteArrayList<>();
        LinkOwners.MailSettings mailSettings = usualMailSettings();
        boolean directoryAnswers = true;
        boolean empty;

        /** Actions that the council leads now, whoever did before. */
        final Set<String> handedOn = new HashSet<>();

        int peopleAskedAgain;

        /** The meeting to which the escalation of 8.1 (2) goes; all others go to that of July. */
        String goesTo = "m-july";

        /** What was looked for in the log of mails last. */
        MailFilter mailsAskedFor = MailFilter.everything();

        /** Whether three more actions of one lead are late since one day. */
        boolean alike;

        boolean notifierIsAway;
        Policy policy = Policy.standard();
        long planVersion = 3;
        boolean proposalsOn = true;
        boolean published;
        PlanState planState = PlanState.ADOPTED;

        /** Whether there is another plan, a draft, in which actions can go on. */
        boolean successor;

        String changed = "a-15";
        Publication.@Nullable Awaited awaited;
        Publication.@Nullable Withdrawn withdrawn;
        Policy.@Nullable Hold hold;
        final AtomicInteger publishedPagesWritten = new AtomicInteger();
        Instant now = NOW;
        long version = 7;

        World() {
            owners.put("c-sam", new LinkOwners.LinkOwner("c-sam", "Sam Okafor", List.of("p-carers"), 0));
            add(row("a-11", "1.1 (1)", 1, "Take information and advice further out into communities and daily life")
                    .led(CARERS_COUNT)
                    .when("Ongoing")
                    .rated(Rating.GREEN)
                    .word(LocalDate.of(2018, 5, 14), "four new outreach places"));
            add(row("a-12", "1.1 (2)", 1, "Sign organisations up to the Carers Charter")
                    .led(COUNCIL)
                    .with(CARERS_COUNT)
                    .when("Jul-17")
                    .rated(Rating.GREEN)
                    .closed(Status.COMPLETE, LocalDate.of(2017, 7, 28)));
            add(row("a-15", "1.5 (1)", 1, "Take information and advice further out into communities & <daily> life")
                    .led(CARERS_COUNT)
                    .when("Sep-17")
                    .rated(Rating.AMBER)
                    .level(3)
                    .silent());
            add(row("a-21", "1.2 (1)", 2, "Make online support do more than inform")
                    .led(COUNCIL)
                    .when("")
                    .rated(Rating.AMBER)
                    .silent());
            add(row("a-22", "1.4", 2, "Give carers a checklist before appointments")
                    .led(EVERYBODY)
                    .when("April 20010")
                    .rated(Rating.AMBER)
                    .level(2)
                    .gap(Gap.NOBODY_TO_WRITE_TO)
                    .silent());
            add(row("a-31", "3.1", 3, "Train every receptionist")
                    .led(COUNCIL)
                    .when("Complete")
                    .rated(Rating.GREEN)
                    .closed(Status.COMPLETE, LocalDate.of(2016, 4, 1)));
            add(row("a-81", "8.1 (1)", 8, "Involve carers in re-modelling respite that can be booked ahead")
                    .led(COUNCIL)
                    .with(GROUP)
                    .when("Oct / Nov 2017")
                    .slipped(1, LocalDate.of(2017, 7, 31))
                    .rated(Rating.RED)
                    .level(3)
                    .word(LocalDate.of(2018, 6, 18), "carers not yet asked"));
            add(row("a-82", "8.1 (2)", 8, "Carers can plan respite ahead")
                    .led(COUNCIL)
                    .with(GROUP)
                    .when("Apr-18")
                    .slipped(2, LocalDate.of(2017, 9, 30))
                    .rated(Rating.AMBER)
                    .level(3)
                    .word(LocalDate.of(2018, 3, 27), "waits for the new respite contract"));
            add(row("a-83", "8.4", 8, "Accredit employers through Investors in Carers")
                    .led(COUNCIL)
                    .when("Ended")
                    .rated(Rating.RED)
                    .closed(Status.ENDED, LocalDate.of(2018, 3, 1)));
            add(row("a-84", "8.10 (1)", 8, "Two awareness sessions a year with health and care partners")
                    .led(CARERS_COUNT)
                    .when("As policy change happens")
                    .rated(Rating.NONE)
                    .word(LocalDate.of(2018, 6, 12), "spring session held"));
            add(row("a-92", "9.2", 9, "Sign employers up to the Carers Charter")
                    .when("")
                    .rated(Rating.RED)
                    .level(2)
                    .silent());
            for (int i = 0; i < 100; i++) {
                many.add(row(
                                "a-m" + i,
                                "1." + i,
                                1,
                                "Carers are asked what they need at every step of the way, number " + i)
                        .led(i % 2 == 0 ? COUNCIL : CARERS_COUNT)
                        .with(GROUP)
                        .when(i % 3 == 0 ? "Sep-17" : i % 3 == 1 ? "Ongoing" : "Autumn 2018")
                        .rated(Rating.values()[i % 5])
                        .level(i % 4)
                        .word(LocalDate.of(2018, 5, 14), "four new outreach places in the south of the borough")
                        .build());
            }
        }

        private void add(Row row) {
            ActionRow built = row.build();
            rows.put(built.actionId(), built);
        }

        ActionRow need(String id) {
            ActionRow row = rows.get(id);
            if (row == null) {
                row = many.stream()
                        .filter(each -> each.actionId().equals(id))
                        .findFirst()
                        .orElse(null);
            }
            if (row == null) {
                throw new NotKnown("action", id);
            }
            return row;
        }
    }

    private static Row row(String id, String reference, int theme, String text) {
        return new Row(id, reference, theme, text);
    }

    private static final class Row {
        private final String id;
        private final String reference;
        private final int theme;
        private final String text;
        private List<PartyName> leads = List.of();
        private List<PartyName> partners = List.of();
        private Timescale timescale = Timescale.none();
        private Rating rating = Rating.NONE;
        private Status status = Status.IN_PROGRESS;
        private @Nullable LocalDate closedOn;
        private int level;
        private int slips;
        private @Nullable LocalDate first;
        private @Nullable LocalDate updated;
        private @Nullable String note;
        private @Nullable LocalDate silentSince;
        private final Set<Gap> gaps = EnumSet.noneOf(Gap.class);

        Row(String id, String reference, int theme, String text) {
            this.id = id;
            this.reference = reference;
            this.theme = theme;
            this.text = text;
        }

        Row led(PartyName... by) {
            leads = List.of(by);
            return this;
        }

        Row with(PartyName... whom) {
            partners = List.of(whom);
            return this;
        }

        Row when(String written) {
            timescale = TimescaleReader.read(written);
            return this;
        }

        Row rated(Rating value) {
            rating = value;
            return this;
        }

        Row closed(Status how, LocalDate on) {
            status = how;
            closedOn = on;
            return this;
        }

        Row level(int value) {
            level = value;
            return this;
        }

        Row slipped(int times, LocalDate from) {
            slips = times;
            first = from;
            return this;
        }

        Row word(LocalDate day, String words) {
            updated = day;
            note = words;
            return this;
        }

        Row silent() {
            silentSince = LocalDate.of(2018, 3, 20);
            return this;
        }

        Row gap(Gap gap) {
            gaps.add(gap);
            return this;
        }

        ActionRow build() {
            LocalDate target = timescale.target();
            if (status.open()) {
                switch (timescale.kind()) {
                    case NONE -> gaps.add(Gap.NO_DATE);
                    case UNREADABLE -> gaps.add(Gap.UNREADABLE);
                    case CONDITIONAL -> gaps.add(Gap.CONDITIONAL);
                    default -> {}
                }
                if (leads.isEmpty()) {
                    gaps.add(Gap.NO_LEAD);
                }
            }
            int late = status.open() && target != null && target.isBefore(TODAY)
                    ? (int) ChronoUnit.DAYS.between(target, TODAY)
                    : 0;
            Integer due =
                    status.open() && target != null && late == 0 ? (int) ChronoUnit.DAYS.between(TODAY, target) : null;
            return new ActionRow(
                    id,
                    "kirklees",
                    "Carers Strategy action plan",
                    reference,
                    "t" + theme,
                    Integer.toString(theme),
                    themeTitle(theme),
                    "o" + theme,
                    "Respite care and carers’ breaks",
                    text,
                    null,
                    theme == 8,
                    leads,
                    partners,
                    new When(
                            timescale.written(),
                            timescale.kind(),
                            timescale.from(),
                            target,
                            timescale.unconfirmed(),
                            timescale.suggestion(),
                            late,
                            due,
                            slips,
                            first == null || target == null ? 0 : ChronoUnit.DAYS.between(first, target),
                            first == null ? target : first),
                    rating,
                    LocalDate.of(2016, 3, 8),
                    status,
                    closedOn,
                    level,
                    updated,
                    note,
                    silentSince,
                    List.of(),
                    false,
                    gaps,
                    null,
                    7,
                    0,
                    0);
        }
    }

    /** As long and as different as those of a large plan, so that they take as much to send. */
    private static List<ActionRow> fiveHundred() {
        Random random = new Random(500);
        List<ActionRow> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(row("a-f" + i, "1." + i, 1, sentence(random, 18))
                    .led(i % 2 == 0 ? COUNCIL : CARERS_COUNT)
                    .with(GROUP)
                    .when(i % 3 == 0 ? "Sep-17" : i % 3 == 1 ? "Ongoing" : "Autumn 2018")
                    .rated(Rating.values()[random.nextInt(Rating.values().length)])
                    .level(random.nextInt(4))
                    .word(LocalDate.of(2018, 1, 1).plusDays(random.nextInt(170)), sentence(random, 12))
                    .build());
        }
        return rows;
    }

    /** Words that nobody can foresee: texts of people are easier to write shorter. */
    private static String sentence(Random random, int words) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < words; i++) {
            int length = 2 + random.nextInt(9);
            for (int letter = 0; letter < length; letter++) {
                sentence.append((char) ('a' + random.nextInt(26)));
            }
            sentence.append(' ');
        }
        return sentence.toString().strip();
    }

    static LinkOwners.MailSettings usualMailSettings() {
        return new LinkOwners.MailSettings(null, null, List.of(new LinkOwners.Colleague("c-2", "Rani Gill")));
    }

    static String themeTitle(int theme) {
        return switch (theme) {
            case 1 -> "Communities that understand";
            case 2 -> "Information, advice and support";
            case 3 -> "Respect, dignity and freedom from abuse";
            case 8 -> "Life outside caring";
            default -> "Recognised and valued";
        };
    }

    static Counts counts(List<ActionRow> rows) {
        Map<Rating, Integer> ratings = new EnumMap<>(Rating.class);
        Map<Gap, Integer> gaps = new EnumMap<>(Gap.class);
        Map<Integer, Integer> levels = new LinkedHashMap<>(Map.of(1, 0, 2, 0, 3, 0));
        for (Rating rating : Rating.values()) {
            ratings.put(rating, (int)
                    rows.stream().filter(row -> row.rating() == rating).count());
        }
        for (Gap gap : Gap.values()) {
            gaps.put(gap, (int)
                    rows.stream().filter(row -> row.gaps().contains(gap)).count());
        }
        rows.forEach(row -> levels.computeIfPresent(row.level(), (level, count) -> count + 1));
        List<ActionRow> late = rows.stream().filter(row -> row.when().late()).toList();
        return new Counts(
                rows.size(),
                (int) rows.stream().filter(row -> row.status().open()).count(),
                (int) rows.stream()
                        .filter(row -> row.status() == Status.COMPLETE)
                        .count(),
                (int) rows.stream().filter(row -> row.status() == Status.ENDED).count(),
                ratings,
                late.size(),
                late.stream().mapToInt(row -> row.when().lateDays()).max().orElse(0),
                late.stream().mapToInt(row -> row.when().lateDays()).min().orElse(0),
                (int) rows.stream().filter(row -> row.when().slips() > 0).count(),
                0,
                null,
                gaps,
                (int) rows.stream().filter(row -> !row.gaps().isEmpty()).count(),
                levels,
                0);
    }

    @Bean
    World world() {
        return new World();
    }

    @Bean
    Clock clock(World world) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return Dates.LOCAL;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return world.now;
            }
        };
    }

    @Bean
    MailStop mailStop(World world) {
        return () -> world.mailStop;
    }

    @Bean
    NewLinks newLinks(World world) {
        return world.newLinks::add;
    }

    @Bean
    LinkOwners linkOwners(World world) {
        return new LinkOwners() {
            @Override
            public Optional<LinkOwner> find(String contactId) {
                answer();
                return Optional.ofNullable(world.owners.get(contactId));
            }

            @Override
            public MailSettings mailOf(String contactId) {
                answer();
                return world.mailSettings;
            }

            private void answer() {
                if (!world.directoryAnswers) {
                    throw new DirectoryUnreachable(new IllegalStateException("switched off"));
                }
            }
        };
    }

    private static PlanSummary summary(List<ActionRow> rows, World world) {
        return new PlanSummary(
                "kirklees",
                "Carers Strategy action plan",
                "Kirklees Council",
                Nation.ENGLAND,
                world.planState,
                LocalDate.of(2016, 3, 1),
                LocalDate.of(2019, 2, 28),
                "Kirklees Carers Strategy",
                world.planState == PlanState.DRAFT ? null : LocalDate.of(2016, 3, 8),
                world.published,
                rows.size() + 1,
                9,
                0,
                1,
                counts(rows),
                List.of(new PlanSummary.Overseer("g-csg", "Carers Strategy Group", true)),
                new PlanSummary.NextMeeting(
                        "g-csg",
                        "Carers Strategy Group",
                        "m-july",
                        LocalDate.of(2018, 7, 17),
                        LocalDate.of(2018, 6, 25),
                        LocalDate.of(2018, 6, 28),
                        LocalDate.of(2018, 7, 2),
                        LocalDate.of(2018, 7, 9)),
                LocalDate.of(2018, 3, 20),
                3);
    }

    /** The plan that comes next. */
    private static PlanSummary successor() {
        return new PlanSummary(
                "next",
                "Carers Strategy <2019>",
                "Kirklees Council",
                Nation.ENGLAND,
                PlanState.DRAFT,
                null,
                null,
                null,
                null,
                false,
                0,
                0,
                0,
                0,
                counts(List.of()),
                List.of(),
                null,
                null,
                0);
    }

    /** Two of the themes that the rows stand under, one with an objective. */
    private static PlanOutline outline() {
        return new PlanOutline(List.of(
                theme("t1", "1", List.of()),
                theme(
                        "t8",
                        "8",
                        List.of(new PlanOutline.Objective("o8", "8.1", "Respite care and carers’ breaks", true)))));
    }

    private static PlanOutline.Theme theme(String id, String number, List<PlanOutline.Objective> objectives) {
        return new PlanOutline.Theme(
                id,
                number,
                themeTitle(Integer.parseInt(number)),
                number.equals("8") ? "Carers have a life of their own." : null,
                List.of("By 2018 breaks can be booked"),
                List.of(),
                List.of(),
                objectives,
                List.of());
    }

    @Bean
    Plans plans(World world) {
        return new Plans() {
            @Override
            public List<PlanSummary> summaries() {
                if (world.empty) {
                    return List.of();
                }
                PlanSummary plan = FixtureViews.summary(List.copyOf(world.rows.values()), world);
                return world.successor ? List.of(plan, FixtureViews.successor()) : List.of(plan);
            }

            @Override
            public PlanSummary summary(String planId) {
                return world.successor && planId.equals("next")
                        ? FixtureViews.successor()
                        : plan(planId).summary();
            }

            @Override
            public PlanView plan(String planId) {
                if (!List.of("kirklees", "many", "five-hundred").contains(planId)) {
                    throw new NotKnown("plan", planId);
                }
                List<ActionRow> rows = List.copyOf(world.rows.values());
                List<PlanView.AtMeeting> meetings = new ArrayList<>();
                for (int i = 6; i > 0; i--) {
                    meetings.add(new PlanView.AtMeeting(
                            LocalDate.of(2018, 3, 20).minusMonths(4L * (i - 1)),
                            "Carers Strategy Group",
                            counts(rows.subList(0, rows.size() - i / 2))));
                }
                return new PlanView(
                        FixtureViews.summary(rows, world),
                        world.planVersion,
                        Map.of(Rating.RED, "Not on track", Rating.AMBER, "Some concerns", Rating.GREEN, "On track"),
                        outline(),
                        world.policy,
                        meetings,
                        List.of());
            }
        };
    }

    @Bean
    Administration administration(World world) {
        return new Administration() {
            @Override
            public State state() {
                return world.administration;
            }

            @Override
            public void rebuild() {
                world.administered.add("rebuild");
            }

            @Override
            public void stopRebuild() {
                world.administered.add("stop");
            }

            @Override
            public void checkLog() {
                world.administered.add("check");
            }

            @Override
            public void compare() {
                world.administered.add("compare");
            }

            @Override
            public SetAside.Retried retry() {
                world.administered.add("retry");
                return new SetAside.Retried(2, 1);
            }

            @Override
            public boolean rebuildAgenda(SignedIn administrator) {
                world.administered.add("rebuild agenda for " + administrator.userId());
                return !world.notifierIsAway;
            }

            @Override
            public SetAside.@Nullable Retried retryAgenda(SignedIn administrator) {
                world.administered.add("retry agenda for " + administrator.userId());
                return world.notifierIsAway ? null : new SetAside.Retried(1, 0);
            }

            @Override
            public void awaitDiscarded(String projectionId, long position, long recorded) {
                world.administered.add("discarded " + projectionId + " " + position + " at " + recorded);
            }
        };
    }

    static Administration.Projection upToDate(SetAside.Waiting... waiting) {
        return new Administration.Projection(4_344, 0, true, null, null, List.of(waiting));
    }

    static Administration.State administration(
            Verification.@Nullable Fault fault,
            Administration.@Nullable Rebuilding rebuild,
            SetAside.Waiting... waiting) {
        return new Administration.State(
                4_344,
                false,
                null,
                checked(fault),
                rebuild == null
                        ? upToDate(waiting)
                        : new Administration.Projection(4_300, 44, true, rebuild, null, List.of(waiting)),
                new Administration.Comparison(
                        false, null, new Reconciliation.Result(NOW, java.time.Duration.ofSeconds(1), 230, List.of())),
                upToDate(),
                List.of());
    }

    private static LogChecks.Result checked(Verification.@Nullable Fault fault) {
        return new LogChecks.Result(
                new Verification(4_000, 4_333, 2, new Head(4_333, "ab".repeat(32)), fault),
                NOW.minus(java.time.Duration.ofHours(6)),
                java.time.Duration.ofSeconds(2));
    }

    /** Something waits and something was left out in views and agenda, and a row is not what the log says. */
    static Administration.State inNeedOfRepair() {
        SetAside.Waiting views =
                new SetAside.Waiting(4_340, "a-82", "action.progress-reported", "The action is not known", NOW, 4);
        SetAside.Waiting agenda =
                new SetAside.Waiting(4_338, "a-15", "action.lead-assigned", "Nobody is named", NOW, 0);
        return new Administration.State(
                4_346,
                false,
                null,
                checked(null),
                upToDate(views),
                new Administration.Comparison(
                        false,
                        null,
                        new Reconciliation.Result(
                                NOW,
                                java.time.Duration.ofSeconds(1),
                                230,
                                List.of(new Reconciliation.Difference("actions", "a-82", List.of("rating"))))),
                new Administration.Projection(4_340, 4, false, null, null, List.of(agenda)),
                List.of(
                        new Administration.Discarded("query-views", left(FreeText.of("The row was damaged"))),
                        new Administration.Discarded("notifier-agenda", left(new FreeText(null, "digest")))));
    }

    private static Discards.Discarded left(FreeText reason) {
        return new Discards.Discarded(
                4_320, "a-81", "action.progress-reported", reason, Map.of("actor", "u-ada"), NOW, 4_345);
    }

    /** Sam hears of 8.1 (2) every week, or every other; the chair is told once. */
    @Bean
    Previews previews(World world) {
        return new Previews() {
            @Override
            public Answer saved(String planId) {
                return world.notifierIsAway ? new Answer.NoAnswer() : new Answer.Known(preview(world.policy));
            }

            @Override
            public Answer asAdopted(String planId) {
                return saved(planId);
            }

            @Override
            public Answer changed(String planId, Policy policy) {
                return world.notifierIsAway ? new Answer.NoAnswer() : new Answer.Known(preview(policy));
            }

            @Override
            public Preview.@Nullable Next next(String actionId) {
                if (world.notifierIsAway) {
                    return null;
                }
                List<Preview.NextMail> mails = new ArrayList<>();
                for (int week = 0; week < 5; week++) {
                    mails.add(new Preview.NextMail(
                            TODAY.plusDays(1).plusWeeks(week),
                            RecipientRole.LEAD,
                            "Kirklees Council",
                            MailRule.WEEKLY_CHASE,
                            0,
                            null));
                }
                return new Preview.Next(PlanState.ADOPTED, true, false, mails);
            }
        };
    }

    private static Preview preview(Policy policy) {
        List<Preview.Day> days = new ArrayList<>();
        int mails = 0;
        for (int i = 0; i <= Previews.DAYS; i++) {
            LocalDate day = TODAY.plusDays(i);
            List<Preview.Mail> mailsOfDay = new ArrayList<>();
            if (policy.mail() && i % (7 * policy.chaseEveryWeeks()) == 1) {
                mailsOfDay.add(new Preview.Mail(
                        "Sam Okafor",
                        RecipientRole.LEAD,
                        "Carers Count",
                        List.of(
                                new Preview.Line(
                                        MailRule.WEEKLY_CHASE,
                                        "a-82",
                                        "8.1 (2)",
                                        "Carers can plan respite ahead",
                                        0,
                                        null),
                                new Preview.Line(
                                        MailRule.UPDATE_REQUEST,
                                        "a-15",
                                        "1.5 (1)",
                                        "Take <advice> further",
                                        0,
                                        null))));
            }
            if (policy.mail() && i == 1) {
                mailsOfDay.add(new Preview.Mail(
                        "M Bell",
                        RecipientRole.CHAIR,
                        null,
                        List.of(new Preview.Line(
                                MailRule.ESCALATION,
                                "a-82",
                                "8.1 (2)",
                                "Carers can plan respite ahead",
                                3,
                                EscalationReason.LATE))));
            }
            boolean holiday = day.equals(LocalDate.of(2018, 8, 27));
            mails += mailsOfDay.size();
            days.add(new Preview.Day(
                    day,
                    holiday ? "" : null,
                    day.equals(LocalDate.of(2018, 7, 17))
                            ? List.of(new Preview.Mark(Preview.Mark.Kind.MEETING, "Carers Strategy Group"))
                            : List.of(),
                    mailsOfDay,
                    i == 1
                            ? List.of(new Preview.Raised(
                                    "a-82", "8.1 (2)", "Carers can plan respite ahead", 3, EscalationReason.LATE))
                            : List.of()));
        }
        return new Preview(
                "kirklees", PlanState.ADOPTED, policy, TODAY, TODAY.plusDays(Previews.DAYS), false, mails, 1, days);
    }

    @Bean
    Boards boards(World world) {
        return (planId, filter, asAt) -> {
            List<ActionRow> all = switch (planId) {
                case "kirklees" -> List.copyOf(world.rows.values());
                case "many" -> world.many;
                case "five-hundred" -> fiveHundred();
                default -> throw new NotKnown("plan", planId);
            };
            List<ActionRow> shown = all.stream()
                    .filter(row -> filter.rating() == null || row.rating() == filter.rating())
                    .filter(row -> filter.needs() != BoardFilter.Need.LATE
                            || row.when().late())
                    .filter(row -> filter.needs() != BoardFilter.Need.UNREADABLE
                            || row.gaps().contains(Gap.UNREADABLE))
                    .filter(row -> filter.theme() == null || row.themeId().equals(filter.theme()))
                    .filter(row -> filter.party() == null
                            || Stream.concat(row.leads().stream(), row.partners().stream())
                                    .anyMatch(party -> party.partyId().equals(filter.party())))
                    .filter(row -> filter.words() == null || row.text().contains(filter.words()))
                    .toList();
            List<Board.Theme> themes = new ArrayList<>();
            for (int number : List.of(1, 2, 3, 8, 9)) {
                List<ActionRow> rows = shown.stream()
                        .filter(row -> row.themeNumber().equals(Integer.toString(number)))
                        .toList();
                if (rows.isEmpty()) {
                    continue;
                }
                List<Board.Section> sections = new ArrayList<>();
                sections.add(new Board.Section(
                        "o" + number, number + ".1", "Respite care and carers’ breaks", number == 8, rows, List.of()));
                if (number == 9 && !filter.filters()) {
                    sections.add(new Board.Section(
                            "o99",
                            "9.9",
                            "Carers are valued by everybody",
                            false,
                            List.of(),
                            List.of(new Board.Pointer("9.9", "", "Covered in section: Wellbeing"))));
                    sections.add(new Board.Section("o98", "9.10", "A bare statement", false, List.of(), List.of()));
                }
                themes.add(new Board.Theme(
                        "t" + number,
                        Integer.toString(number),
                        themeTitle(number),
                        number == 8 ? "Carers have a life of their own." : null,
                        number == 8 ? List.of("By 2018 breaks can be booked") : List.of(),
                        List.of(),
                        List.of(),
                        counts(rows),
                        number == 3,
                        sections));
            }
            return new Board(
                    summary(all, world),
                    asAt,
                    asAt.day() == null ? TODAY : asAt.day(),
                    1038,
                    asAt.isNow() ? null : counts(all),
                    filter,
                    shown.size(),
                    1,
                    List.of(CARERS_COUNT, COUNCIL),
                    List.of(),
                    List.of(
                            new Board.ThemeName("t1", "1", themeTitle(1)),
                            new Board.ThemeName("t8", "8", themeTitle(8))),
                    themes,
                    true);
        };
    }

    static EscalationView escalation(ActionRow row, boolean acknowledged, boolean open) {
        return escalation(row, acknowledged, open, "m-july");
    }

    private static EscalationView escalation(ActionRow row, boolean acknowledged, boolean open, String meetingId) {
        Instant raised = Instant.parse("2018-06-25T06:30:00Z");
        return new EscalationView(
                "e-" + row.actionId(),
                row,
                Math.max(1, row.level()),
                EscalationReason.LATE,
                row.when().lateDays() + " days late",
                row.level() == 3 ? 2 : 0,
                raised,
                Dates.local(raised),
                0,
                acknowledged ? Instant.parse("2018-06-25T08:00:00Z") : null,
                acknowledged ? "Priya Nair, governance officer" : null,
                acknowledged ? "Contract talks under way" : null,
                open ? null : Instant.parse("2018-06-25T08:30:00Z"),
                open ? null : "Given a later date",
                meetingId,
                List.of(new EscalationView.Told("ml-1", "the chair", raised, true)),
                Policy.standard().ladder().rung(Math.max(1, row.level())).mainly());
    }

    @Bean
    Escalations escalations(World world) {
        return new Escalations() {
            @Override
            public List<EscalationView> open(@Nullable String planId, @Nullable Integer level) {
                if (world.empty) {
                    return List.of();
                }
                Stream<ActionRow> rows = world.alike
                        ? Stream.concat(
                                world.rows.values().stream(),
                                Stream.of("a-m0", "a-m12", "a-m24").map(world::need))
                        : world.rows.values().stream();
                return rows.filter(row -> world.alike && row.actionId().startsWith("a-m")
                                || row.level() > 0 && (level == null || row.level() == level))
                        .map(row -> escalation(
                                row,
                                row.actionId().equals("a-15"),
                                true,
                                row.actionId().equals("a-82") ? world.goesTo : "m-july"))
                        .sorted(java.util.Comparator.comparing(EscalationView::acknowledged))
                        .toList();
            }

            @Override
            public Page<EscalationView> resolved(@Nullable String planId, @Nullable Integer level, int page, int size) {
                return Page.of(
                        level == null || level == 3 ? List.of(escalation(world.need("a-82"), true, false)) : List.of(),
                        page,
                        size);
            }

            @Override
            public Map<Integer, Integer> openByLevel() {
                return Map.of(1, 0, 2, 2, 3, 3);
            }
        };
    }

    @Bean
    Actions actions(World world) {
        return new Actions() {
            @Override
            public ActionView action(String actionId, AsAt asAt) {
                ActionRow row = world.need(actionId);
                return new ActionView(
                        row,
                        PlanState.ADOPTED,
                        new ActionDetails(
                                row.themeId(),
                                row.objectiveId(),
                                row.reference(),
                                0,
                                row.text(),
                                null,
                                null,
                                List.of("Carers say they can plan respite in advance")),
                        new Leads(
                                world.handedOn.contains(actionId)
                                        ? List.of(COUNCIL.partyId())
                                        : row.leads().stream()
                                                .map(PartyName::partyId)
                                                .toList(),
                                null),
                        TimescaleReader.read(row.when().written()),
                        world.version,
                        asAt.position() == null ? 4331 : asAt.position(),
                        asAt,
                        asAt.day() == null ? TODAY : asAt.day(),
                        LocalDate.of(2017, 3, 14),
                        row.when().first(),
                        row.when().slips() < 2
                                ? List.of()
                                : List.of(
                                        new ActionView.Move(
                                                2740,
                                                LocalDate.of(2017, 9, 30),
                                                LocalDate.of(2017, 12, 31),
                                                1,
                                                92,
                                                92,
                                                LocalDate.of(2017, 9, 21)),
                                        new ActionView.Move(
                                                3897,
                                                LocalDate.of(2017, 12, 31),
                                                LocalDate.of(2018, 4, 30),
                                                2,
                                                120,
                                                212,
                                                LocalDate.of(2018, 3, 27))),
                        List.of(new ActionView.Milestone(
                                "s-1",
                                "Ask carers",
                                TimescaleReader.read("March 2018"),
                                null,
                                86,
                                LocalDate.of(2018, 1, 31))),
                        List.of(new ActionView.Evidence(
                                "Respite market review",
                                "https://kirklees.example/review",
                                null,
                                LocalDate.of(2018, 2, 19))),
                        List.of(new ActionView.Decision(
                                DecisionKind.DECIDED,
                                "Name a firm date before Easter.",
                                "g-csg",
                                "Carers Strategy Group",
                                "m-march",
                                LocalDate.of(2018, 3, 20))),
                        actionId.equals("a-81")
                                ? List.of(new ActionView.Proposal(
                                        "r-1",
                                        ActionRow.ProposalKind.DATE,
                                        TimescaleReader.read("March 2019"),
                                        486,
                                        "The contract starts in October.",
                                        "Sam Okafor, lead for Carers Count",
                                        NOW))
                                : List.of(),
                        row.level() > 0 ? List.of(escalation(row, false, true)) : List.of(),
                        actionId.equals("a-82")
                                ? List.of(new ActionView.Linked("a-81", world.need("a-81"), null))
                                : List.of(),
                        List.of(),
                        Map.of(Rating.RED, "Not on track", Rating.AMBER, "Some concerns"),
                        world.proposalsOn,
                        LocalDate.of(2017, 3, 14));
            }

            @Override
            public List<ActionRow> ledBy(List<String> partyIds) {
                return world.rows.values().stream()
                        .filter(row -> !world.handedOn.contains(row.actionId()))
                        .filter(row -> row.leads().stream().anyMatch(lead -> partyIds.contains(lead.partyId())))
                        .toList();
            }

            @Override
            public boolean isLedBy(String actionId, List<String> partyIds) {
                return ledBy(partyIds).stream().anyMatch(row -> row.actionId().equals(actionId));
            }

            @Override
            public List<ActionView> withProposals() {
                return world.empty ? List.of() : List.of(action("a-81", AsAt.now()));
            }
        };
    }

    /** As in the histories, and a mail and a stop of all mail before them. */
    @Bean
    LogEntries logEntries() {
        return position -> {
            if (position < 1 || position > 4_331) {
                throw new NotKnown("entry", Long.toString(position));
            }
            return new LogEntry(
                    position,
                    position == 2
                            ? "mail.recorded"
                            : position == 1 ? "installation.mail-stopped" : "action.timescale-slipped",
                    position == 2
                            ? LogEntry.Subject.MAIL
                            : position == 1 ? LogEntry.Subject.INSTALLATION : LogEntry.Subject.ACTION,
                    position == 2 ? "ml-2" : position == 1 ? "waymark" : "a-82",
                    NOW,
                    "9f3c".repeat(15) + "a21e",
                    "00".repeat(32),
                    4_331);
        };
    }

    @Bean
    Histories histories(World world) {
        return new Histories() {
            private Page<HistoryEntry> entries(Set<HistoryEntry.Kind> kinds, int page, int size) {
                return Page.of(all(kinds), page, size);
            }

            private List<HistoryEntry> all(Set<HistoryEntry.Kind> kinds) {
                List<HistoryEntry> entries = new ArrayList<>(world.entries);
                String hash = "9f3c".repeat(15) + "a21e";
                HistoryEntry.Who check = new HistoryEntry.Who("daily-check", "", null, null, false, "The daily check");
                HistoryEntry.Who priya = new HistoryEntry.Who(
                        "u-priya", "governance officer", "Priya Nair", null, false, "Priya Nair, governance officer");
                entries.add(new HistoryEntry(
                        4331,
                        hash,
                        "action.timescale-slipped",
                        HistoryEntry.Kind.AGREED,
                        "a-82",
                        "8.1 (2)",
                        "Target date slipped from 31 December 2017 to 30 April 2018: 120 days, second slip, 212 days in all.",
                        "Booking rules wait for the <new> respite contract.",
                        false,
                        "d1",
                        List.of(),
                        priya,
                        NOW,
                        NOW,
                        false,
                        "m-july",
                        LocalDate.of(2018, 7, 17),
                        null,
                        0));
                entries.add(new HistoryEntry(
                        4318,
                        hash,
                        "action.escalation-raised",
                        HistoryEntry.Kind.ESCALATION,
                        "a-82",
                        "8.1 (2)",
                        "Escalated to level 3: 56 days late.",
                        null,
                        false,
                        null,
                        List.of(),
                        check,
                        NOW,
                        NOW,
                        false,
                        null,
                        null,
                        "ml-1",
                        3));
                for (int i = 0; i < 50; i++) {
                    entries.add(new HistoryEntry(
                            4300 - i,
                            hash,
                            "action.progress-reported",
                            HistoryEntry.Kind.WORD,
                            "a-82",
                            "8.1 (2)",
                            "Progress reported.",
                            i == 3 ? null : "Waits for the new respite contract, number " + i,
                            i == 3,
                            "d" + i,
                            List.of(),
                            priya,
                            NOW.minus(Duration.ofDays(i + 1)),
                            NOW.minus(Duration.ofDays(i)),
                            i % 5 == 0,
                            null,
                            null,
                            null,
                            0));
                }
                return entries.stream()
                        .filter(entry -> kinds.isEmpty() || kinds.contains(entry.kind()))
                        .toList();
            }

            @Override
            public List<HistoryEntry> allOfAction(String actionId, Set<HistoryEntry.Kind> kinds) {
                return all(kinds);
            }

            @Override
            public List<HistoryEntry> allOfPlan(String planId, Set<HistoryEntry.Kind> kinds) {
                if (!planId.equals("kirklees")) {
                    throw new NotKnown("plan", planId);
                }
                return all(kinds);
            }

            @Override
            public Page<HistoryEntry> ofAction(
                    String actionId, Set<HistoryEntry.Kind> kinds, AsAt asAt, int page, int size) {
                return entries(kinds, page, size);
            }

            @Override
            public Page<HistoryEntry> ofPlan(
                    String planId, Set<HistoryEntry.Kind> kinds, AsAt asAt, int page, int size) {
                return entries(kinds, page, size);
            }

            @Override
            public Page<HistoryEntry> ofGroup(String groupId, AsAt asAt, int page, int size) {
                return entries(Set.of(), page, size);
            }

            @Override
            public Page<HistoryEntry> ofParty(String partyId, AsAt asAt, int page, int size) {
                return entries(Set.of(), page, size);
            }

            @Override
            public Page<HistoryEntry> ofIndicator(String indicatorId, AsAt asAt, int page, int size) {
                return entries(Set.of(), page, size);
            }
        };
    }

    @Bean
    Groups groups(World world) {
        GroupView.Meeting held = new GroupView.Meeting(
                "m-march",
                LocalDate.of(2018, 3, 20),
                GroupView.MeetingState.HELD,
                LocalDate.of(2018, 2, 26),
                LocalDate.of(2018, 3, 1),
                LocalDate.of(2018, 3, 5),
                LocalDate.of(2018, 3, 12),
                3844L,
                "ab".repeat(32),
                List.of(new GroupView.Decision(
                        DecisionKind.DECIDED, "Name a firm date before Easter.", List.of("a-82"))));
        GroupView.Meeting next = new GroupView.Meeting(
                "m-july",
                LocalDate.of(2018, 7, 17),
                GroupView.MeetingState.SCHEDULED,
                LocalDate.of(2018, 6, 25),
                LocalDate.of(2018, 6, 28),
                LocalDate.of(2018, 7, 2),
                LocalDate.of(2018, 7, 9),
                null,
                null,
                List.of());
        GroupView group = new GroupView(
                "g-csg",
                new GroupDetails(
                        "Carers Strategy Group",
                        GroupDetails.Kind.BOARD,
                        Nation.ENGLAND,
                        "g-hwb",
                        "c-chair",
                        "c-officer",
                        List.of(),
                        List.of(new GroupDetails.PlanView("kirklees", GroupDetails.Sees.EVERYTHING, true))),
                4,
                "Health and Wellbeing Board",
                List.of(new GroupView.Named("g-ref", "Carers’ <reference> group")),
                List.of(new GroupView.PlanSeen(
                        "kirklees", "Carers Strategy action plan", GroupDetails.Sees.EVERYTHING, true)),
                List.of(held, next),
                next,
                held,
                List.of(
                        new GroupView.Report(
                                "d-late",
                                "Six monthly report on <young> carers",
                                "kirklees",
                                "Carers Strategy action plan",
                                List.of(new GroupView.Promise("a-82", "8.2")),
                                List.of(CARERS_COUNT),
                                6,
                                LocalDate.of(2017, 11, 10),
                                LocalDate.of(2018, 5, 10),
                                46),
                        new GroupView.Report(
                                "d-coming",
                                "Annual report",
                                "kirklees",
                                "Carers Strategy action plan",
                                List.of(),
                                List.of(),
                                12,
                                null,
                                LocalDate.of(2018, 9, 13),
                                0),
                        new GroupView.Report(
                                "d-gap",
                                "Reports to the group",
                                "kirklees",
                                "Carers Strategy action plan",
                                List.of(),
                                List.of(CARERS_COUNT),
                                null,
                                null,
                                null,
                                0)));
        GroupView above =
                around("g-hwb", "Health and Wellbeing Board", GroupDetails.Kind.BOARD, null, GroupDetails.Sees.LEVEL_3);
        GroupView below = around(
                "g-ref",
                "Carers’ <reference> group",
                GroupDetails.Kind.REFERENCE_GROUP,
                "g-csg",
                GroupDetails.Sees.MILESTONES);
        return new Groups() {
            @Override
            public List<GroupView> all() {
                return world.empty ? List.of() : List.of(below, group, above);
            }

            @Override
            public GroupView group(String groupId) {
                return List.of(below, group, above).stream()
                        .filter(each -> each.groupId().equals(groupId))
                        .findFirst()
                        .orElseThrow(() -> new NotKnown("group", groupId));
            }
        };
    }

    /** A group around the one that decides, without meetings of its own. */
    private static GroupView around(
            String id, String name, GroupDetails.Kind kind, @Nullable String reportsTo, GroupDetails.Sees sees) {
        return new GroupView(
                id,
                new GroupDetails(
                        name,
                        kind,
                        Nation.ENGLAND,
                        reportsTo,
                        null,
                        null,
                        List.of("c-2"),
                        List.of(new GroupDetails.PlanView("kirklees", sees, false))),
                1,
                reportsTo == null ? null : "Carers Strategy Group",
                List.of(),
                List.of(new GroupView.PlanSeen("kirklees", "Carers Strategy action plan", sees, false)),
                List.of(),
                null,
                null,
                List.of());
    }

    /** Of the meeting in March as issued, of that in July as a preview. */
    @Bean
    Packs packs(World world, Boards boards, Comparisons comparisons) {
        return (groupId, meetingId, edition) -> {
            if (!groupId.equals("g-csg") || !List.of("m-march", "m-july").contains(meetingId)) {
                throw new NotKnown("meeting", meetingId);
            }
            boolean issued = meetingId.equals("m-march");
            List<ActionRow> rows = List.copyOf(world.rows.values());
            Board board = boards.board("kirklees", BoardFilter.everything(), AsAt.now());
            return new Pack(
                    groupId,
                    "Carers Strategy Group",
                    meetingId,
                    issued ? LocalDate.of(2018, 3, 20) : LocalDate.of(2018, 7, 17),
                    edition,
                    issued ? new Pack.Issue(3845, Instant.parse("2018-03-12T09:00:00Z")) : null,
                    issued ? LocalDate.of(2018, 3, 12) : TODAY,
                    issued ? 3844 : 4331,
                    "ab".repeat(32),
                    1,
                    issued ? 2 : 0,
                    List.of(part(rows, board, comparisons.compare("kirklees", AsAt.now(), AsAt.now()), world)));
        };
    }

    private static Pack.Part part(List<ActionRow> rows, Board board, Comparison comparison, World world) {
        return new Pack.Part(
                "kirklees",
                "Carers Strategy action plan",
                "Kirklees Council",
                GroupDetails.Sees.EVERYTHING,
                true,
                LocalDate.of(2018, 3, 20),
                true,
                List.of(
                        new Pack.Ask.Answer(
                                world.need("a-82"), ActionRow.ProposalKind.DATE, LocalDate.of(2018, 11, 30), 426),
                        new Pack.Ask.Answer(world.need("a-15"), ActionRow.ProposalKind.LEAD, null, 0),
                        new Pack.Ask.NameLead(List.of(world.need("a-92"))),
                        new Pack.Ask.Hear(List.of(COUNCIL), List.of(world.need("a-81"), world.need("a-82")))),
                List.of(
                        new Pack.Figures(TODAY, counts(rows)),
                        new Pack.Figures(LocalDate.of(2018, 3, 20), counts(rows))),
                comparison.changes().stream()
                        .map(change -> new Pack.Change(
                                change.kind(),
                                change.before(),
                                change.after(),
                                change.action(),
                                change.position(),
                                TODAY,
                                change.words()))
                        .toList(),
                List.of(world.need("a-15")),
                rows.stream()
                        .filter(row -> row.level() > 0)
                        .map(row -> new Pack.Case(row, row.level(), "red at two meetings", TODAY, false))
                        .toList(),
                rows.stream().filter(row -> row.when().late()).toList(),
                rows.stream().filter(row -> row.when().slips() > 0).toList(),
                rows.stream().filter(row -> row.rating() == Rating.RED).toList(),
                rows.stream().filter(row -> !row.gaps().isEmpty()).toList(),
                List.of(),
                counts(rows),
                board);
    }

    /** As at the paper for the meeting in March. */
    static PublishedPlan publishedPlan(World world) {
        List<ActionRow> rows = List.copyOf(world.rows.values());
        List<PublishedPlan.Theme> themes = new ArrayList<>();
        for (int number : List.of(1, 2, 3, 8, 9)) {
            List<ActionRow> own = rows.stream()
                    .filter(row -> row.themeNumber().equals(Integer.toString(number)))
                    .toList();
            themes.add(new PublishedPlan.Theme(
                    "t" + number,
                    Integer.toString(number),
                    themeTitle(number),
                    number == 8 ? "Carers have a life of their own." : null,
                    counts(own),
                    List.of(new PublishedPlan.Section(
                            number + ".1",
                            "Respite care and carers’ breaks",
                            own.stream().map(FixtureViews::publishedAction).toList()))));
        }
        List<PublishedPlan.Meeting> meetings = List.of(
                new PublishedPlan.Meeting(
                        "g-csg",
                        "Carers Strategy Group",
                        "m-march",
                        LocalDate.of(2018, 3, 20),
                        GroupState.MeetingState.HELD,
                        LocalDate.of(2018, 3, 12)),
                new PublishedPlan.Meeting(
                        "g-csg",
                        "Carers Strategy Group",
                        "m-july",
                        LocalDate.of(2018, 7, 17),
                        GroupState.MeetingState.SCHEDULED,
                        LocalDate.of(2018, 7, 9)));
        return new PublishedPlan(
                "kirklees",
                "version-" + world.version + world.hold,
                Instant.parse("2018-01-08T09:00:00Z"),
                "Carers Strategy action plan",
                "Kirklees Council",
                "Kirklees Carers Strategy",
                new EnumMap<>(Map.of(Rating.RED, "Not on track", Rating.GREEN, "On track")),
                paper(12, 3844),
                counts(rows),
                themes,
                List.of(new PublishedPlan.Decision(
                        publishedAction(world.need("a-82")),
                        DecisionKind.DECIDED,
                        "Asked for a firm date <b>before</b> Easter",
                        LocalDate.of(2018, 1, 16))),
                1,
                meetings,
                meetings.getLast(),
                world.hold);
    }

    private static PublishedPlan.Paper paper(int dayInMarch, long position) {
        LocalDate day = LocalDate.of(2018, 3, dayInMarch);
        return new PublishedPlan.Paper(
                "Carers Strategy Group",
                day.plusDays(8),
                day,
                day.atTime(9, 0).toInstant(java.time.ZoneOffset.UTC),
                position,
                "ab".repeat(32));
    }

    static PublishedAction publishedAction(ActionRow row) {
        return new PublishedAction(
                row.actionId(),
                row.reference(),
                row.themeNumber(),
                row.themeTitle(),
                row.objective(),
                row.title(),
                row.text(),
                row.leads().stream().map(PartyName::name).toList(),
                row.partners().stream().map(PartyName::name).toList(),
                row.when().written(),
                row.when().kind(),
                row.when().target(),
                row.when().first(),
                row.when().slips(),
                row.when().slippedDays(),
                row.when().lateDays(),
                row.rating(),
                row.status(),
                row.closedOn());
    }

    @Bean
    PublishedPlans publishedPlans(World world) {
        return new PublishedPlans() {
            @Override
            public Publication publication(String planId) {
                if (!planId.equals("kirklees")) {
                    throw new NotKnown("published plan", planId);
                }
                if (world.withdrawn != null) {
                    return world.withdrawn;
                }
                return world.awaited != null ? world.awaited : new Publication.Shown(publishedPlan(world));
            }

            @Override
            public List<PublishedIssue> issues(PublishedPlan plan) {
                world.publishedPagesWritten.incrementAndGet();
                PublishedAction now = publishedAction(world.need("a-81"));
                PublishedAction odd = publishedAction(world.need(world.changed));
                return List.of(
                        new PublishedIssue(
                                paper(12, 3844),
                                paper(2, 3000),
                                List.of(
                                        new PublishedIssue.Change(Comparison.Kind.TURNED_RED, odd, now),
                                        new PublishedIssue.Change(Comparison.Kind.ADDED, null, odd))),
                        new PublishedIssue(paper(2, 3000), null, List.of()));
            }
        };
    }

    /** The strategy of LLR in January 2019: one plan adopted, one a draft, one not made. */
    @Bean
    Strategies strategies(World world) {
        return new Strategies() {
            @Override
            public List<SetOut> all() {
                return world.empty ? List.of() : List.of(new SetOut("kirklees", "Carers <Strategy>", 3, 1));
            }

            @Override
            public StrategyView strategy(String planId) {
                if (!planId.equals("kirklees")) {
                    throw new NotKnown("strategy", planId);
                }
                List<ActionRow> rows = List.copyOf(world.rows.values());
                PlanSummary plan = FixtureViews.summary(rows, world);
                List<StrategyView.Cell> cells = List.of(
                        new StrategyView.Cell("t8", 5, 1),
                        new StrategyView.Cell("t8", 2, 0),
                        new StrategyView.Cell(null, 0, 0));
                return new StrategyView(
                        plan,
                        List.of(
                                new StrategyView.Column(
                                        "Leicestershire",
                                        "kirklees",
                                        PlanState.ADOPTED,
                                        LocalDate.of(2018, 3, 12),
                                        null,
                                        0,
                                        counts(rows)),
                                new StrategyView.Column(
                                        "East Leics & Rutland <CCG>",
                                        "many",
                                        PlanState.DRAFT,
                                        null,
                                        null,
                                        0,
                                        counts(rows.subList(0, 4))),
                                new StrategyView.Column(
                                        "Leicester City CCG", null, null, null, LocalDate.of(2018, 6, 9), 16, null)),
                        List.of(new StrategyView.Priority("8", themeTitle(8), 3, cells, counts(rows.subList(0, 5)))),
                        new StrategyView.Priority("", "", 0, cells, counts(rows.subList(0, 5))),
                        new StrategyView.Priority("", "", 3, cells, counts(rows)));
            }

            @Override
            public List<PlanDetails.DeliveryPartner> partners(String planId) {
                return List.of(
                        new PlanDetails.DeliveryPartner("Leicestershire", null),
                        new PlanDetails.DeliveryPartner("Leicester City CCG", LocalDate.of(2018, 6, 9)));
            }

            @Override
            public @Nullable String setOutBy(String planId) {
                return "kirklees";
            }
        };
    }

    @Bean
    Milestones milestones() {
        return groupId -> {
            if (!groupId.equals("g-csg")) {
                throw new NotKnown("group", groupId);
            }
            MilestoneView.Item late = milestone("7.5", "Parent carers helped to write a <guide>", 47);
            MilestoneView.Item coming = milestone("5.3", "Flu jab letters say ‘carer’ on the first line", 0);
            return new MilestoneView(
                    "g-csg",
                    "Carers’ reference group",
                    GroupDetails.Kind.REFERENCE_GROUP,
                    2,
                    LocalDate.of(2018, 3, 20),
                    LocalDate.of(2018, 7, 17),
                    List.of(late),
                    1,
                    List.of(),
                    List.of(coming),
                    List.of(coming, coming),
                    List.of());
        };
    }

    private static MilestoneView.Item milestone(String reference, String text, int lateDays) {
        return new MilestoneView.Item(
                "a-82",
                reference,
                "Carers Strategy action plan",
                text,
                LocalDate.of(2018, 7, 1).minusDays(lateDays),
                null,
                lateDays,
                List.of(COUNCIL),
                "8",
                themeTitle(8),
                "text is written, pictures to come",
                LocalDate.of(2018, 6, 9),
                null);
    }

    @Bean
    Comparisons comparisons(World world) {
        HistoryEntry.Who priya = new HistoryEntry.Who(
                "u-priya", "governance officer", "Priya Nair", null, false, "Priya Nair, governance officer");
        return (planId, from, to) -> {
            PlanSummary plan = summary(List.copyOf(world.rows.values()), world);
            List<Comparison.Change> changes = new ArrayList<>();
            if (!world.empty) {
                for (Comparison.Kind kind : Comparison.Kind.values()) {
                    boolean slip = kind == Comparison.Kind.SLIPPED;
                    ActionRow now = world.need(slip ? "a-82" : "a-92");
                    ActionRow then = row(now.actionId(), now.reference(), 8, "As it was called <then>")
                            .led(CARERS_COUNT)
                            .when("Dec-17")
                            .rated(Rating.GREEN)
                            .build();
                    changes.add(new Comparison.Change(
                            kind,
                            kind == Comparison.Kind.ADDED ? null : then,
                            kind == Comparison.Kind.CARRIED_OVER ? null : now,
                            4200 + kind.ordinal(),
                            NOW.minusSeconds(86_400L * kind.ordinal()),
                            priya,
                            slip ? "Waits for the <new> contract" : null));
                }
            }
            return new Comparison(
                    plan,
                    new Comparison.Side(LocalDate.of(2018, 3, 20), 4100, plan.counts()),
                    new Comparison.Side(TODAY, 4331, plan.counts()),
                    changes.size(),
                    changes,
                    world.empty ? List.of() : List.of(world.need("a-15")));
        };
    }

    @Bean
    Mails mails(World world) {
        List<MailView> all = List.of(
                mail("ml-2", MailState.GIVEN_UP, "550 no such mailbox", true),
                mail("ml-3", MailState.OUTCOME_UNKNOWN, null, true),
                mail("ml-4", MailState.FAILED, "451 busy", true),
                mail("ml-1", MailState.SENT, null, false),
                mail("ml-5", MailState.WAITING, null, false));
        return new Mails() {
            @Override
            public Page<MailView> log(MailFilter filter, int page, int size) {
                world.mailsAskedFor = filter;
                return Page.of(
                        world.empty
                                ? List.of()
                                : all.stream()
                                        .filter(mail -> filter.state() == null || filter.state() == mail.state())
                                        .toList(),
                        page,
                        size);
            }

            @Override
            public MailView mail(String mailId) {
                return all.stream()
                        .filter(mail -> mail.mailId().equals(mailId))
                        .findFirst()
                        .orElseThrow(() -> new NotKnown("mail", mailId));
            }

            @Override
            public Map<MailState, Integer> byState() {
                Map<MailState, Integer> counts = new EnumMap<>(MailState.class);
                for (MailState state : MailState.values()) {
                    counts.put(state, (int)
                            all.stream().filter(mail -> mail.state() == state).count());
                }
                return counts;
            }
        };
    }

    private static MailView mail(String id, MailState state, @Nullable String answer, boolean needsLook) {
        return new MailView(
                id,
                "c-1",
                RecipientRole.LEAD,
                "p-carers",
                "Lead, Carers Count",
                TODAY,
                state,
                1,
                answer,
                Instant.parse("2018-06-25T06:30:00Z"),
                id + "@waymark",
                false,
                needsLook,
                4334,
                List.of(
                        new MailView.Item(
                                "kirklees", "a-82", "8.1 (2)", MailRule.WEEKLY_CHASE, "Weekly chase", "2018-04-30"),
                        new MailView.Item(
                                "kirklees", "a-11", "1.1 (1)", MailRule.UPDATE_REQUEST, "Update request", "m-july")));
    }

    @Bean
    Parties parties(World world) {
        List<PartyView> all = List.of(
                new PartyView(
                        "p-all",
                        "All partners",
                        PartyKind.COLLECTIVE,
                        "Kirklees Council",
                        List.of(),
                        1,
                        null,
                        7,
                        6,
                        0,
                        0,
                        List.of()),
                new PartyView(
                        "p-carers",
                        "Carers Count",
                        PartyKind.ORGANISATION,
                        "Kirklees Council",
                        List.of("CC"),
                        2,
                        null,
                        17,
                        12,
                        1,
                        5,
                        List.of(
                                new PartyView.ContactName(
                                        "c-1",
                                        "Sam Okafor",
                                        "LEAD",
                                        false,
                                        new Absence(LocalDate.of(2018, 7, 9), LocalDate.of(2018, 7, 20), "c-2"),
                                        "Rani Gill",
                                        null,
                                        null),
                                new PartyView.ContactName(
                                        "c-2", "Rani Gill", "LEAD", false, null, null, null, DayOfWeek.TUESDAY))),
                new PartyView(
                        "p-space",
                        "Making <Space>",
                        PartyKind.ORGANISATION,
                        "Kirklees Council",
                        List.of(),
                        3,
                        null,
                        1,
                        1,
                        0,
                        2,
                        List.of(new PartyView.ContactName("c-3", "Ann Lister", "LEAD", true, null, null, null, null))),
                new PartyView(
                        "p-council",
                        "Kirklees Council",
                        PartyKind.ORGANISATION,
                        "Kirklees Council",
                        List.of(),
                        1,
                        null,
                        31,
                        20,
                        3,
                        2,
                        null));
        return new Parties() {
            @Override
            public List<PartyView> all() {
                return world.empty ? List.of() : all;
            }

            @Override
            public PartyView party(String partyId) {
                return all.stream()
                        .filter(party -> party.partyId().equals(partyId))
                        .findFirst()
                        .orElseThrow(() -> new NotKnown("party", partyId));
            }

            @Override
            public void peopleChanged() {
                world.peopleAskedAgain++;
            }

            @Override
            public List<PersonView> people() {
                return List.of(
                        new PersonView(
                                new PartyView.ContactName(
                                        "c-chair", "Mary Boothroyd", "CHAIR", false, null, null, null, null),
                                List.of()),
                        new PersonView(
                                new PartyView.ContactName(
                                        "c-officer", "Priya Nair", "GOVERNANCE_OFFICER", false, null, null, null, null),
                                List.of()),
                        new PersonView(
                                new PartyView.ContactName(
                                        "c-2", "Rani Gill", "LEAD", false, null, null, null, DayOfWeek.TUESDAY),
                                List.of(CARERS_COUNT)));
            }
        };
    }

    @Bean
    People people() {
        return id -> id.equals("c-chair") ? "Mary Boothroyd" : null;
    }

    @Bean
    Identifiers identifiers() {
        return Identifiers.random();
    }

    @Bean
    ProjectionPosition projectionPosition() {
        return new ProjectionPosition() {
            @Override
            public long position() {
                return 4331;
            }

            @Override
            public boolean await(long position, Duration timeout) {
                return true;
            }
        };
    }
}
