package org.waymark.standalone.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.log.Command;
import org.waymark.contract.plan.PlanCommand.AdoptPlan;
import org.waymark.contract.plan.PlanCommand.PublishPlan;
import org.waymark.eventstore.EventLog;
import org.waymark.standalone.demo.Ledger.Known;
import org.waymark.standalone.runtime.Processors;

/**
 * Plays the demonstration: brings the plans in, lets half a year happen to them day by day, and then stands still on its
 * today until somebody moves it on. Each morning the daily check runs and its mails go out; then people do what they do.
 * The clock moves only when every processor has read the whole log, so that the same seed always gives the same log.
 */
public final class Demonstration {

    private static final System.Logger LOG = System.getLogger(Demonstration.class.getName());
    private static final LocalTime CHECK = LocalTime.of(7, 30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api;
    private final DemoClock clock;
    private final Processors processors;
    private final Runnable dailyCheck;
    private final Ledger ledger;
    private final Script script = new Script();
    private final Chance chances;
    private final Words words = new Words();
    private final LeadsHabits leads;
    private final OfficersHabits officers;
    private final BoardsHabits boards;
    private final Map<String, Cast> casts = new LinkedHashMap<>();
    private final Map<String, Long> broughtInAt = new LinkedHashMap<>();
    private int proposals;

    /** @param dailyCheck does what the clock of the notifier would start each morning */
    public Demonstration(
            Api api, EventLog log, DemoClock clock, Processors processors, Runnable dailyCheck, long seed) {
        this.api = api;
        this.clock = clock;
        this.processors = processors;
        this.dailyCheck = dailyCheck;
        this.ledger = new Ledger(log);
        this.chances = new Chance(seed);
        Deeds deeds = new ThroughTheApi();
        this.leads = new LeadsHabits(chances, words, deeds);
        this.officers = new OfficersHabits(chances, words, deeds);
        this.boards = new BoardsHabits(chances, words, deeds);
    }

    /** A clock that stands where the demonstration begins. */
    public static DemoClock clockAtTheBeginning() {
        LocalDate begins = new Script().calendar().begins();
        return new DemoClock(begins.atTime(CHECK).atZone(DemoClock.LONDON).toInstant());
    }

    /** The day on which the demonstration stands when it has been played. */
    public LocalDate today() {
        return script.calendar().today();
    }

    /** Plans with what each shows, in the order in which they came in. */
    public Map<String, String> shows() {
        Map<String, String> shows = new LinkedHashMap<>();
        script.calendar().plans().forEach(dates -> shows.put(dates.plan(), dates.shows()));
        return shows;
    }

    /** Plans that the public sees. */
    public List<String> published() {
        return script.calendar().plans().stream()
                .filter(dates -> dates.published() != null)
                .map(Script.Dates::plan)
                .toList();
    }

    /** Position of the log at which each plan had just come in. */
    public Map<String, Long> broughtInAt() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(broughtInAt));
    }

    /** Everything up to this morning's mail. */
    public void play() {
        playUntil(today());
    }

    /** Everything up to the mail of this morning, which is none after today's. */
    void playUntil(LocalDate last) {
        LocalDate day = script.calendar().begins();
        while (day.isBefore(last)) {
            morning(day);
            bringIn(day);
            if (workingDay(day)) {
                live(day);
            }
            day = day.plusDays(1);
        }
        morning(day);
    }

    /** Moves on, day by day, with nothing but the daily check. */
    public synchronized void moveTo(LocalDate day) {
        while (clock.today().isBefore(day)) {
            morning(clock.today().plusDays(1));
        }
    }

    private void morning(LocalDate day) {
        LOG.log(System.Logger.Level.INFO, "It is {0}", day);
        moveClock(day, CHECK);
        dailyCheck.run();
        processors.awaitHead(PATIENCE);
    }

    private void moveClock(LocalDate day, LocalTime time) {
        processors.awaitHead(PATIENCE);
        clock.moveTo(day, time);
    }

    private static boolean workingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private void bringIn(LocalDate day) {
        for (Script.Dates dates : script.calendar().plans()) {
            if (dates.broughtIn().equals(day)) {
                moveClock(day, LocalTime.of(10, 0));
                TakingOn takingOn = new TakingOn(api, script);
                casts.put(dates.plan(), takingOn.takeOn(dates));
                processors.awaitHead(PATIENCE);
                broughtInAt.put(dates.plan(), takingOn.importedAt());
            }
        }
    }

    private void live(LocalDate date) {
        Day day = new Day(date);
        ledger.catchUp();
        for (Cast cast : casts.values()) {
            if (cast.adoptOn().filter(date::equals).isPresent()) {
                day.at(
                        LocalTime.of(14, 0),
                        () -> api.command(
                                cast.officer(),
                                new AdoptPlan(cast.planId(), "Agreed by the group that answers for it."),
                                null));
            }
            if (cast.publishOn().filter(date::equals).isPresent()) {
                day.at(LocalTime.of(14, 30), () -> api.command(cast.officer(), new PublishPlan(cast.planId()), null));
            }
            boards.intend(cast, ledger.of(cast.planId()), day);
            if (cast.adoptedBy(date.minusDays(1))) {
                for (Known action : ledger.of(cast.planId())) {
                    leads.intend(cast, action, day);
                    if (OfficersHabits.atWork(date)) {
                        officers.intend(cast, action, day);
                    }
                }
            }
        }
        for (Day.Intention intention : day.intentions()) {
            moveClock(date, intention.time());
            ledger.catchUp();
            intention.deed().perform();
        }
        processors.awaitHead(PATIENCE);
    }

    /** Everybody's changes, with the version that they have seen. */
    private final class ThroughTheApi implements Deeds {

        @Override
        public void change(Person who, Known action, ActionCommand command) {
            ledger.catchUp();
            api.command(who, command, action.edits);
            ledger.catchUp();
        }

        @Override
        public void order(Person who, Command command) {
            api.command(who, command, null);
        }

        @Override
        public Optional<Known> sibling(Known action, RandomGenerator luck) {
            List<Known> others = new ArrayList<>(ledger.of(action.planId));
            others.removeIf(other -> other == action || !other.open());
            return others.isEmpty() ? Optional.empty() : Optional.of(others.get(luck.nextInt(others.size())));
        }

        @Override
        public String newProposal() {
            proposals++;
            return "r-demo-" + proposals;
        }
    }
}
