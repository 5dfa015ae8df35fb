package org.waymark.command.imports;

import static org.waymark.command.rule.Texts.say;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.command.action.ActionBook;
import org.waymark.command.action.ActionFacts;
import org.waymark.command.dispatch.Actor;
import org.waymark.command.dispatch.Commands;
import org.waymark.command.dispatch.Receipt;
import org.waymark.command.imports.ImportReport.Change;
import org.waymark.command.imports.ImportReport.Gaps;
import org.waymark.command.imports.ImportReport.Kept;
import org.waymark.command.imports.ImportReport.LookAlike;
import org.waymark.command.imports.ImportReport.Reference;
import org.waymark.command.imports.ImportReport.RowProblem;
import org.waymark.command.imports.ImportReport.TimeKind;
import org.waymark.command.imports.ImportReport.Unreadable;
import org.waymark.command.imports.PlanTable.Wanted;
import org.waymark.command.plan.PlanBook;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StaleEdit;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.action.ActionCommand.*;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.MilestoneDetails;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.party.PartyCommand.AddAlias;
import org.waymark.contract.party.PartyCommand.RegisterParty;
import org.waymark.contract.party.PartyKind;
import org.waymark.contract.plan.PlanCommand.AmendPlan;
import org.waymark.contract.plan.PlanCommand.CreatePlan;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale.Kind;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Identifiers;

/**
 * Compares a table with what the last table said and with the plan as it stands, and sends a command for each thing that the
 * table says anew. What the last table said already changes nothing, even where people have changed it since: that stays, and
 * the report tells of it. So the same file changes nothing twice, an import that was cut short is simply repeated, and an old
 * table does not undo what people have agreed. Nothing is ever deleted.
 */
@Component
class Importer {

    private static final ZoneId LOCAL = ZoneId.of("Europe/London");
    private static final Pattern REFERENCE_IN_TEXT =
            Pattern.compile("(?i)(?:as per|identified in|depends on|see) (\\d+\\.\\d+(?:\\.\\d+)?\\s?[a-z]?\\)?)");

