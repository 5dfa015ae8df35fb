package org.waymark.command.imports;

import static org.waymark.command.rule.Texts.say;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.MilestoneDetails;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanOutline.Objective;
import org.waymark.contract.plan.PlanOutline.Pointer;
import org.waymark.contract.plan.PlanOutline.Theme;
import org.waymark.contract.time.MilestoneReader;
import org.waymark.contract.time.ReadingContext;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.Timescale.Kind;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.contract.words.Sentence;

/**
 * A table as a plan: its outline, and what it says about each action. Ids of themes and objectives that an earlier table
 * has brought are kept; new ones are counted on from those that the plan uses now.
 *
 * @param wanted the actions, in the order of the table
 * @param leftOut rows that could not be used
 */
record PlanTable(PlanOutline outline, List<Wanted> wanted, List<LeftOut> leftOut, long pointers, long statements) {

    /** A row that could not be used, and why. */
    record LeftOut(long row, Sentence why) {}

    /**
     * What the table says about one action.
     *
     * @param time the time cell; empty where it is empty or holds a remark
     * @param reading what the time cell was read as
     * @param remark whether the time cell holds a remark, which is then the note
     * @param stated status as the table states it; null where it says nothing
     * @param doneOrDue whether it is green and its month has passed, so that somebody has to say what that means
     */
    record Wanted(
            long row,
            ActionDetails details,
            List<String> leads,
            @Nullable String accountable,
            List<String> partners,
            String time,
            Timescale reading,
            boolean remark,
            @Nullable Status stated,
            Rating rating,
            List<String> labels,
            List<MilestoneDetails> milestones,
            List<String> waitsFor,
            @Nullable String note,
            @Nullable String reason,
            boolean doneOrDue) {

        /** Where the action begins when it is added. */
        Status initial() {
            if (stated != null) {
                return stated;
            }
            boolean begun = rating == Rating.GREEN || rating == Rating.AMBER || reading.kind() == Kind.ONGOING;
            return begun ? Status.IN_PROGRESS : Status.NOT_STARTED;
        }

        /** Whether the table says that it is over. */
        boolean closed() {
            return stated != null && !stated.open();
        }
    }

    static PlanTable of(
            CsvTable csv,
            ImportSettings settings,
            Names names,
            @Nullable PlanOutline before,
            @Nullable PlanOutline now,
            LocalDate today) {
        return new Builder(settings, names, before, now, today).build(csv);
    }

    private static final class Section {
        private final String id;
        private final String number;
        private final String title;
        private @Nullable String vision;
        private List<String> findings = List.of();
        private List<String> measures = List.of();
        private final Map<String, Objective> objectives = new LinkedHashMap<>();
        private final List<Pointer> pointers = new ArrayList<>();
        private List<String> priorities = List.of();
        private int counted;

        Section(String id, String number, String title) {
            this.id = id;
            this.number = number;
            this.title = title;
        }

        Theme theme() {
            return new Theme(
                    id,
                    number,
                    title,
                    vision,
                    priorities,
                    findings,
                    measures,
                    List.copyOf(objectives.values()),
                    pointers);
        }
    }

    private static final class Builder {
        private final ImportSettings settings;
        private final Names names;
        private final @Nullable PlanOutline before;
        private final LocalDate today;
        private final Map<String, Section> sections = new LinkedHashMap<>();
        private final Set<String> usedIds = new HashSet<>();
        private final List<LeftOut> leftOut = new ArrayList<>();
        private long pointers;
        private long statements;

        Builder(
                ImportSettings settings,
                Names names,
                @Nullable PlanOutline before,
                @Nullable PlanOutline now,
                LocalDate today) {
            this.settings = settings;
            this.names = names;
            this.before = before;
            this.today = today;
            use(before);
            use(now);
        }

        private void use(@Nullable PlanOutline outline) {
            if (outline != null) {
                for (Theme theme : outline.themes()) {
                    usedIds.add(theme.themeId());
                    theme.objectives().forEach(objective -> usedIds.add(objective.objectiveId()));
                }
            }
        }

