package org.waymark.command.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.action.ActionCommand.*;
import org.waymark.contract.group.GroupCommand;
import org.waymark.contract.group.GroupCommand.FormGroup;
import org.waymark.contract.indicator.IndicatorCommand;
import org.waymark.contract.indicator.IndicatorCommand.DefineIndicator;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.mail.MailCommand;
import org.waymark.contract.mail.MailCommand.RecordMails;
import org.waymark.contract.party.PartyCommand;
import org.waymark.contract.party.PartyCommand.RegisterParty;
import org.waymark.contract.plan.PlanCommand;
import org.waymark.contract.projection.ProjectionCommand;

/** Every command there is, by its address, read from the sealed hierarchies, so that nothing can be left out. */
final class CommandCatalogue {

    /**
     * One command.
     *
     * @param kind first part of its address, for example {@code actions}
     * @param name last part of its address, for example {@code slip-timescale}
     * @param idField the component that is filled from the address
     * @param idPrefix what a drawn id begins with, or null where the caller gives it
     * @param needsVersion whether it changes the content of an action that is there, and so needs an If-Match
     */
    record Entry(
            String kind,
            String name,
            Class<? extends Command> type,
            String idField,
            @Nullable String idPrefix,
            boolean needsVersion) {

        String path() {
            return "/api/commands/" + kind + "/{" + idField + "}/" + name;
        }
    }

    private static final Map<String, Class<? extends Command>> KINDS = kinds();

    private static final Map<Class<? extends Command>, String> DRAWN = Map.of(
            AddAction.class, "a-",
            FormGroup.class, "g-",
            RegisterParty.class, "p-",
            DefineIndicator.class, "i-",
            RecordMails.class, "b-");

    private static final Set<Class<? extends Command>> WITHOUT_VERSION = Set.of(
            AddAction.class,
            RaiseEscalation.class,
            AcknowledgeEscalation.class,
            ResolveEscalation.class,
            RedactText.class);

    private static final Map<String, Entry> ENTRIES = entries();

    private CommandCatalogue() {}

    static Collection<Entry> all() {
        return ENTRIES.values();
    }

    static @Nullable Entry find(String kind, String name) {
        return ENTRIES.get(kind + "/" + name);
    }

    private static Map<String, Class<? extends Command>> kinds() {
        Map<String, Class<? extends Command>> kinds = new LinkedHashMap<>();
        kinds.put("plans", PlanCommand.class);
        kinds.put("actions", ActionCommand.class);
        kinds.put("groups", GroupCommand.class);
        kinds.put("parties", PartyCommand.class);
        kinds.put("indicators", IndicatorCommand.class);
        kinds.put("mails", MailCommand.class);
        kinds.put("projections", ProjectionCommand.class);
        kinds.put("installations", InstallationCommand.class);
        return kinds;
    }

    private static Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        KINDS.forEach((kind, family) -> {
            List<? extends Class<? extends Command>> commands = EventCatalogue.recordsOf(family);
            for (Class<? extends Command> type : commands) {
                String name = kebab(type.getSimpleName());
                String idField = type.getRecordComponents()[0].getName();
                boolean needsVersion = kind.equals("actions") && !WITHOUT_VERSION.contains(type);
                entries.put(kind + "/" + name, new Entry(kind, name, type, idField, DRAWN.get(type), needsVersion));
            }
        });
        return entries;
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
