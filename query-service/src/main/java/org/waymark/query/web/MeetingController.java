package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.time.WorkingDays;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.mail.MailFilter;
import org.waymark.query.mail.MailView;
import org.waymark.query.mail.Mails;
import org.waymark.query.pack.Pack;
import org.waymark.query.pack.Packs;
import org.waymark.query.people.People;
import org.waymark.query.reading.PrintedOrder;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;
import org.waymark.query.view.Page;

/** One meeting: the five steps to it, who has answered, what its pack holds, and what was decided. */
@Controller
class MeetingController {

    private static final int MAILS = 500;

    /** Requests for a meeting go out at most so long before it. */
    private static final int LONGEST_NOTICE_DAYS = 120;

    private static final Comparator<ActionRow> PRINTED = Comparator.comparing(
                    ActionRow::themeNumber, PrintedOrder.REFERENCES)
            .thenComparing(ActionRow::reference, PrintedOrder.REFERENCES);

    /** A step with what came of it. */
    public record Step(String day, String name, String result, boolean done, boolean next) {}

    /** What one lead was asked and has answered. */
    public record Answers(String lead, int asked, int answered, List<Silent> silent) {}

    /** @param theme said only where the reference does not tell */
    public record Silent(String actionId, String reference, String name, String theme) {}

    public record Holding(String name, String value) {}

    public record Decided(String kind, @Nullable String text, List<Silent> actions) {}

    public record Other(String href, String text, String pack) {}

    /** @param people who were written to; {@code actions} what about, with the first day that each was asked about */
    private record Sent(Instant at, int people, Map<String, LocalDate> actions) {}

    private final Groups groups;
    private final Packs packs;
    private final Boards boards;
    private final Mails mails;
    private final People people;
    private final Wording wording;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;

