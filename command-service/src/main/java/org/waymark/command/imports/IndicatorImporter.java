package org.waymark.command.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.command.dispatch.Actor;
import org.waymark.command.dispatch.Commands;
import org.waymark.command.dispatch.Receipt;
import org.waymark.command.imports.ImportReport.RowProblem;
import org.waymark.command.imports.IndicatorImportReport.Change;
import org.waymark.command.imports.IndicatorImportReport.Kept;
import org.waymark.command.imports.IndicatorTable.Wanted;
import org.waymark.command.indicator.IndicatorBook;
import org.waymark.command.indicator.IndicatorFacts;
import org.waymark.command.indicator.IndicatorFacts.Reading;
import org.waymark.command.plan.Plans;
import org.waymark.command.rule.Refused;
import org.waymark.contract.indicator.IndicatorCommand;
import org.waymark.contract.indicator.IndicatorCommand.CorrectReading;
import org.waymark.contract.indicator.IndicatorCommand.DefineIndicator;
import org.waymark.contract.indicator.IndicatorCommand.RecordReading;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.contract.log.InvalidField;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Identifiers;

/**
 * Compares a table of readings with what is on record, and sends a command for each thing that it says anew. What the last
 * table said already changes nothing, even where people have put it right since.
 */
@Component
class IndicatorImporter {

    private final Commands commands;
    private final Plans plans;
    private final IndicatorBook book;
    private final LogIndex index;
    private final EventLog log;
    private final Identifiers identifiers;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    IndicatorImporter(
            Commands commands, Plans plans, IndicatorBook book, LogIndex index, EventLog log, Identifiers identifiers) {
        this.commands = commands;
        this.plans = plans;
        this.book = book;
        this.index = index;
        this.log = log;
        this.identifiers = identifiers;
    }

    /**
     * @param key request key of the whole import; each change has one of its own that is made of it
     * @param language in which the report says why a row was left out
     */
    IndicatorImportReport run(
            String planId, byte[] csv, String file, boolean dryRun, Actor actor, String key, Locale language) {
        plans.get(planId);
        IndicatorTable table = IndicatorTable.read(csv, language);
        synchronized (locks.computeIfAbsent(planId, _ -> new Object())) {
            return new Run(planId, table, file, dryRun, actor.importing(), key, language).report();
        }
    }

    /** One import under way. */
    private final class Run {
        private final String planId;
        private final IndicatorTable table;
        private final String file;
        private final boolean dryRun;
        private final Actor actor;
        private final String key;
        private final Locale language;
        private final Map<String, IndicatorFacts> now = new HashMap<>();
        private final Map<String, IndicatorFacts> imported;
        private final List<RowProblem> leftOut;
        private final List<Change> changes = new ArrayList<>();
        private final List<Kept> kept = new ArrayList<>();
        private long position;
        private int defined;
        private int recorded;
        private int corrected;
        private int unchanged;

        Run(
                String planId,
                IndicatorTable table,
                String file,
                boolean dryRun,
                Actor actor,
                String key,
                Locale language) {
            this.planId = planId;
            this.table = table;
            this.file = file;
            this.dryRun = dryRun;
            this.actor = actor;
            this.key = key;
            this.language = language;

            leftOut = new ArrayList<>(table.leftOut());
            List<String> ids = index.indicatorsOf(planId);
            book.read(ids).values().forEach(facts -> {
                now.putIfAbsent(Names.key(facts.name()), facts);
                if (facts.code() != null) {
                    now.put(Names.key(facts.code()), facts);
                }
            });
            imported = book.asImported(ids);
        }

        IndicatorImportReport report() {
            Set<String> named = new HashSet<>();
            int values = 0;
            int notPublished = 0;
            for (Wanted wanted : table.wanted()) {
                boolean first = named.add(wanted.indicator());
                values += wanted.reading().value() != null ? 1 : 0;
                notPublished += wanted.reading().gap() == ReadingGap.NOT_PUBLISHED ? 1 : 0;
                try {
                    row(wanted, first);
                } catch (Refused | InvalidField e) {
                    leftOut.add(new RowProblem(
                            wanted.row(), label(wanted), e.sentence().in(language)));
                }
            }
            return new IndicatorImportReport(
                    planId,
                    dryRun,
                    table.rows(),
                    named.size(),
                    values,
                    notPublished,
                    table.wanted().size() - values - notPublished,
                    leftOut,
                    defined,
                    recorded,
                    corrected,
                    unchanged,
                    changes,
                    kept,
                    position == 0 ? log.head().position() : position);
        }

        private void row(Wanted wanted, boolean first) {
            IndicatorFacts facts = now.get(wanted.indicator());
            if (facts == null) {
                facts = define(wanted);
            } else if (first && !Names.key(facts.name()).equals(Names.key(wanted.name()))) {
                kept.add(new Kept(wanted.row(), label(wanted), "", "", wanted.name(), facts.name()));
            }
            String id = facts.indicatorId();
            Reading before = facts.readings().get(wanted.cell());
            Reading reading = wanted.reading();
            String area = wanted.cell().area();
            String period = wanted.cell().period();
            if (before == null) {
                send(wanted, new RecordReading(id, area, period, reading.value(), reading.gap()), null);
                recorded++;
            } else if (before.same(reading)) {
                unchanged++;
            } else if (saidBefore(id, wanted)) {
                unchanged++;
                kept.add(new Kept(wanted.row(), label(wanted), area, period, words(reading), words(before)));
            } else {
                send(
                        wanted,
                        new CorrectReading(id, area, period, reading.value(), "as stated in " + file, reading.gap()),
                        before);
                corrected++;
            }
        }

        private IndicatorFacts define(Wanted wanted) {
            String drawn = dryRun ? "new" : identifiers.next("i-");
            DefineIndicator command =
                    new DefineIndicator(drawn, planId, wanted.name(), wanted.unit(), wanted.code(), wanted.source());
            String id = drawn;
            if (!dryRun) {
                Receipt receipt = commands.send(command, actor, RowRequest.of(key, file, wanted.row(), command, null));
                position = receipt.position();
                id = receipt.id();
            }
            changes.add(new Change(wanted.row(), label(wanted), "DefineIndicator", "", "", "", wanted.name()));
            defined++;
            IndicatorFacts facts =
                    new IndicatorFacts(id, wanted.name(), wanted.unit(), wanted.code(), wanted.source(), Map.of());
            now.put(wanted.indicator(), facts);
            return facts;
        }

        private boolean saidBefore(String id, Wanted wanted) {
            IndicatorFacts last = imported.get(id);
            Reading said = last == null ? null : last.readings().get(wanted.cell());
            return said != null && said.same(wanted.reading());
        }

        private void send(Wanted wanted, IndicatorCommand command, @Nullable Reading before) {
            if (!dryRun) {
                position = commands.send(command, actor, RowRequest.of(key, file, wanted.row(), command, null))
                        .position();
            }
            changes.add(new Change(
                    wanted.row(),
                    label(wanted),
                    command.getClass().getSimpleName(),
                    wanted.cell().area(),
                    wanted.cell().period(),
                    before == null ? "" : words(before),
                    words(wanted.reading())));
        }

        private static String label(Wanted wanted) {
            return wanted.code() == null ? wanted.name() : wanted.code();
        }

        private static String words(Reading reading) {
            if (reading.value() != null) {
                return reading.value().toPlainString();
            }
            return reading.gap() == ReadingGap.NOT_ASKED ? "not asked" : "not published";
        }
    }
}
