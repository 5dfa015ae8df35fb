package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.waymark.contract.log.Role;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.people.People;
import org.waymark.query.view.PartyName;

/** Groups and their meetings, each with the five dates that follow from it. */
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

    /** A group in words; names are null where nobody is known. */
    public record Listed(
            GroupView group,
            @Nullable String chair,
            @Nullable String officer,
            List<Arranged> coming,
            List<Arranged> past,
            List<ReportLine> reports) {}

    private final Groups groups;
    private final People people;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;

    GroupController(Groups groups, People people, Texts texts, Pages pages, Clock clock) {
        this.groups = groups;
        this.people = people;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/groups")
    ResponseEntity<byte[]> groups(HttpServletRequest request) {
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        List<Listed> listed =
                groups.all().stream().map(group -> listed(group, today)).toList();
        var me = Pages.signedIn();
        return pages.page(request, "groups", Pages.Section.GROUPS)
                .with("groups", listed)
                .with("mayChange", me != null && (me.role() == Role.GOVERNANCE || me.role() == Role.ADMINISTRATOR))
                .show();
    }

    private Listed listed(GroupView group, LocalDate today) {
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
        return new Listed(
                group,
                chair == null ? null : people.nameOf(chair),
                officer == null ? null : people.nameOf(officer),
                coming,
                past,
                group.reportsDue().stream().map(this::line).toList());
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