    MeetingController(
            Groups groups,
            Packs packs,
            Boards boards,
            Mails mails,
            People people,
            Wording wording,
            Texts texts,
            Pages pages,
            Clock clock) {
        this.groups = groups;
        this.packs = packs;
        this.boards = boards;
        this.mails = mails;
        this.people = people;
        this.wording = wording;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/groups/{groupId}/meetings/{meetingId}")
    ResponseEntity<byte[]> meeting(
            @PathVariable String groupId, @PathVariable String meetingId, HttpServletRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        GroupView group = groups.group(groupId);
        GroupView.Meeting meeting = group.meetings().stream()
                .filter(each -> each.meetingId().equals(meetingId))
                .findFirst()
                .orElseThrow(() -> new NotKnown("meeting", meetingId));
        boolean cancelled = meeting.state() == GroupView.MeetingState.CANCELLED;
        Pack pack = cancelled && meeting.packPosition() == null
                ? null
                : packs.pack(groupId, meetingId, Packs.Edition.MEMBERS);
        Map<String, ActionRow> rows = rows(group, meeting, today);
        Sent first = sent(group, meeting, MailRule.UPDATE_REQUEST);
        Sent second = sent(group, meeting, MailRule.SECOND_UPDATE_REQUEST);
        Map<String, LocalDate> asked = new LinkedHashMap<>(second.actions());
        asked.putAll(first.actions());
        List<Answers> answers = answers(asked, rows);
        int answered = answers.stream().mapToInt(Answers::answered).sum();
        int silent = answers.stream().mapToInt(each -> each.silent().size()).sum();
        List<Step> steps = steps(group, meeting, first, second, silent, today);
        var me = Pages.signedIn();
        String chair = group.details().chair();
        return pages.page(request, "meeting", Pages.Section.GROUPS)
                .with("group", group)
                .with("meeting", meeting)
                .with("heading", texts.get("groups.meeting.scheduled", Dates.weekday(meeting.date())))
                .with("intro", intro(meeting, steps, answered, silent, today))
                .with("cancelled", cancelled)
                .with("steps", steps)
                .with("answers", answers)
                .with("asked", answered + silent)
                .with("answered", answered)
                .with("silent", silent)
                .with("holds", pack == null ? List.of() : holds(pack))
                .with("issued", meeting.packPosition() != null)
                .with("early", today.isBefore(meeting.issue()))
                .with("open", meeting.state() == GroupView.MeetingState.SCHEDULED)
                .with("sitting", !cancelled && !today.isBefore(meeting.date()))
                .with(
                        "decisions",
                        meeting.decisions().stream()
                                .map(decision -> decided(decision, rows))
                                .toList())
                .with("chair", chair == null ? null : people.nameOf(chair))
                .with("nation", texts.of("nation", group.details().nation()))
                .with("others", others(group, meetingId))
                .with("address", "/groups/" + groupId + "/meetings/" + meetingId + "/pack")
                .with("mayChange", me != null && (me.role() == Role.GOVERNANCE || me.role() == Role.ADMINISTRATOR))
                .show();
    }

    /** The actions of all plans, as they stand, or stood on the day of a meeting that is over. */
    private Map<String, ActionRow> rows(GroupView group, GroupView.Meeting meeting, LocalDate today) {
        AsAt asAt = meeting.date().isBefore(today) ? AsAt.endOf(meeting.date()) : AsAt.now();
        Map<String, ActionRow> rows = new LinkedHashMap<>();
        for (GroupView.PlanSeen plan : group.plans()) {
            try {
                boards.board(plan.planId(), BoardFilter.everything(), asAt).themes().stream()
                        .flatMap(theme -> theme.sections().stream())
                        .flatMap(section -> section.actions().stream())
                        .forEach(row -> rows.put(row.actionId(), row));
            } catch (NotKnown planCameLater) {
                continue;
            }
        }
        return rows;
    }

    private Sent sent(GroupView group, GroupView.Meeting meeting, MailRule rule) {
        Map<String, LocalDate> actions = new LinkedHashMap<>();
        TreeSet<String> contacts = new TreeSet<>();
        Instant at = null;
        for (GroupView.PlanSeen plan : group.plans()) {
            MailFilter filter = new MailFilter(
                    plan.planId(),
                    null,
                    null,
                    MailState.SENT,
                    rule,
                    null,
                    meeting.date().minusDays(LONGEST_NOTICE_DAYS),
                    meeting.date());
            Page<MailView> found;
            int page = 0;
            do {
                page++;
                found = mails.log(filter, page, MAILS);
                for (MailView mail : found.rows()) {
                    for (MailView.Item item : mail.items()) {
                        if (item.rule() == rule && item.actionId() != null && isFor(meeting, item.occurrence())) {
                            actions.merge(
                                    item.actionId(), mail.day(), (one, other) -> one.isBefore(other) ? one : other);
                            contacts.add(mail.contactId());
                            at = at == null || mail.at().isBefore(at) ? mail.at() : at;
                        }
                    }
                }
            } while (page < found.pages());
        }
        return new Sent(at == null ? Instant.EPOCH : at, contacts.size(), actions);
    }

    /** A meeting that was moved asks anew, by its id and its new date. */
    private static boolean isFor(GroupView.Meeting meeting, String occurrence) {
        return occurrence.equals(meeting.meetingId()) || occurrence.equals(meeting.meetingId() + "@" + meeting.date());
    }

    private List<Answers> answers(Map<String, LocalDate> asked, Map<String, ActionRow> rows) {
        Map<String, List<ActionRow>> byLead = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        asked.keySet().forEach(actionId -> {
            ActionRow row = rows.get(actionId);
            if (row != null && !row.leads().isEmpty()) {
                byLead.computeIfAbsent(lead(row), _ -> new ArrayList<>()).add(row);
            }
        });
        List<Answers> answers = new ArrayList<>();
        byLead.forEach((lead, own) -> {
            List<Silent> silent = own.stream()
                    .filter(row -> isSilent(row, asked))
                    .sorted(PRINTED)
                    .map(this::reference)
                    .toList();
            answers.add(new Answers(lead, own.size(), own.size() - silent.size(), silent));
        });
        return answers;
    }

    private static boolean isSilent(ActionRow row, Map<String, LocalDate> asked) {
        LocalDate since = asked.get(row.actionId());
        LocalDate update = row.lastUpdate();
        return row.status().open() && since != null && (update == null || update.isBefore(since));
    }

    /** Who is accountable, else all who lead. */
    private String lead(ActionRow row) {
        return row.leads().stream()
                .filter(lead -> lead.accountable())
                .findFirst()
                .map(lead -> lead.name())
                .orElseGet(() -> wording.names(row.leads()));
    }

    private Silent reference(ActionRow row) {
        boolean told = row.themeNumber().isEmpty() || row.reference().startsWith(row.themeNumber() + ".");
        return new Silent(
                row.actionId(),
                row.reference(),
                row.name(),
                told ? "" : texts.get("meeting.in-theme", row.themeNumber()));
    }

    private List<Step> steps(
            GroupView group, GroupView.Meeting meeting, Sent first, Sent second, int silent, LocalDate today) {
        WorkingDays days = WorkingDays.of(group.details().nation());
        List<Step> steps = new ArrayList<>();
        boolean issued = meeting.packPosition() != null;
        boolean held = meeting.state() == GroupView.MeetingState.HELD;
        add(
                steps,
                meeting,
                meeting.updateRequests(),
                "meeting.update-requests",
                mailed(first, meeting.updateRequests(), days, today),
                !today.isBefore(meeting.updateRequests()));
        add(
                steps,
                meeting,
                meeting.secondRequests(),
                "meeting.second-requests",
                mailed(second, meeting.secondRequests(), days, today),
                !today.isBefore(meeting.secondRequests()));
        boolean papersOver = today.isAfter(meeting.papersDeadline());
        String papers = texts.get("meeting.step.papers", days.between(meeting.papersDeadline(), meeting.issue()));
        add(
                steps,
                meeting,
                meeting.papersDeadline(),
                "meeting.papers",
                papersOver
                        ? texts.get("meeting.step.both", papers, texts.get("meeting.step.silent", silent))
                        : texts.get("meeting.step.both", papers, coming(meeting.papersDeadline(), days, today)),
                papersOver);
        String clear = texts.get("meeting.step.clear", days.clearDaysBetween(meeting.issue(), meeting.date()));
        add(
                steps,
                meeting,
                meeting.issue(),
                "meeting.issue",
                issued
                        ? texts.get(
                                "meeting.step.both", clear, texts.get("meeting.step.issued", meeting.packPosition()))
                        : texts.get("meeting.step.both", clear, coming(meeting.issue(), days, today)),
                issued);
        add(
                steps,
                meeting,
                meeting.date(),
                "meeting.meeting",
                held
                        ? texts.get("meeting.step.held", meeting.decisions().size())
                        : texts.get(
                                today.isBefore(meeting.date())
                                        ? "meeting.step.decisions-from"
                                        : "meeting.step.to-be-recorded"),
                held);
        return steps;
    }

    private void add(
            List<Step> steps, GroupView.Meeting meeting, LocalDate day, String key, String result, boolean done) {
        boolean next = !done
                && meeting.state() == GroupView.MeetingState.SCHEDULED
                && steps.stream().noneMatch(Step::next);
        String words = Dates.weekday(day);
        String year = " " + day.getYear();
        boolean told = day.getYear() == meeting.date().getYear();
        steps.add(new Step(
                told ? words.substring(0, words.length() - year.length()) : words, texts.get(key), result, done, next));
    }

    private String mailed(Sent sent, LocalDate day, WorkingDays days, LocalDate today) {
        if (!sent.actions().isEmpty()) {
            return texts.get(
                    "meeting.step.sent",
                    sent.people(),
                    Dates.time(sent.at()),
                    texts.get("meeting.step.actions", sent.actions().size()));
        }
        return day.isBefore(today) ? texts.get("meeting.step.nobody") : coming(day, days, today);
    }

    private String coming(LocalDate day, WorkingDays days, LocalDate today) {
        if (day.equals(today)) {
            return texts.get("meeting.step.today");
        }
        return day.isBefore(today)
                ? texts.get("meeting.step.overdue", days.between(day, today))
                : texts.get("meeting.step.in", days.between(today, day));
    }

    private String intro(GroupView.Meeting meeting, List<Step> steps, int answered, int silent, LocalDate today) {
        if (meeting.state() == GroupView.MeetingState.CANCELLED) {
            return texts.get("meeting.intro.cancelled");
        }
        List<String> parts = new ArrayList<>();
        if (meeting.state() == GroupView.MeetingState.HELD) {
            parts.add(texts.get("meeting.intro.held"));
        } else {
            parts.add(texts.get("meeting.intro.today", Dates.weekday(today)));
        }
        if (answered + silent > 0) {
            parts.add(texts.get(
                    today.isAfter(meeting.papersDeadline()) ? "meeting.intro.answers.over" : "meeting.intro.answers",
                    answered,
                    answered + silent,
                    texts.get("meeting.intro.silent", silent)));
        }
        steps.stream()
                .filter(Step::next)
                .findFirst()
                .ifPresent(step -> parts.add(texts.get("meeting.intro.next", step.name(), step.day())));
        return String.join(" ", parts);
    }

    private List<Holding> holds(Pack pack) {
        List<Holding> holds = new ArrayList<>();
        holds.add(new Holding(
                texts.get("meeting.holds.asked"),
                texts.get(
                        "meeting.holds.decisions", sum(pack, part -> part.asks().size()))));
        pack.parts().stream()
                .filter(part -> part.since() != null)
                .findFirst()
                .ifPresent(part -> holds.add(new Holding(
                        texts.get("meeting.holds.changes", part.since()),
                        texts.get("meeting.holds.actions", sum(pack, each -> (int) each.changes().stream()
                                .map(change -> change.action().actionId())
                                .distinct()
                                .count())))));
        holds.add(new Holding(
                texts.get("meeting.holds.chair"),
                texts.get(
                        "meeting.holds.level3",
                        sum(pack, part -> part.casesAt(3).size()))));
        holds.add(new Holding(
                texts.get("meeting.holds.late"),
                texts.get(
                        "meeting.holds.late-and-slipped",
                        sum(pack, part -> part.late().size()),
                        sum(pack, part -> part.slipped().size()))));
        holds.add(new Holding(
                texts.get("meeting.holds.red"),
                texts.get("meeting.holds.actions", sum(pack, part -> part.red().size()))));
        holds.add(new Holding(
                texts.get("meeting.holds.gaps"),
                texts.get("meeting.holds.actions", sum(pack, part -> part.gaps().size()))));
        holds.add(new Holding(
                texts.get("meeting.holds.board"),
                texts.get(
                        "meeting.holds.actions",
                        sum(
                                pack,
                                part -> part.board() == null ? 0 : part.counts().actions()))));
        return holds;
    }

    private static int sum(Pack pack, ToIntFunction<Pack.Part> figure) {
        return pack.parts().stream().mapToInt(figure).sum();
    }

    private Decided decided(GroupView.Decision decision, Map<String, ActionRow> rows) {
        return new Decided(
                texts.of("decision", decision.kind()),
                decision.text(),
                decision.actionIds().stream()
                        .map(id -> {
                            ActionRow row = rows.get(id);
                            return row == null
                                    ? new Silent(id, texts.get("groups.decision.action"), "", "")
                                    : reference(row);
                        })
                        .toList());
    }

    private List<Other> others(GroupView group, String meetingId) {
        List<Other> others = new ArrayList<>();
        for (GroupView.Meeting each : group.meetings().reversed()) {
            if (!each.meetingId().equals(meetingId)) {
                others.add(new Other(
                        "/groups/" + group.groupId() + "/meetings/" + each.meetingId(),
                        texts.get("meeting.other." + Texts.slug(each.state()), each.date()),
                        each.packPosition() == null ? "" : texts.get("groups.pack", each.packPosition())));
            }
        }
        return others;
    }
}
