package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.log.Role;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.people.People;
import org.waymark.query.plan.Plans;
import org.waymark.query.view.Counts;
import org.waymark.query.view.PartyName;

/** Groups as a tree with what needs attention in front, and each group with its calendar and the reports that it waits for. */
@Controller
class GroupController {

    /** One of the five steps to a meeting. */
    public record Step(String day, String name, boolean done) {}

    /** A meeting in words. */
    public record Arranged(GroupView.Meeting meeting, String title, List<Step> steps, boolean open) {}

    /**
     * A report that the group waits for, in words.
     *
     * @param late how late it is, or null
     * @param changes what governance can do about it
     */
    public record ReportLine(
            GroupView.Report report,
            String owed,
            String every,
            boolean noInterval,
            String last,
            String next,
            boolean noDate,
            @Nullable String late,
            List<String> changes) {}

    /** What a group sees of a plan, in words with a count where one is known, and whether it decides. */
    public record Seen(GroupView.PlanSeen plan, String sees, String decides) {}

    /**
     * A group in words; names are null where nobody is known.
     *
     * @param reports those with an interval or a date, those whose date comes first first
     * @param promises those that were promised without either
     */
    public record Listed(
            GroupView group,
            @Nullable String chair,
            @Nullable String officer,
            List<Seen> plans,
            List<Arranged> coming,
            List<Arranged> past,
            List<ReportLine> reports,
            List<ReportLine> promises) {}

    /** A group with those that report to it. */
    public record Node(Listed each, String next, List<Node> below) {}

    /** Something that is not as it should be, with where it can be put right. */
    public record Attention(String text, List<Link> links) {}

    /** A way to what a line is about. */
    public record Link(String href, String text) {}

    /** A meeting to come of any group, with the days that its papers need. */
    public record Coming(String groupId, String groupName, String meetingId, String day, String papers, String issue) {}

    private final Groups groups;
    private final Plans plans;
    private final People people;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;