    private final Commands commands;
    private final PlanBook plans;
    private final ActionBook actions;
    private final LogIndex index;
    private final EventLog log;
    private final Identifiers identifiers;
    private final Clock clock;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    Importer(
            Commands commands,
            PlanBook plans,
            ActionBook actions,
            LogIndex index,
            EventLog log,
            Identifiers identifiers,
            Clock clock) {
        this.commands = commands;
        this.plans = plans;
        this.actions = actions;
        this.index = index;
        this.log = log;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Imports a table into a plan, which is created where there is none.
     *
     * @param key request key of the whole import; each change has one of its own that is made of it
     * @param language in which the report says why a row was left out
     *
     */
    ImportReport run(
            String planId,
            byte[] file,
            ImportSettings settings,
            boolean dryRun,
            Actor actor,
            String key,
            Locale language) {
        CsvTable csv = CsvTable.read(file);
        synchronized (locks.computeIfAbsent(planId, _ -> new Object())) {
            return new Run(planId, csv, settings, dryRun, actor.importing(), key, language).report();
        }
    }

    /** One import under way. */
    private final class Run {
        private final String planId;
        private final CsvTable csv;
        private final ImportSettings settings;
        private final boolean dryRun;
        private final Actor actor;
        private final String key;
        private final Locale language;

        private final String reason;
        private final LocalDate today = LocalDate.ofInstant(clock.instant(), LOCAL);
        private final PlanBook.@Nullable Content before;

        /** The plan as the last table left it; null where no table made it. */
        private final PlanBook.@Nullable Content imported;

        private final List<Kept> kept = new ArrayList<>();
        private final String area;
        private final Names names = new Names();

        /** By key of a name, the party. In a dry run unknown parties are there under a made-up id. */
        private final Map<String, String> partyIds = new HashMap<>();

        private final Set<String> unknownParties = new LinkedHashSet<>();
        private final PlanTable table;
        private final List<Change> changes = new ArrayList<>();
        private final List<RowProblem> problems = new ArrayList<>();
        private final Map<Wanted, String> idsOfRows = new LinkedHashMap<>();
        private long position;
        private boolean planCreated;
        private boolean planAmended;
        private int created;
        private int amended;
        private int unchanged;

        Run(
                String planId,
                CsvTable csv,
                ImportSettings settings,
                boolean dryRun,
                Actor actor,
                String key,
                Locale language) {
            this.planId = planId;
            this.csv = csv;
            this.settings = settings;
            this.dryRun = dryRun;
            this.actor = actor;
            this.key = key;
            this.language = language;

            reason = "as stated in " + settings.file();
            before = plans.content(planId).orElse(null);
            imported = plans.contentAsImported(planId).orElse(before);
            area = before == null
                    ? InvalidField.required("owner", settings.owner(), "enter-the-organisation-that-owns-the-plan")
                    : before.details().owner();
            settings.aliases().forEach(names::know);
            for (LogIndex.Known party : index.partiesOf(area)) {
                names.know(party.name(), party.names());
                party.names().forEach(name -> partyIds.put(Names.key(name), party.partyId()));
            }
            table = PlanTable.of(
                    csv,
                    settings,
                    names,
                    imported == null ? null : imported.outline(),
                    before == null ? null : before.outline(),
                    today);
            table.leftOut()
                    .forEach(row ->
                            problems.add(new RowProblem(row.row(), "", row.why().in(language))));
        }

        ImportReport report() {
            plan();
            parties();
            Map<Wanted, ActionFacts> matched = match();
            for (Wanted wanted : table.wanted()) {
                row(wanted, matched.get(wanted));
            }
            dependencies(matched);
            Set<String> named = new HashSet<>();
            matched.values().forEach(facts -> named.add(facts.actionId()));
            List<String> vanished = existing.values().stream()
                    .filter(facts -> !named.contains(facts.actionId()))
                    .map(facts -> facts.details().displayReference())
                    .toList();
            return new ImportReport(
                    planId,
                    csv.layout().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    dryRun,
                    csv.rows().size(),
                    table.wanted().size(),
                    table.outline().themes().size(),
                    table.pointers(),
                    table.statements(),
                    problems,
                    ratings(),
                    gaps(),
                    timescales(),
                    unreadable(),
                    references(Wanted::doneOrDue),
                    List.copyOf(unknownParties),
                    lookAlikes(),
                    referencesInTexts(),
                    planCreated,
                    planAmended,
                    created,
                    amended,
                    unchanged,
                    changes,
                    kept,
                    vanished,
                    position == 0 ? log.head().position() : position);
        }

        private Map<String, ActionFacts> existing = Map.of();

        /** Actions as the last table left them. */
        private Map<String, ActionFacts> lastSaid = Map.of();

        // The plan and its parties

        private void plan() {
            if (before == null) {
                PlanDetails details = new PlanDetails(
                        InvalidField.required("title", settings.title(), "enter-the-plans-title"),
                        area,
                        settings.nation() == null ? Nation.ENGLAND : settings.nation(),
                        settings.from(),
                        settings.until(),
                        settings.strategy(),
                        settings.ratings());
                planCreated = true;
                change(0, "", new CreatePlan(planId, details, table.outline()), details.title());
                return;
            }
            PlanDetails was = before.details();
            PlanDetails details = new PlanDetails(
                    settings.title() == null ? was.title() : settings.title(),
                    was.owner(),
                    settings.nation() == null ? was.nation() : settings.nation(),
                    settings.from() == null ? was.from() : settings.from(),
                    settings.until() == null ? was.until() : settings.until(),
                    settings.strategy() == null ? was.strategy() : settings.strategy(),
                    settings.ratings().isEmpty() ? was.ratings() : settings.ratings(),
                    was.deliveredBy());
            boolean sameDetails = details.equals(was);
            boolean saysSame = imported != null && table.outline().equals(imported.outline());
            PlanOutline outline = withSectionsOfPeople(before.outline());
            boolean sameOutline = saysSame || outline.equals(before.outline());
            if (saysSame && !table.outline().equals(before.outline())) {
                kept.add(new Kept(0, "", "the plan's sections", "", "", 0));
            }
            if (!sameDetails || !sameOutline) {
                planAmended = true;
                change(
                        0,
                        "",
                        new AmendPlan(planId, sameDetails ? null : details, sameOutline ? null : outline, reason),
                        details.title());
            }
        }

        /** The table's sections, and behind them those that people have added since the last table. */
        private PlanOutline withSectionsOfPeople(PlanOutline now) {
            Set<String> known = new HashSet<>();
            table.outline().themes().forEach(theme -> known.add(theme.themeId()));
            if (imported != null) {
                imported.outline().themes().forEach(theme -> known.add(theme.themeId()));
            }
            List<PlanOutline.Theme> themes = new ArrayList<>(table.outline().themes());
            now.themes().stream()
                    .filter(theme -> !known.contains(theme.themeId()))
                    .forEach(themes::add);
            return new PlanOutline(themes);
        }

        private void parties() {
            Set<String> used = new LinkedHashSet<>();
            for (Wanted wanted : table.wanted()) {
                used.addAll(wanted.leads());
                used.addAll(wanted.partners());
            }
            for (String name : used) {
                Set<String> aliases = new LinkedHashSet<>(names.abbreviationsOf(name));
                settings.aliases().forEach((counts, others) -> {
                    if (Names.key(counts).equals(Names.key(name))) {
                        aliases.addAll(others);
                    }
                });
                aliases.remove(name);
                String known = partyIds.get(Names.key(name));
                if (known == null) {
                    unknownParties.add(name);
                    String drawn = dryRun ? "new:" + name : identifiers.next("p-");
                    Receipt receipt = send(
                            0, "", new RegisterParty(drawn, name, kind(name), area, List.copyOf(aliases)), name, null);
                    String id = receipt == null ? drawn : receipt.id();
                    partyIds.put(Names.key(name), id);
                    aliases.forEach(alias -> partyIds.putIfAbsent(Names.key(alias), id));
                } else {
                    for (String alias : aliases) {
                        if (!partyIds.containsKey(Names.key(alias))) {
                            change(
                                    0,
                                    "",
                                    new AddAlias(known, alias),
                                    say("import.also-known-as", name, alias).in(language));
                            partyIds.put(Names.key(alias), known);
                        }
                    }
                }
            }
        }

        private PartyKind kind(String name) {
            String words = Names.key(name);
            boolean collective = words.startsWith("all ")
                    || settings.collectives().stream()
                            .anyMatch(one -> Names.key(one).equals(words));
            if (collective) {
                return PartyKind.COLLECTIVE;
            }
            return words.matches(".*\\b(managers?|leads?|reps?|officers?|heads of service|chair)\\b.*")
                    ? PartyKind.ROLE
                    : PartyKind.ORGANISATION;
        }

        private List<String> ids(Collection<String> partyNames) {
            return partyNames.stream()
                    .map(name -> partyIds.getOrDefault(Names.key(name), name))
                    .distinct()
                    .toList();
        }

        private Leads leads(Wanted wanted) {
            String accountable = wanted.accountable();
            return new Leads(
                    ids(wanted.leads()),
                    accountable == null ? null : partyIds.getOrDefault(Names.key(accountable), accountable));
        }

        // The actions

        /** Rows and actions that are the same: same place, best with the same text and ordinal. */
        private Map<Wanted, ActionFacts> match() {
            existing = actions.read(index.actionsOf(planId));
            lastSaid = actions.asImported(existing.keySet());
            Map<Wanted, ActionFacts> matched = new LinkedHashMap<>();
            Set<String> taken = new HashSet<>();
            List<Sameness> order = List.of(
                    (wanted, facts) -> wanted.details().equals(said(facts).details()),
                    (wanted, facts) ->
                            wanted.details().text().equals(facts.details().text())
                                    && wanted.details().ordinal()
                                            == facts.details().ordinal(),
                    (wanted, facts) ->
                            wanted.details().text().equals(facts.details().text()),
                    (wanted, facts) ->
                            wanted.details().ordinal() == facts.details().ordinal(),
                    (wanted, facts) -> true);
            Map<String, List<ActionFacts>> byPlace = new HashMap<>();
            for (ActionFacts facts : existing.values()) {
                ActionFacts said = lastSaid.getOrDefault(facts.actionId(), facts);
                Stream.of(said, facts)
                        .map(one ->
                                one.details().themeId() + "|" + one.details().reference())
                        .distinct()
                        .forEach(place -> byPlace.computeIfAbsent(place, _ -> new ArrayList<>())
                                .add(facts));
            }
            for (Sameness sameness : order) {
                for (Wanted wanted : table.wanted()) {
                    String place =
                            wanted.details().themeId() + "|" + wanted.details().reference();
                    if (!matched.containsKey(wanted)) {
                        byPlace.getOrDefault(place, List.of()).stream()
                                .filter(facts -> !taken.contains(facts.actionId()) && sameness.holds(wanted, facts))
                                .findFirst()
                                .ifPresent(facts -> {
                                    matched.put(wanted, facts);
                                    taken.add(facts.actionId());
                                });
                    }
                }
            }
            return matched;
        }

        private ActionFacts said(ActionFacts facts) {
            return lastSaid.getOrDefault(facts.actionId(), facts);
        }

        /**
         * Whether the table says something that the last one did not say. What it only repeats stays as people have made it,
         * and is told where that is something else, unless somebody has decided for the table.
         */
        private <T> boolean news(
                Wanted wanted, ActionFacts facts, String field, T table, Function<ActionFacts, T> value) {
            T now = value.apply(facts);
            if (Objects.equals(table, now)) {
                return false;
            }
            ActionFacts last = lastSaid.get(facts.actionId());
            if (last != null && Objects.equals(table, value.apply(last))) {
                if (settings.takes(wanted.row(), field, facts.version())) {
                    return true;
                }
                kept.add(new Kept(
                        wanted.row(),
                        wanted.details().displayReference(),
                        field,
                        shown(table),
                        shown(now),
                        facts.version()));
                return false;
            }
            return true;
        }

        /** Short values as they are; of longer ones only that they differ. */
        private static String shown(@Nullable Object value) {
            return value instanceof String || value instanceof Enum<?> ? value.toString() : "";
        }

        private void row(Wanted wanted, @Nullable ActionFacts facts) {
            int before = changes.size();
            if (facts == null) {
                add(wanted);
                created++;
                return;
            }
            idsOfRows.put(wanted, facts.actionId());
            List<ActionCommand> differences = differences(wanted, facts);
            Long version = facts.version();
            for (ActionCommand difference : differences) {
                Receipt receipt = change(wanted, difference, version);
                if (receipt == null && !dryRun) {
                    break;
                }
                version = receipt == null ? version : Long.valueOf(receipt.version());
            }
            if (changes.size() > before) {
                amended++;
            } else {
                unchanged++;
            }
        }

        private void add(Wanted wanted) {
            Status status = wanted.initial();
            String why = wanted.reason() == null ? reason : wanted.reason();
            String id = dryRun ? "new:" + wanted.row() : identifiers.next("a-");
            Receipt receipt = change(
                    wanted,
                    new AddAction(
                            id,
                            planId,
                            wanted.details(),
                            leads(wanted),
                            ids(wanted.partners()),
                            wanted.time(),
                            status,
                            wanted.rating(),
                            wanted.labels(),
                            wanted.milestones(),
                            List.of(),
                            wanted.note(),
                            status == Status.ENDED ? why : null),
                    null);
            if (receipt != null || dryRun) {
                idsOfRows.put(wanted, receipt == null ? id : receipt.id());
            }
        }

        private List<ActionCommand> differences(Wanted wanted, ActionFacts facts) {
            String id = facts.actionId();
            String why = wanted.reason() == null ? reason : wanted.reason();
            List<ActionCommand> found = new ArrayList<>();
            boolean settledHere = wanted.doneOrDue() && settings.doneInPast() == DoneInPast.ASK;
            Status stated = wanted.stated();
            ActionFacts last = lastSaid.get(id);
            boolean statedBefore = stated != null && last != null && stated == last.status();
            if (!facts.status().open()) {
                if (wanted.closed() || settledHere || statedBefore || (stated == null && isClosedHere(facts))) {
                    corrections(wanted, facts, why, found);
                    return found;
                }
                found.add(new Reopen(id, why));
            }
            if (news(wanted, facts, "details", wanted.details(), ActionFacts::details)) {
                found.add(new AmendDetails(id, wanted.details(), why));
            }
            Leads leads = leads(wanted);
            if (news(wanted, facts, "leads", leads, ActionFacts::leads)) {
                found.add(
                        facts.leads().parties().isEmpty()
                                ? new AssignLead(id, leads)
                                : new ReassignLead(id, leads, why));
            }
            List<String> partners = ids(wanted.partners());
            if (news(wanted, facts, "partners", Set.copyOf(partners), ActionFacts::partners)) {
                partners.stream()
                        .filter(partner -> !facts.partners().contains(partner))
                        .forEach(partner -> found.add(new AddPartner(id, partner)));
                facts.partners().stream()
                        .filter(partner -> !partners.contains(partner))
                        .sorted()
                        .forEach(partner -> found.add(new RemovePartner(id, partner, why)));
            }
            if (news(wanted, facts, "labels", wanted.labels(), ActionFacts::labels)) {
                found.add(new Label(id, wanted.labels()));
            }
            for (MilestoneDetails milestone : wanted.milestones()) {
                if (!facts.milestones().contains(milestone.milestoneId())) {
                    found.add(new AddMilestone(id, milestone));
                }
            }
            time(wanted, facts, why, found);
            if (wanted.rating() != Rating.NONE && news(wanted, facts, "rating", wanted.rating(), ActionFacts::rating)) {
                found.add(new ChangeRating(id, wanted.rating(), why));
            }
            String note = wanted.note();
            if (note != null && !facts.notes().contains(note)) {
                found.add(new ReportProgress(id, note, null));
            }
            if (stated == null || !news(wanted, facts, "status", stated, ActionFacts::status)) {
                return found;
            }
            if (stated == Status.COMPLETE) {
                LocalDate target = wanted.reading().target();
                found.add(new Complete(id, target != null && target.isBefore(today) ? target : null, why));
            } else if (stated == Status.ENDED) {
                found.add(new End(id, why));
            } else {
                found.add(new ChangeStatus(id, stated, why));
            }
            return found;
        }

        /** A table without a word about status does not open again what was closed here. */
        private boolean isClosedHere(ActionFacts facts) {
            return facts.timescale().kind() != Kind.SETTLED_COMPLETE
                    && facts.timescale().kind() != Kind.SETTLED_ENDED;
        }

        private void corrections(Wanted wanted, ActionFacts facts, String why, List<ActionCommand> found) {
            boolean details = news(wanted, facts, "details", wanted.details(), ActionFacts::details);
            boolean rating = wanted.rating() != Rating.NONE
                    && news(wanted, facts, "rating", wanted.rating(), ActionFacts::rating);
            if (details || rating) {
                found.add(new Correct(
                        facts.actionId(),
                        details ? wanted.details() : null,
                        rating ? wanted.rating() : null,
                        null,
                        why));
            }
        }

        private void time(Wanted wanted, ActionFacts facts, String why, List<ActionCommand> found) {
            String written = wanted.time();
            if (written.equals(facts.timescale().written())
                    || wanted.reading().kind() == Kind.SETTLED_COMPLETE
                    || wanted.reading().kind() == Kind.SETTLED_ENDED
                    || wanted.reading().kind() == Kind.UNREADABLE
                    || !news(
                            wanted,
                            facts,
                            "timescale",
                            written,
                            one -> one.timescale().written())) {
                return;
            }
            String id = facts.actionId();
            LocalDate was = facts.timescale().target();
            LocalDate target = wanted.reading().target();
            if (was == null && !written.isEmpty()) {
                found.add(new SetTimescale(id, written, why));
            } else if (was != null && target != null && target.isAfter(was)) {
                found.add(new SlipTimescale(id, written, why));
            } else if (was != null && target != null && target.isBefore(was)) {
                found.add(new BringForward(id, written, why));
            } else {
                found.add(new Correct(id, null, null, written, why));
            }
        }

        /** After all actions are there, so that each may wait for one further down. */
        private void dependencies(Map<Wanted, ActionFacts> matched) {
            Map<String, String> byReference = new HashMap<>();
            idsOfRows.forEach((wanted, id) ->
                    byReference.putIfAbsent(referenceKey(wanted.details().displayReference()), id));
            for (Wanted wanted : table.wanted()) {
                ActionFacts facts = matched.get(wanted);
                for (String reference : wanted.waitsFor()) {
                    String other = byReference.get(referenceKey(reference));
                    String id = idsOfRows.get(wanted);
                    if (other == null || id == null || other.equals(id)) {
                        problems.add(new RowProblem(
                                wanted.row(),
                                wanted.details().displayReference(),
                                say("import.waits-for-nothing", reference).in(language)));
                    } else if (facts == null
                            || (facts.status().open() && !facts.waitsFor().contains(other))) {
                        change(wanted, new DeclareDependency(id, other, null), null);
                    }
                }
            }
        }

        private static String referenceKey(String reference) {
            return reference.toLowerCase(Locale.ROOT).replaceAll("[\\s)]+", "");
        }

        // Changes

        private @Nullable Receipt change(Wanted wanted, ActionCommand command, @Nullable Long version) {
            try {
                return send(
                        wanted.row(),
                        wanted.details().displayReference(),
                        command,
                        wanted.details().text(),
                        version);
            } catch (Refused | InvalidField | StaleEdit e) {
                problems.add(new RowProblem(
                        wanted.row(),
                        wanted.details().displayReference(),
                        e.sentence().in(language)));
                return null;
            }
        }

        private void change(long row, String reference, Command command, String what) {
            send(row, reference, command, what, null);
        }

        private @Nullable Receipt send(
                long row, String reference, Command command, String what, @Nullable Long version) {
            Receipt receipt = null;
            if (!dryRun) {
                receipt = commands.send(command, actor, RowRequest.of(key, settings.file(), row, command, version));
                position = receipt.position();
            }
            changes.add(new Change(row, reference, command.getClass().getSimpleName(), what));
            return receipt;
        }

        // What was read

        private Map<String, Long> ratings() {
            Map<Rating, Long> counts = new EnumMap<>(Rating.class);
            for (Rating rating : Rating.values()) {
                counts.put(rating, 0L);
            }
            table.wanted().forEach(wanted -> counts.merge(wanted.rating(), 1L, Long::sum));
            Map<String, Long> named = new LinkedHashMap<>();
            counts.forEach((rating, count) -> named.put(rating.name(), count));
            return named;
        }

        private Gaps gaps() {
            return new Gaps(
                    references(wanted -> !wanted.closed() && wanted.leads().isEmpty()),
                    references(wanted -> wanted.reading().kind() == Kind.NONE),
                    references(wanted -> wanted.reading().kind() == Kind.UNREADABLE),
                    references(wanted -> wanted.reading().kind() == Kind.CONDITIONAL));
        }

        private List<String> references(Function<Wanted, Boolean> which) {
            return table.wanted().stream()
                    .filter(which::apply)
                    .map(wanted -> wanted.details().displayReference())
                    .toList();
        }

        private List<TimeKind> timescales() {
            Map<String, List<String>> written = new TreeMap<>();
            for (Wanted wanted : table.wanted()) {
                String kind =
                        wanted.remark() ? "REMARK" : wanted.reading().kind().name();
                String text = wanted.remark() && wanted.note() != null ? wanted.note() : wanted.time();
                written.computeIfAbsent(kind, _ -> new ArrayList<>()).add(text);
            }
            List<TimeKind> kinds = new ArrayList<>();
            written.forEach((kind, texts) -> kinds.add(
                    new TimeKind(kind, texts.size(), texts.stream().distinct().toList())));
            return kinds;
        }

        private List<Unreadable> unreadable() {
            return table.wanted().stream()
                    .filter(wanted -> wanted.reading().kind() == Kind.UNREADABLE)
                    .map(wanted -> new Unreadable(
                            wanted.row(),
                            wanted.details().displayReference(),
                            wanted.time(),
                            wanted.reading().suggestion()))
                    .toList();
        }

        private List<LookAlike> lookAlikes() {
            Set<String> all = new LinkedHashSet<>();
            table.wanted().forEach(wanted -> {
                all.addAll(wanted.leads());
                all.addAll(wanted.partners());
            });
            return Names.alike(List.copyOf(all)).stream()
                    .map(pair -> new LookAlike(pair[0], pair[1]))
                    .toList();
        }

        private List<Reference> referencesInTexts() {
            List<Reference> found = new ArrayList<>();
            for (Wanted wanted : table.wanted()) {
                Matcher matcher = REFERENCE_IN_TEXT.matcher(wanted.details().text());
                while (matcher.find()) {
                    found.add(new Reference(
                            wanted.details().displayReference(),
                            matcher.group(1).strip(),
                            matcher.group()));
                }
            }
            return found;
        }
    }

    /** One way in which a row and an action can be the same. */
    private interface Sameness {
        boolean holds(Wanted wanted, ActionFacts facts);
    }
}
