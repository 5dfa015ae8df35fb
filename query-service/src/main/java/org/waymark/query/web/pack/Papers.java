package org.waymark.query.web.pack;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.contract.group.GroupDetails.Sees;
import org.waymark.query.board.Board;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.pack.Pack;
import org.waymark.query.pack.Packs;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.PartyName;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Texts;
import org.waymark.query.web.Wording;
import org.waymark.query.web.pack.Paper.Cell;
import org.waymark.query.web.pack.Paper.Row;
import org.waymark.query.web.pack.Paper.Section;
import org.waymark.query.web.pack.Paper.Table;
import org.waymark.query.web.pack.Paper.Tag;

/** Puts a pack into words. */
@Component
public final class Papers {

    /** References that a sentence names before it only counts the rest. */
    private static final int NAMED = 6;

    private static final int GROUP_OF_MARK = 8;

    private final Texts texts;
    private final Wording wording;

    Papers(Texts texts, Wording wording) {
        this.texts = texts;
        this.wording = wording;
    }

    /** The paper, with references that lead to the actions' pages. */
    public Paper paper(Pack pack) {
        List<Paper.Plan> plans = new ArrayList<>();
        for (Pack.Part part : pack.parts()) {
            String suffix = pack.parts().size() == 1 ? "" : "-" + (plans.size() + 1);
            plans.add(new Paper.Plan(part.title(), subtitle(part), sections(part, suffix)));
        }
        boolean one = plans.size() == 1;
        Set<String> owners = new LinkedHashSet<>();
        pack.parts().forEach(part -> owners.add(part.owner()));
        return new Paper(
                String.join(", ", owners),
                pack.groupName(),
                Dates.weekday(pack.date()),
                pack.issue() == null
                        ? texts.get("pack.not-issued")
                        : texts.get("pack.issued", Dates.weekday(pack.day())),
                one ? plans.getFirst().title() : texts.get("pack.title", pack.groupName()),
                one ? plans.getFirst().subtitle() : "",
                !pack.issued(),
                marks(pack),
                plans,
                frozen(pack),
                grouped(pack.hash()),
                address(pack));
    }

    /** Where the pack is found for ever. */
    static String address(Pack pack) {
        return "/groups/" + pack.groupId() + "/meetings/" + pack.meetingId() + "/pack";
    }

    /** What must be said about the pack as a whole. */
    List<String> marks(Pack pack) {
        List<String> marks = new ArrayList<>();
        if (!pack.issued()) {
            marks.add(texts.get("pack.mark.preview", Dates.day(pack.day())));
        }
        if (pack.edition() == Packs.Edition.PUBLIC) {
            marks.add(
                    pack.exempt() == 0
                            ? texts.get("pack.mark.public.all")
                            : texts.get("pack.mark.public", pack.exempt()));
        } else if (pack.exempt() > 0) {
            marks.add(texts.get("pack.mark.exempt", pack.exempt()));
        }
        if (pack.removed() > 0) {
            marks.add(texts.get("pack.mark.removed", pack.removed()));
        }
        return marks;
    }

    String frozen(Pack pack) {
        return pack.issue() == null
                ? texts.get("pack.as-at", pack.position(), Dates.day(pack.day()))
                : texts.get(
                        "pack.frozen",
                        pack.position(),
                        Dates.moment(pack.issue().at()));
    }

