package org.waymark.standalone.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.WorkingDays;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.LogVerifier;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.plan.PlanSummary;
import org.waymark.query.plan.PlanSummary.NextMeeting;
import org.waymark.query.plan.PlanSummary.Overseer;
import org.waymark.query.plan.Plans;
import org.waymark.query.web.Pages;
import org.waymark.standalone.mailbox.Letter;
import org.waymark.standalone.mailbox.Mailbox;

/** Where a visitor of the demonstration begins: who to be, where to look, and a clock to move. */
@Controller
@Profile("demo")
class DemoPages {

    private static final int PAGE = 100;
    private static final String PLAN = "kirklees";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);

    private static final WorkingDays WORKING_DAYS = WorkingDays.of(Nation.ENGLAND);

    private final Stage stage;
    private final DemoClock clock;
    private final Plans plans;
    private final EventLog log;
    private final LogVerifier verifier;
    private final Mailbox mailbox;
    private final Pages pages;
    private final AtomicReference<@Nullable String> moved = new AtomicReference<>();

    DemoPages(
            Stage stage,
            DemoClock clock,
            Plans plans,
            EventLog log,
            LogVerifier verifier,
            Mailbox mailbox,
            Pages pages) {
        this.stage = stage;
        this.clock = clock;
        this.plans = plans;
        this.log = log;
        this.verifier = verifier;
        this.mailbox = mailbox;
        this.pages = pages;
    }

    /** A plan as a row of "Where to look". */
    record Row(String id, String title, String group, int actions, String shows, boolean published) {}

    @GetMapping("/demo")
    ResponseEntity<byte[]> start(HttpServletRequest request) {
        Pages.Draft page = pages.page(request, "standalone/start", Pages.Section.NONE);
        Optional<Demonstration> demonstration = stage.demonstration();
        if (demonstration.isEmpty()) {
            return page.with("ready", false).show();
        }
        List<PlanSummary> summaries = plans.summaries();
        List<Row> rows = new ArrayList<>();
        demonstration
                .get()
                .shows()
                .forEach((id, words) -> summaries.stream()
                        .filter(summary -> summary.planId().equals(id))
                        .findFirst()
                        .ifPresent(summary -> rows.add(row(
                                summary, words, demonstration.get().published().contains(id)))));
        PlanSummary plan = summaries.stream()
                .filter(summary -> summary.planId().equals(PLAN))
                .findFirst()
                .orElseThrow();
        NextMeeting meeting = plan.nextMeeting();
        Letter letter = newestTo("sam.okafor@carerscount.example");
        return page.with("ready", true)
                .with("rows", rows)
                .with("today", WEEKDAY.format(clock.today()))
                .with("plan", plan)
                .with("meeting", meeting)
                .with("meetingDay", meeting == null ? "" : DAY.format(meeting.date()))
                .with("papersIn", meeting == null ? "" : papersIn(meeting))
                .with("letter", letter)
                .with(
                        "letterDay",
                        letter == null ? "" : DAY.format(LocalDate.ofInstant(letter.sentAt(), DemoClock.LONDON)))
                .with(
                        "canMoveToPapers",
                        meeting != null && meeting.papersDeadline().isAfter(clock.today()))
                .with("canMoveToMeeting", meeting != null && meeting.date().isAfter(clock.today()))
                .with("mails", String.format(Locale.UK, "%,d", mailbox.count()))
                .with("entries", String.format(Locale.UK, "%,d", log.head().position()))
                .with("moved", moved.getAndSet(null))
                .show();
    }

    private static Row row(PlanSummary summary, String shows, boolean published) {
        String group = summary.groups().stream().findFirst().map(Overseer::name).orElse("");
        return new Row(
                summary.planId(),
                summary.owner() + ": " + summary.title(),
                group,
                summary.counts().actions(),
                shows,
                published);
    }

    private String papersIn(NextMeeting meeting) {
        LocalDate deadline = meeting.papersDeadline();
        if (deadline.isBefore(clock.today())) {
            return "the papers deadline has passed";
        }
        if (deadline.equals(clock.today())) {
            return "the papers deadline is today";
        }
        int days = WORKING_DAYS.between(clock.today(), deadline);
        return "a papers deadline in " + days + (days == 1 ? " working day" : " working days");
    }

    private @Nullable Letter newestTo(String address) {
        return mailbox.letters().stream()
                .filter(letter -> letter.to().contains(address))
                .max(Comparator.comparing(Letter::sentAt))
                .orElse(null);
    }

    /** Moves the clock forward, day by day, with the daily check on each. */
    @PostMapping("/demo/time")
    ResponseEntity<Void> move(@RequestParam String to) {
        Optional<Demonstration> demonstration = stage.demonstration();
        int before = mailbox.count();
        if (demonstration.isPresent()) {
            target(to).ifPresent(demonstration.get()::moveTo);
        }
        int mails = mailbox.count() - before;
        moved.set("It is " + WEEKDAY.format(clock.today()) + " now. "
                + (mails == 0 ? "No mail went out." : mails == 1 ? "1 mail went out." : mails + " mails went out."));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/demo#time"))
                .build();
    }

    /** An entry of the log as a row. */
    record Entry(long position, String recorded, String name, String stream, String by, String mark) {}

    @GetMapping("/demo/log")
    ResponseEntity<byte[]> log(@RequestParam(defaultValue = "0") long until, HttpServletRequest request) {
        long head = log.head().position();
        long last = until < 1 || until > head ? head : until;
        List<Entry> entries = new ArrayList<>();
        log.read(Math.max(1, last - PAGE + 1), entry -> {
            entries.addFirst(entry(entry));
            return entry.position() < last;
        });
        return pages.page(request, "standalone/log", Pages.Section.NONE)
                .with("entries", entries)
                .with("newer", last == head ? null : "/demo/log?until=" + Math.min(head, last + PAGE))
                .with("older", last <= PAGE ? null : "/demo/log?until=" + (last - PAGE))
                .show();
    }

    private static Entry entry(StoredEvent entry) {
        EventCatalogue.Entry kind = EventCatalogue.byType(entry.payload().getClass());
        String role = entry.metadata().getOrDefault(Metadata.ROLE, "");
        return new Entry(
                entry.position(),
                MINUTE.format(entry.recordedAt().atZone(DemoClock.LONDON)),
                kind == null ? "unknown" : kind.name(),
                entry.streamId(),
                role.toLowerCase(Locale.ROOT),
                entry.hash().substring(0, 8));
    }

    @GetMapping("/demo/log/check")
    ResponseEntity<byte[]> check(HttpServletRequest request) {
        return pages.page(request, "standalone/check", Pages.Section.NONE)
                .with("result", verifier.verify())
                .show();
    }

    private Optional<LocalDate> target(String to) {
        Optional<NextMeeting> meeting = plans.summaries().stream()
                .filter(summary -> summary.planId().equals(PLAN))
                .map(PlanSummary::nextMeeting)
                .filter(Objects::nonNull)
                .findFirst();
        return switch (to) {
            case "next-day" -> Optional.of(clock.today().plusDays(1));
            case "papers" -> meeting.map(NextMeeting::papersDeadline);
            case "meeting" -> meeting.map(NextMeeting::date);
            default -> Optional.empty();
        };
    }
}
