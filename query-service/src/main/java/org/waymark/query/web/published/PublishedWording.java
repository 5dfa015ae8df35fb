package org.waymark.query.web.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.contract.plan.Policy;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.published.PublishedAction;
import org.waymark.query.published.PublishedIssue;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Texts;
import org.waymark.query.web.Wording;

/** A published plan in words. */
@Component
class PublishedWording {

    private final Texts texts;
    private final Wording wording;

    PublishedWording(Texts texts, Wording wording) {
        this.texts = texts;
        this.wording = wording;
    }

    /**
     * What stands above every page of a plan.
     *
     * @param held that the page is held, or null
     */
    public record Head(
            String lead, String changes, @Nullable String held) {}

    /** A rating that has a column, with its name. */
    public record Column(Rating rating, String colour, String name) {}

    public record Line(
            PublishedAction action,
            String leads,
            String partners,
            String when,
            String written,
            String late,
            String slips,
            String colour,
            String rating,
            String status,
            String closed) {}

    public record Section(String reference, String statement, List<Line> lines) {}

    public record Theme(
            String id,
            String number,
            String title,
            @Nullable String vision,
            String counts,
            List<Section> sections) {}

    public record Decided(PublishedAction action, String words) {}

    /** @param words the words that it can hold; empty where anything can stand there */
    public record Explained(String name, String meaning, String type, String words) {}

    public record Next(String day, String group, String papers) {}

    /** @param from what stood before, or empty; {@code to} what stands now, or empty */
    public record Changed(String kind, PublishedAction action, String from, String to) {}

    public record Issue(String id, String title, String issued, String summary, List<Changed> changes) {}

    Head head(PublishedPlan plan) {
        PublishedPlan.Paper paper = plan.paper();
        PublishedPlan.Meeting next = plan.next();
        String changes = next == null
                ? texts.get("published.changes.no-day")
                : next.papersOn().isAfter(paper.issuedOn())
                        ? texts.get("published.changes.day", Dates.weekday(next.papersOn()))
                        : texts.get("published.changes.no-day");
        return new Head(
                texts.get("published.lead", paper.groupName(), paper.meeting(), paper.issuedOn()),
                changes,
                plan.hold() == null ? null : held(plan.hold()));
    }

    private String held(Policy.Hold hold) {
        return hold.name() == null || hold.name().isBlank()
                ? texts.get("published.held.lead", hold.from(), hold.until())
                : texts.get("published.held.lead.named", hold.from(), hold.until(), hold.name());
    }

    /** Every rating that the plan uses, in the order of urgency; without one last. */
    List<Column> columns(PublishedPlan plan) {
        List<Column> columns = new ArrayList<>();
        for (Rating rating : List.of(Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE, Rating.NONE)) {
            boolean used = rating != Rating.BLUE
                    || plan.ratings().containsKey(rating)
                    || plan.counts().rated(rating) > 0;
            if (used) {
                columns.add(new Column(rating, Wording.colour(rating), texts.of("rating", rating)));
            }
        }
        return columns;
    }

    String late(PublishedPlan plan) {
        return texts.get("published.late", plan.counts().late());
    }

    List<Decided> decisions(PublishedPlan plan) {
        return plan.decisions().stream()
                .map(decision -> new Decided(
                        decision.action(), texts.of("published.decision", decision.kind(), decision.text())))
                .toList();
    }

    String decided(PublishedPlan plan) {
        return plan.decisions().isEmpty()
                ? texts.get("published.decisions")
                : texts.get(
                        "published.decisions.on", plan.decisions().getFirst().on());
    }

    @Nullable
    Next next(PublishedPlan plan) {
        PublishedPlan.Meeting next = plan.next();
        return next == null
                ? null
                : new Next(
                        Dates.weekday(next.date()),
                        next.groupName(),
                        texts.get("published.paper-on", Dates.weekday(next.papersOn())));
    }

    /** What a calendar says under the name of a date: whose it is, and how far it was on the day of the paper. */
    String calendar(PublishedPlan plan, PublishedAction action) {
        return texts.get(
                "published.calendar.about",
                plan.title(),
                action.leads().isEmpty() ? texts.get("published.no-lead") : String.join("; ", action.leads()),
                texts.of("status", action.status()),
                plan.paper().issuedOn());
    }