    static String grouped(String hash) {
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < hash.length(); i += GROUP_OF_MARK) {
            groups.append(i == 0 ? "" : " ").append(hash, i, Math.min(hash.length(), i + GROUP_OF_MARK));
        }
        return groups.toString();
    }

    private String subtitle(Pack.Part part) {
        if (part.since() == null) {
            return "";
        }
        return texts.get(part.sinceMeeting() ? "pack.since-meeting" : "pack.since-adoption", part.since());
    }

    private List<Section> sections(Pack.Part part, String suffix) {
        List<Section> sections = new ArrayList<>();
        if (part.sees() == Sees.MILESTONES) {
            sections.add(milestones(part, suffix));
            return sections;
        }
        sections.add(asked(part, suffix));
        sections.add(numbers(part, suffix));
        List<Pack.Case> chair = part.casesAt(3);
        sections.add(section(
                "chair" + suffix,
                texts.get("pack.chair", chair.size()),
                chair.isEmpty() ? texts.get("pack.chair.none") : "",
                chair.isEmpty() ? null : cases(chair, false)));
        if (part.sees() == Sees.LEVEL_3) {
            return sections;
        }
        List<Pack.Case> others =
                part.cases().stream().filter(each -> each.level() < 3).toList();
        if (!others.isEmpty()) {
            sections.add(section(
                    "escalations" + suffix, texts.get("pack.escalations", others.size()), "", cases(others, true)));
        }
        if (part.since() != null) {
            sections.add(changes(part, part.since(), suffix));
        }
        sections.add(late(part, suffix));
        sections.add(section(
                "red" + suffix,
                texts.get("pack.red", part.red().size()),
                part.red().isEmpty() ? texts.get("pack.red.none") : "",
                part.red().isEmpty() ? null : red(part.red())));
        sections.add(section(
                "gaps" + suffix,
                texts.get("pack.gaps", part.gaps().size()),
                part.gaps().isEmpty() ? texts.get("pack.gaps.none") : "",
                part.gaps().isEmpty() ? null : gaps(part.gaps())));
        if (part.board() != null) {
            sections.add(board(part, part.board(), suffix));
        }
        return sections;
    }

    private static Section section(String id, String title, String words, @Nullable Table table) {
        return new Section(id, title, "", words, List.of(), table, List.of(), "");
    }

    private Section asked(Pack.Part part, String suffix) {
        List<Paper.Ask> asks = part.asks().stream().map(this::ask).toList();
        String words = asks.isEmpty() ? texts.get(part.decides() ? "pack.asked.nothing" : "pack.asked.note") : "";
        return new Section("asked" + suffix, texts.get("pack.asked"), "", words, asks, null, List.of(), "");
    }

    /** One thing that the group is asked to do, as a sentence in two parts. */
    Paper.Ask ask(Pack.Ask ask) {
        return switch (ask) {
            case Pack.Ask.Answer answer -> answer(answer);
            case Pack.Ask.NameLead unled ->
                new Paper.Ask(
                        texts.get("pack.ask.name-lead.do"), texts.get("pack.ask.name-lead", named(unled.actions())));
            case Pack.Ask.Hear hear ->
                new Paper.Ask(
                        texts.get("pack.ask.hear.do", wording.names(hear.leads())),
                        texts.get("pack.ask.hear", named(hear.actions())));
        };
    }

    private Paper.Ask answer(Pack.Ask.Answer answer) {
        ActionRow row = answer.action();
        String slug = Texts.slug(answer.kind());
        LocalDate to = answer.to();
        String about = to == null
                ? texts.get("pack.ask." + slug, place(row), row.name())
                : texts.get("pack.ask.date.to", place(row), row.name(), to)
                        + (answer.days() > 0
                                ? " " + texts.get("pack.ask.date.days", texts.get("days", answer.days()))
                                : "");
        return new Paper.Ask(texts.get("pack.ask." + slug + ".do"), about);
    }

    /** "8.1 (1), 7.10 (2) and 3 more". */
    String named(List<ActionRow> rows) {
        if (rows.size() == 1) {
            return texts.get(
                    "pack.named.one-action",
                    place(rows.getFirst()),
                    rows.getFirst().name());
        }
        List<String> places = rows.stream().limit(NAMED).map(this::place).toList();
        return rows.size() > NAMED
                ? texts.get("pack.named.more", rows.size() - NAMED, String.join(", ", places))
                : texts.get(
                        "pack.named.all", String.join(", ", places.subList(0, places.size() - 1)), places.getLast());
    }

    /** The reference, with its theme where the reference does not begin with the theme's number. */
    String place(ActionRow row) {
        return row.themeNumber().isEmpty() || row.reference().startsWith(row.themeNumber() + ".")
                ? row.reference()
                : texts.get("pack.in-theme", row.reference(), row.themeNumber());
    }

    private Section numbers(Pack.Part part, String suffix) {
        boolean blue = part.figures().stream().anyMatch(each -> each.counts().rated(Rating.BLUE) > 0);
        List<Rating> ratings = blue
                ? List.of(Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE, Rating.NONE)
                : List.of(Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NONE);
        List<String> columns = new ArrayList<>(List.of(""));
        ratings.forEach(rating -> columns.add(texts.of("rating", rating)));
        columns.addAll(texts(
                "pack.column.all",
                "pack.column.complete",
                "pack.column.ended",
                "pack.column.late",
                "pack.column.no-date"));
        List<Row> rows = new ArrayList<>();
        for (Pack.Figures each : part.figures()) {
            Counts counts = each.counts();
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(Dates.day(each.day()))));
            ratings.forEach(rating -> cells.add(Cell.number(counts.rated(rating))));
            cells.add(Cell.number(counts.actions()));
            cells.add(Cell.number(counts.complete()));
            cells.add(Cell.number(counts.ended()));
            cells.add(Cell.number(counts.late()));
            cells.add(Cell.number(counts.gap(Gap.NO_DATE)));
            rows.add(new Row(false, false, cells));
        }
        return section(
                "numbers" + suffix,
                texts.get("pack.numbers"),
                "",
                new Table("numbers", texts.get("pack.numbers"), columns, rows));
    }

    private List<String> texts(String... keys) {
        List<String> found = new ArrayList<>();
        for (String key : keys) {
            found.add(texts.get(key));
        }
        return found;
    }

    private Table cases(List<Pack.Case> cases, boolean withLevel) {
        List<Row> rows = new ArrayList<>();
        for (Pack.Case each : cases) {
            ActionRow row = each.action();
            List<Tag> tags = new ArrayList<>(List.of(rating(row)));
            if (withLevel) {
                tags.add(level(each.level()));
            }
            rows.add(row(
                    row,
                    Cell.of(wording.names(row.leads())),
                    Cell.tags(tags),
                    Cell.of(why(each), List.of(texts.get("pack.case.since", each.since())))));
        }
        return new Table(
                "cases",
                texts.get(withLevel ? "pack.escalations" : "pack.chair", cases.size()),
                texts("column.ref", "column.action", "pack.sheet.lead", "column.rating", "pack.column.why"),
                rows);
    }

    /** "222 days late; red at three meetings". */
    String why(Pack.Case each) {
        String late = each.action().when().late()
                ? texts.get("pack.late", texts.get("days", each.action().when().lateDays()))
                : "";
        return each.reason().isEmpty()
                ? late
                : late.isEmpty() ? each.reason() : texts.get("pack.both", late, each.reason());
    }

    private Section changes(Pack.Part part, LocalDate since, String suffix) {
        List<Row> rows = part.changes().stream()
                .map(change -> row(
                        change.action(),
                        Cell.of(texts.of("changes.kind", change.kind())),
                        Cell.of(side(change.kind(), change.before())),
                        Cell.of(
                                side(change.kind(), change.after()),
                                change.words() == null ? List.of() : List.of(change.words())),
                        Cell.of(Dates.day(change.on()))))
                .toList();
        int open = part.counts().open();
        String silent = part.silent().isEmpty()
                ? open == 0 ? "" : texts.get("changes.nobody-silent")
                : texts.get("pack.silent", part.silent().size(), open, named(part.silent()));
        return new Section(
                "changes" + suffix,
                texts.get("changes.since", since),
                "",
                rows.isEmpty() ? texts.get("changes.none") : "",
                List.of(),
                rows.isEmpty()
                        ? null
                        : new Table(
                                "changes",
                                texts.get("changes.since", since),
                                texts(
                                        "column.ref",
                                        "column.action",
                                        "pack.column.change",
                                        "changes.column.from",
                                        "changes.column.to",
                                        "changes.column.when"),
                                rows),
                List.of(),
                silent);
    }

    /** One side of a difference, in words. */
    String side(Comparison.Kind kind, @Nullable ActionRow row) {
        if (row == null) {
            return "";
        }
        return switch (kind) {
            case TURNED_RED, TURNED_GREEN, RATED -> texts.of("rating", row.rating());
            case SLIPPED, DATE_CHANGED, ADDED -> date(row);
            case LEAD_CHANGED -> row.leads().isEmpty() ? texts.of("gap", Gap.NO_LEAD) : wording.names(row.leads());
            case COMPLETED, ENDED, REOPENED, STATUS_CHANGED -> wording.status(row.status());
            case AMENDED -> row.text();
            case CARRIED_OVER -> row.planTitle();
        };
    }

    private String date(ActionRow row) {
        Gap gap = wording.dateGap(row);
        String when = wording.when(row);
        return gap != null ? texts.of("gap", gap) : when == null ? "" : when;
    }

    private Section late(Pack.Part part, String suffix) {
        List<ActionRow> shown = new ArrayList<>(part.late());
        part.slipped().stream().filter(row -> !row.when().late()).forEach(shown::add);
        List<Row> rows = shown.stream()
                .map(row -> row(
                        row,
                        Cell.of(wording.names(row.leads())),
                        Cell.of(
                                row.when().first() == null
                                        ? ""
                                        : Dates.day(row.when().first())),
                        Cell.of(date(row), List.of(wording.slips(row.when()))).lateBy(wording.late(row.when()))))
                .toList();
        return section(
                "late" + suffix,
                texts.get(
                        "pack.late-and-slipped",
                        part.late().size(),
                        part.slipped().size()),
                rows.isEmpty() ? texts.get("pack.late-and-slipped.none") : "",
                rows.isEmpty()
                        ? null
                        : new Table(
                                "late",
                                texts.get(
                                        "pack.late-and-slipped",
                                        part.late().size(),
                                        part.slipped().size()),
                                texts(
                                        "column.ref",
                                        "column.action",
                                        "pack.sheet.lead",
                                        "pack.column.first",
                                        "pack.column.now"),
                                rows));
    }

    private Table red(List<ActionRow> red) {
        return new Table(
                "red",
                texts.get("pack.red", red.size()),
                texts("column.ref", "column.action", "pack.sheet.lead", "pack.column.red-since", "column.last-word"),
                red.stream()
                        .map(row -> row(
                                row,
                                Cell.of(wording.names(row.leads())),
                                Cell.of(Dates.day(row.ratedSince())).lateBy(wording.late(row.when())),
                                status(row)))
                        .toList());
    }

    private Table gaps(List<ActionRow> gaps) {
        return new Table(
                "gaps",
                texts.get("pack.gaps", gaps.size()),
                texts("column.ref", "column.action", "pack.sheet.lead", "pack.column.missing", "pack.column.written"),
                gaps.stream()
                        .map(row -> row(
                                row,
                                Cell.of(wording.names(row.leads())),
                                Cell.tags(row.gaps().stream()
                                        .sorted()
                                        .map(this::gap)
                                        .toList()),
                                Cell.of(row.when().written())))
                        .toList());
    }

    private Section milestones(Pack.Part part, String suffix) {
        List<Row> rows = part.milestones().stream()
                .map(each -> row(
                        each.action(),
                        Cell.of(each.text()),
                        Cell.of(each.due() == null ? texts.of("gap", Gap.NO_DATE) : Dates.day(each.due()))
                                .lateBy(each.late() ? texts.get("pack.milestone.late") : ""),
                        Cell.of(each.reachedOn() == null ? "" : Dates.day(each.reachedOn()))))
                .toList();
        return section(
                "milestones" + suffix,
                texts.get("pack.milestones", rows.size()),
                rows.isEmpty() ? texts.get("pack.milestones.none") : "",
                rows.isEmpty()
                        ? null
                        : new Table(
                                "late",
                                texts.get("pack.milestones", rows.size()),
                                texts(
                                        "column.ref",
                                        "column.action",
                                        "pack.column.milestone",
                                        "column.when",
                                        "pack.column.reached"),
                                rows));
    }

    private Section board(Pack.Part part, Board board, String suffix) {
        Counts counts = part.counts();
        List<Paper.Theme> themes = new ArrayList<>();
        for (Board.Theme theme : board.themes()) {
            List<Row> rows = new ArrayList<>();
            for (Board.Section section : theme.sections()) {
                if (!section.statement().isEmpty()) {
                    Cell head = Cell.of((section.reference() + " " + section.statement()).strip());
                    rows.add(new Row(
                            true,
                            false,
                            List.of(
                                    section.priority()
                                            ? head.tagged(List.of(new Tag("thin", texts.get("priority"))))
                                            : head)));
                }
                section.actions().forEach(row -> rows.add(line(row)));
                section.pointers()
                        .forEach(pointer -> rows.add(new Row(
                                false,
                                false,
                                List.of(
                                        Cell.of(pointer.reference()),
                                        Cell.of(pointer.text(), List.of(texts.get("row.pointer", pointer.pointsAt()))),
                                        Cell.of(""),
                                        Cell.of(""),
                                        Cell.of(""),
                                        Cell.of("")))));
            }
            String title = (theme.number() + " " + theme.title()).strip();
            String late = theme.counts().late() > 0
                    ? " " + texts.get("theme.late", theme.counts().late())
                    : "";
            themes.add(new Paper.Theme(
                    title,
                    wording.counts(theme.counts()) + late,
                    new Table(
                            "board",
                            title,
                            texts(
                                    "column.ref",
                                    "column.action",
                                    "column.lead",
                                    "column.when",
                                    "column.rating",
                                    "column.last-word"),
                            rows)));
        }
        return new Section(
                "board" + suffix,
                texts.get("pack.board"),
                texts.get("pack.board.counts", counts.actions(), counts.open(), counts.complete(), counts.ended()),
                wording.counts(counts),
                List.of(),
                null,
                themes,
                "");
    }

    private Row line(ActionRow row) {
        List<Tag> tags = new ArrayList<>(List.of(rating(row)));
        if (row.level() > 0) {
            tags.add(level(row.level()));
        }
        Gap dateGap = wording.dateGap(row);
        List<Tag> leadGaps = row.gaps().stream()
                .filter(gap -> gap == Gap.NO_LEAD || gap == Gap.NOBODY_TO_WRITE_TO)
                .map(this::gap)
                .toList();
        Cell when = Cell.of(
                        dateGap == null ? date(row) : "", List.of(wording.whenWritten(row), wording.slips(row.when())))
                .lateBy(wording.late(row.when()));
        return row(
                row,
                false,
                Cell.of(wording.names(row.leads()), List.of(wording.names(row.partners())))
                        .tagged(leadGaps),
                dateGap == null ? when : when.tagged(List.of(gap(dateGap))),
                Cell.tags(tags),
                status(row));
    }

    private Cell status(ActionRow row) {
        return Cell.of(wording.status(row.status()), List.of(wording.lastWord(row)));
    }

    private Row row(ActionRow row, Cell... more) {
        return row(row, true, more);
    }

    private Row row(ActionRow row, boolean withTheme, Cell... more) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(row.reference()).to("/actions/" + row.actionId()));
        Cell name = Cell.of(
                row.name(), withTheme ? List.of((row.themeNumber() + " " + row.themeTitle()).strip()) : List.of());
        cells.add(row.exempt() ? name.tagged(List.of(new Tag("thin", texts.get("exempt")))) : name);
        cells.addAll(List.of(more));
        return new Row(false, row.level() == 3, cells);
    }

    private Tag rating(ActionRow row) {
        return new Tag(Wording.colour(row.rating()), texts.of("rating", row.rating()));
    }

    private Tag level(int level) {
        return new Tag("level" + level, texts.get("level", level));
    }

    private Tag gap(Gap gap) {
        return new Tag("gap", texts.of("gap", gap));
    }

    /** Names of leads, for a list. */
    String leads(List<PartyName> leads) {
        return wording.names(leads);
    }
}