    GroupController(Groups groups, Plans plans, People people, Texts texts, Pages pages, Clock clock) {
        this.groups = groups;
        this.plans = plans;
        this.people = people;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/groups")
    ResponseEntity<byte[]> groups(HttpServletRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        Map<String, Counts> counts = counts();
        List<Listed> all =
                groups.all().stream().map(group -> listed(group, counts, today)).toList();
        return pages.page(request, "groups", Pages.Section.GROUPS)
                .with("tree", tree(all))
                .with("coming", coming(all))
                .with("summary", summary(all))
                .with("attention", attention(all, today))
                .with("mayChange", mayChange())
                .show();
    }

    @GetMapping("/groups/{groupId}")
    ResponseEntity<byte[]> group(@PathVariable String groupId, HttpServletRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        GroupView group = groups.group(groupId);
        return pages.page(request, "group", Pages.Section.GROUPS)
                .with("each", listed(group, counts(), today))
                .with(
                        "members",
                        group.details().members().stream()
                                .map(people::nameOf)
                                .filter(Objects::nonNull)
                                .collect(Collectors.joining(", ")))
                .with("mayChange", mayChange())
                .show();
    }

    private Map<String, Counts> counts() {
        Map<String, Counts> counts = new HashMap<>();
        plans.summaries().forEach(plan -> counts.put(plan.planId(), plan.counts()));
        return counts;
    }

    private static boolean mayChange() {
        SignedIn me = Pages.signedIn();
        return me != null && (me.role() == Role.GOVERNANCE || me.role() == Role.ADMINISTRATOR);
    }

    /** What is late first, then what is missing. */
    private List<Attention> attention(List<Listed> all, LocalDate today) {
        List<Attention> lines = new ArrayList<>();
        attention(
                lines,
                "reports-late",
                all.stream()
                        .flatMap(each -> each.reports().stream()
                                .filter(line -> line.late() != null)
                                .map(line -> new Link(
                                        page(each.group()) + "#reports",
                                        texts.get(
                                                "groups.attention.of",
                                                line.report().title(),
                                                each.group().details().name()))))
                        .toList());
        attention(
                lines,
                "packs-late",
                meetings(
                        all,
                        meeting -> meeting.packPosition() == null
                                && meeting.issue().isBefore(today)
                                && !meeting.date().isBefore(today)));
        attention(lines, "not-recorded", meetings(all, meeting -> meeting.date().isBefore(today)));
        attention(lines, "no-meeting", links(all, each -> each.coming().isEmpty()));
        attention(lines, "no-chair", links(all, each -> each.group().details().chair() == null));
        attention(lines, "no-officer", links(all, each -> each.group().details().officer() == null));
        attention(lines, "no-plan", links(all, each -> each.plans().isEmpty()));
        attention(
                lines,
                "promises",
                all.stream()
                        .flatMap(each -> each.promises().stream()
                                .map(line -> new Link(
                                        page(each.group()) + "#reports",
                                        texts.get(
                                                "groups.attention.of",
                                                line.report().title(),
                                                each.group().details().name()))))
                        .toList());
        return lines;
    }

    private void attention(List<Attention> lines, String key, List<Link> links) {
        if (!links.isEmpty()) {
            lines.add(new Attention(texts.get("groups.attention." + key, links.size()), links));
        }
    }

    private List<Link> meetings(List<Listed> all, Predicate<GroupView.Meeting> wanted) {
        return all.stream()
                .flatMap(each -> each.coming().stream()
                        .map(Arranged::meeting)
                        .filter(wanted)
                        .map(meeting -> new Link(
                                page(each.group()) + "/meetings/" + meeting.meetingId(),
                                texts.get(
                                        "groups.attention.of",
                                        Dates.weekday(meeting.date()),
                                        each.group().details().name()))))
                .toList();
    }

    private static List<Link> links(List<Listed> all, Predicate<Listed> wanted) {
        return all.stream()
                .filter(wanted)
                .map(each -> new Link(page(each.group()), each.group().details().name()))
                .toList();
    }

    private static String page(GroupView group) {
        return "/groups/" + group.groupId();
    }

    /** Each group under the one that it reports to; those that report in a circle, or to none that there is, stand on top. */
    private List<Node> tree(List<Listed> all) {
        Set<String> placed = new HashSet<>();
        List<Node> roots = new ArrayList<>();
        for (Listed each : all) {
            String above = each.group().details().reportsTo();
            if (above == null
                    || all.stream().noneMatch(other -> other.group().groupId().equals(above))) {
                roots.add(node(each, all, placed));
            }
        }
        for (Listed each : all) {
            if (!placed.contains(each.group().groupId())) {
                roots.add(node(each, all, placed));
            }
        }
        return roots;
    }

    private Node node(Listed each, List<Listed> all, Set<String> placed) {
        placed.add(each.group().groupId());
        List<Node> below = new ArrayList<>();
        for (Listed other : all) {
            if (each.group().groupId().equals(other.group().details().reportsTo())
                    && !placed.contains(other.group().groupId())) {
                below.add(node(other, all, placed));
            }
        }
        GroupView.Meeting next = each.group().next();
        return new Node(
                each,
                next == null ? texts.get("groups.no-next") : texts.get("groups.next", Dates.weekday(next.date())),
                below);
    }

    private static List<Coming> coming(List<Listed> all) {
        record Dated(GroupView group, GroupView.Meeting meeting) {}
        return all.stream()
                .flatMap(each -> each.coming().stream().map(arranged -> new Dated(each.group(), arranged.meeting())))
                .sorted(Comparator.comparing((Dated dated) -> dated.meeting().date())
                        .thenComparing(dated -> dated.group().details().name()))
                .map(dated -> new Coming(
                        dated.group().groupId(),
                        dated.group().details().name(),
                        dated.meeting().meetingId(),
                        Dates.weekday(dated.meeting().date()),
                        Dates.weekday(dated.meeting().papersDeadline()),
                        Dates.weekday(dated.meeting().issue())))
                .toList();
    }

    private String summary(List<Listed> all) {
        long seen = all.stream()
                .flatMap(each -> each.group().plans().stream())
                .map(GroupView.PlanSeen::planId)
                .distinct()
                .count();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                texts.get("groups.summary", texts.get("groups.count", all.size()), texts.get("groups.plans", seen)));
        int dated = all.stream().mapToInt(each -> each.reports().size()).sum();
        int undated = all.stream().mapToInt(each -> each.promises().size()).sum();
        if (dated > 0) {
            sentences.add(texts.get("groups.reports.dated", dated));
        }
        if (undated > 0) {
            sentences.add(texts.get("groups.reports.undated", undated));
        }
        return String.join(" ", sentences);
    }