    /** What open data says about an action, for the page that explains it. */
    List<Explained> fields() {
        return Arrays.stream(PublishedField.values())
                .map(field -> new Explained(
                        field.key(),
                        texts.of("published.field", field),
                        texts.of("published.type", field.type()),
                        String.join(", ", PublishedJson.words(field))))
                .toList();
    }

    /** What a reader must not take for missing by mistake. */
    List<String> missing(PublishedPlan plan) {
        List<String> missing = new ArrayList<>();
        missing.add(texts.get("published.missing.people"));
        missing.add(
                plan.exempt() == 0
                        ? texts.get("published.missing.nothing-exempt")
                        : texts.get("published.missing.exempt", plan.exempt()));
        missing.add(texts.get("published.missing.later", plan.paper().issuedOn()));
        return missing;
    }

    List<Theme> themes(PublishedPlan plan) {
        return plan.themes().stream()
                .map(theme -> new Theme(
                        theme.themeId(),
                        theme.number(),
                        theme.title(),
                        theme.vision(),
                        wording.counts(theme.counts()),
                        theme.sections().stream()
                                .map(section -> new Section(
                                        section.reference(),
                                        section.statement(),
                                        section.actions().stream()
                                                .map(this::line)
                                                .toList()))
                                .toList()))
                .toList();
    }

    private Line line(PublishedAction action) {
        return new Line(
                action,
                String.join("; ", action.leads()),
                String.join("; ", action.partners()),
                when(action),
                written(action),
                action.late() ? texts.get("when.late", action.lateDays()) : "",
                slips(action),
                Wording.colour(action.rating()),
                texts.of("rating", action.rating()),
                texts.of("status", action.status()),
                action.closedOn() == null ? "" : Dates.day(action.closedOn()));
    }

    /** "30 April 2018", "Ongoing", "No date". */
    String when(PublishedAction action) {
        if (action.due() != null) {
            return Dates.day(action.due());
        }
        return switch (action.timescaleKind()) {
            case ONGOING, DATE_THEN_ONGOING -> texts.get("when.ongoing");
            case RECURRING -> texts.get("when.recurring");
            default -> texts.get(action.status().open() ? "when.none" : "when.not-needed");
        };
    }

    private String written(PublishedAction action) {
        boolean says = !action.timescale().isEmpty() && !action.timescale().equalsIgnoreCase(when(action));
        return says ? texts.get("when.written", action.timescale()) : "";
    }

    private String slips(PublishedAction action) {
        return action.slips() == 0 || action.firstDue() == null
                ? ""
                : texts.get(
                        "when.slipped",
                        wording.times(action.slips()),
                        texts.get("days", action.slippedDays()),
                        action.firstDue());
    }

    List<Issue> issues(List<PublishedIssue> issues) {
        return issues.stream()
                .map(issue -> new Issue(
                        anchor(issue),
                        title(issue),
                        texts.get("published.issued", issue.paper().issuedOn()),
                        summary(issue),
                        issue.changes().stream().map(this::changed).toList()))
                .toList();
    }

    /** Where a paper stands on the page of changes. */
    static String anchor(PublishedIssue issue) {
        return "paper-" + issue.paper().position();
    }

    String title(PublishedIssue issue) {
        return texts.get(
                "published.issue", issue.paper().groupName(), issue.paper().meeting());
    }

    String summary(PublishedIssue issue) {
        if (issue.before() == null) {
            return texts.get("published.issue.first");
        }
        return issue.changes().isEmpty()
                ? texts.get("published.issue.nothing", issue.before().issuedOn())
                : texts.get(
                        "published.issue.changes",
                        issue.changes().size(),
                        issue.before().issuedOn());
    }

    Changed changed(PublishedIssue.Change change) {
        return new Changed(
                texts.of("published.change", change.kind()),
                change.action(),
                side(change.kind(), change.before()),
                side(change.kind(), change.after()));
    }

    private String side(Comparison.Kind kind, @Nullable PublishedAction action) {
        if (action == null) {
            return "";
        }
        return switch (kind) {
            case TURNED_RED, TURNED_GREEN, RATED -> texts.of("rating", action.rating());
            case SLIPPED, DATE_CHANGED, ADDED -> when(action);
            case LEAD_CHANGED ->
                action.leads().isEmpty() ? texts.get("published.no-lead") : String.join("; ", action.leads());
            case COMPLETED, ENDED, REOPENED, STATUS_CHANGED -> texts.of("status", action.status());
            case AMENDED -> action.text();
            case CARRIED_OVER -> "";
        };
    }
}