        PlanTable build(CsvTable csv) {
            List<TableRow> rows = new ArrayList<>();
            for (Layout.Cells cells : csv.rows()) {
                try {
                    rows.add(csv.layout().read(cells));
                } catch (UnusableRow e) {
                    leftOut.add(new LeftOut(cells.number(), e.sentence()));
                }
            }
            for (TableRow row : rows) {
                if (row.kind() == TableRow.Kind.ACTION) {
                    names.learn(row.leads());
                    names.learn(row.partners());
                }
            }
            Map<String, Integer> shared = new HashMap<>();
            List<TableRow> actions = new ArrayList<>();
            List<Section> places = new ArrayList<>();
            List<String> references = new ArrayList<>();
            for (TableRow row : rows) {
                Section section = section(row);
                String objectiveId = objective(row, section);
                switch (row.kind()) {
                    case POINTER -> {
                        pointers++;
                        section.pointers.add(new Pointer(
                                row.reference(), objectiveId, row.text(), Objects.requireNonNull(row.pointsAt())));
                    }
                    case STATEMENT -> statements++;
                    case ACTION -> {
                        String reference = row.reference();
                        if (reference.isEmpty()) {
                            reference = section.number + "." + ++section.counted;
                        }
                        if (row.text().isEmpty()) {
                            leftOut.add(new LeftOut(row.number(), say("import.enter-what-is-promised")));
                        } else {
                            actions.add(row);
                            places.add(section);
                            references.add(reference);
                            shared.merge(section.id + "|" + reference, 1, Integer::sum);
                        }
                    }
                }
            }
            Map<String, Integer> ordinals = new HashMap<>();
            List<Wanted> wanted = new ArrayList<>();
            for (int i = 0; i < actions.size(); i++) {
                Section section = places.get(i);
                String place = section.id + "|" + references.get(i);
                int ordinal = shared.getOrDefault(place, 0) > 1 ? ordinals.merge(place, 1, Integer::sum) : 0;
                try {
                    wanted.add(wanted(actions.get(i), section, references.get(i), ordinal));
                } catch (UnusableRow | InvalidField e) {
                    leftOut.add(new LeftOut(actions.get(i).number(), e.sentence()));
                }
            }
            return new PlanTable(
                    new PlanOutline(
                            sections.values().stream().map(Section::theme).toList()),
                    wanted,
                    leftOut,
                    pointers,
                    statements);
        }

        private Section section(TableRow row) {
            String named = settings.themes().getOrDefault(row.themeNumber(), "Theme " + row.themeNumber());
            String title = row.theme().isEmpty() ? named : row.theme();
            Section section = sections.computeIfAbsent(title, _ -> newSection(title, row.themeNumber()));
            if (!row.findings().isEmpty()) {
                section.findings = row.findings();
            }
            if (!row.sectionMeasures().isEmpty()) {
                section.measures = row.sectionMeasures();
            }
            if (row.vision() != null) {
                section.vision = row.vision();
            }
            return section;
        }

        private Section newSection(String title, String number) {
            Theme earlier = before == null
                    ? null
                    : before.themes().stream()
                            .filter(theme -> theme.title().equals(title))
                            .findFirst()
                            .orElse(null);
            String counted = number.isEmpty() ? Integer.toString(sections.size() + 1) : number;
            Section section = new Section(earlier == null ? free("t", counted) : earlier.themeId(), counted, title);
            if (earlier != null) {
                section.vision = earlier.vision();
                section.priorities = earlier.priorities();
                section.findings = earlier.findings();
                section.measures = earlier.measures();
            }
            return section;
        }

        private @Nullable String objective(TableRow row, Section section) {
            String statement = row.statement();
            if (statement == null) {
                return null;
            }
            String key = row.objectiveReference() + "|" + statement;
            Objective known = section.objectives.get(key);
            if (known == null) {
                known = new Objective(
                        objectiveId(row.objectiveReference(), statement, section),
                        row.objectiveReference(),
                        statement,
                        row.priority());
            } else if (row.priority() && !known.priority()) {
                known = new Objective(known.objectiveId(), known.reference(), statement, true);
            }
            section.objectives.put(key, known);
            return known.objectiveId();
        }