    private Listed listed(GroupView group, Map<String, Counts> counts, LocalDate today) {
        List<Arranged> coming = new ArrayList<>();
        List<Arranged> past = new ArrayList<>();
        for (GroupView.Meeting meeting : group.meetings()) {
            boolean open = meeting.state() == GroupView.MeetingState.SCHEDULED;
            Arranged arranged = new Arranged(
                    meeting,
                    texts.get("groups.meeting." + Texts.slug(meeting.state()), Dates.weekday(meeting.date())),
                    steps(meeting, today),
                    open);
            if (open) {
                coming.add(arranged);
            } else {
                past.addFirst(arranged);
            }
        }
        String chair = group.details().chair();
        String officer = group.details().officer();
        List<ReportLine> lines = group.reportsDue().stream().map(this::line).toList();
        return new Listed(
                group,
                chair == null ? null : people.nameOf(chair),
                officer == null ? null : people.nameOf(officer),
                group.plans().stream()
                        .map(plan -> seen(plan, counts.get(plan.planId())))
                        .toList(),
                coming,
                past,
                lines.stream().filter(line -> !line.noInterval()).toList(),
                lines.stream().filter(ReportLine::noInterval).toList());
    }

    private Seen seen(GroupView.PlanSeen plan, @Nullable Counts counts) {
        String sees = texts.of("groups.tree.sees", plan.sees());
        if (counts != null && plan.sees() == GroupDetails.Sees.EVERYTHING) {
            sees = texts.get("groups.tree.count", sees, counts.actions());
        } else if (counts != null && plan.sees() == GroupDetails.Sees.LEVEL_3) {
            sees = texts.get("groups.tree.now", sees, counts.escalated().getOrDefault(3, 0));
        }
        return new Seen(plan, sees, texts.get(plan.decides() ? "groups.tree.yes" : "groups.tree.no"));
    }

    private ReportLine line(GroupView.Report report) {
        Integer months = report.everyMonths();
        LocalDate next = report.next();
        LocalDate last = report.receivedOn();
        boolean once = months == null && (next != null || report.given());
        return new ReportLine(
                report,
                report.owedBy().isEmpty()
                        ? texts.get("groups.reports.nobody")
                        : String.join(
                                ", ",
                                report.owedBy().stream().map(PartyName::name).toList()),
                months != null
                        ? texts.get("groups.reports.months", months)
                        : texts.get(once ? "groups.reports.once" : "groups.reports.no-interval"),
                months == null && !once,
                last == null ? texts.get("groups.reports.never") : Dates.day(last),
                next != null
                        ? Dates.day(next)
                        : texts.get(report.given() ? "groups.reports.given" : "groups.reports.no-date"),
                next == null && !report.given(),
                report.daysLate() == 0 ? null : texts.get("groups.reports.late", texts.get("days", report.daysLate())),
                report.given()
                        ? List.of("set-report-due", "call-off-report")
                        : List.of("receive-report", "set-report-due", "call-off-report"));
    }

    private List<Step> steps(GroupView.Meeting meeting, LocalDate today) {
        return List.of(
                step(meeting.updateRequests(), "meeting.update-requests", today),
                step(meeting.secondRequests(), "meeting.second-requests", today),
                step(meeting.papersDeadline(), "meeting.papers", today),
                step(meeting.issue(), "meeting.issue", today),
                step(meeting.date(), "meeting.meeting", today));
    }

    private Step step(LocalDate day, String key, LocalDate today) {
        return new Step(Dates.weekday(day), texts.get(key), day.isBefore(today));
    }
}