        private String objectiveId(String reference, String statement, Section section) {
            if (before != null) {
                for (Theme theme : before.themes()) {
                    for (Objective objective : theme.objectives()) {
                        if (theme.themeId().equals(section.id)
                                && objective.reference().equals(reference)
                                && objective.statement().equals(statement)) {
                            return objective.objectiveId();
                        }
                    }
                }
            }
            return free(section.id + "-o", Integer.toString(section.objectives.size() + 1));
        }

        private String free(String prefix, String number) {
            String id = prefix + number;
            for (int i = 2; !usedIds.add(id); i++) {
                id = prefix + number + "-" + i;
            }
            return id;
        }

        private Wanted wanted(TableRow row, Section section, String reference, int ordinal) {
            ReadingContext context = ReadingContext.of(today, null);
            String written = row.time();
            boolean remark = TimescaleReader.isRemark(written);
            String time = remark ? "" : written;
            Timescale reading = TimescaleReader.read(time, context);
            List<MilestoneDetails> milestones = new ArrayList<>();
            for (MilestoneReader.Step read : MilestoneReader.read(row.text(), time, context)) {
                milestones.add(
                        milestone(milestones, read.text(), read.timescale().written()));
            }
            for (String step : row.milestones()) {
                int at = step.lastIndexOf('@');
                if (step.substring(0, Math.max(at, 0)).isBlank() && at >= 0) {
                    throw new UnusableRow("import.say-what-the-milestone-is", step);
                }
                milestones.add(
                        at < 0
                                ? milestone(milestones, step, "")
                                : milestone(
                                        milestones,
                                        step.substring(0, at).strip(),
                                        step.substring(at + 1).strip()));
            }
            String objectiveId = objective(row, section);
            ActionDetails details = new ActionDetails(
                    section.id,
                    objectiveId,
                    reference,
                    ordinal,
                    row.text(),
                    row.title(),
                    row.process(),
                    row.measures());
            List<String> named = names.in(row.leads());
            boolean first = row.firstLeads() && !named.isEmpty();
            List<String> partners = new ArrayList<>(first ? named.subList(1, named.size()) : List.of());
            partners.addAll(names.in(row.partners()));
            List<String> leads = first ? named.subList(0, 1) : named;
            List<String> accountables = names.in(row.accountable());
            if (accountables.size() > 1) {
                throw new UnusableRow("import.name-one-accountable-lead", all(accountables));
            }
            String accountable = accountables.isEmpty() ? null : accountables.getFirst();
            if (accountable != null && !leads.contains(accountable)) {
                leads = new ArrayList<>(leads);
                leads.add(accountable);
            }
            Status stated = stated(row, reading);
            LocalDate target = reading.target();
            boolean doneOrDue = stated == null
                    && row.rating() == Rating.GREEN
                    && target != null
                    && (reading.kind() == Kind.DATE || reading.kind() == Kind.WINDOW)
                    && target.isBefore(today);
            return new Wanted(
                    row.number(),
                    details,
                    leads,
                    accountable,
                    partners.stream().distinct().toList(),
                    time,
                    reading,
                    remark,
                    doneOrDue && settings.doneInPast() == DoneInPast.DONE ? Status.COMPLETE : stated,
                    row.rating(),
                    row.labels().stream().distinct().toList(),
                    milestones,
                    row.waitsFor(),
                    remark ? written : row.note(),
                    row.reason(),
                    doneOrDue);
        }

        /** Two names or more. */
        private static Object all(List<String> several) {
            return several.stream()
                    .map(Object.class::cast)
                    .reduce((some, next) -> say("import.and", some, next))
                    .orElseThrow();
        }

        private static MilestoneDetails milestone(List<MilestoneDetails> before, String text, String time) {
            return new MilestoneDetails("s" + (before.size() + 1), text, time);
        }

        private static @Nullable Status stated(TableRow row, Timescale reading) {
            if (row.status() != null) {
                return row.status();
            }
            return switch (reading.kind()) {
                case SETTLED_COMPLETE -> Status.COMPLETE;
                case SETTLED_ENDED -> Status.ENDED;
                default -> null;
            };
        }
    }
}
