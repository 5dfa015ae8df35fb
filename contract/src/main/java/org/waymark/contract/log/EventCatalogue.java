package org.waymark.contract.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.indicator.IndicatorEvent;
import org.waymark.contract.installation.InstallationEvent;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.projection.ProjectionEvent;

/** Every event there is, by stored name, read from the sealed hierarchies, so that nothing can be left out. */
public final class EventCatalogue {

    /** How one kind of event is stored. */
    public record Entry(String name, int version, Class<? extends Event> type) {}

    /** The kinds of stream; a new one is added here. */
    private static final List<Class<? extends Event>> KINDS = List.of(
            ActionEvent.class,
            PlanEvent.class,
            GroupEvent.class,
            PartyEvent.class,
            IndicatorEvent.class,
            MailEvent.class,
            ProjectionEvent.class,
            InstallationEvent.class);

    private static final Map<String, Entry> BY_NAME = new LinkedHashMap<>();
    private static final Map<Class<?>, Entry> BY_TYPE = new LinkedHashMap<>();

    static {
        for (Class<? extends Event> kind : KINDS) {
            for (Class<? extends Event> type : recordsOf(kind)) {
                register(type);
            }
        }
    }

    private EventCatalogue() {}

    private static void register(Class<? extends Event> type) {
        EventName name = type.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalStateException(type + " has no @EventName");
        }
        Entry entry = new Entry(name.value(), name.version(), type);
        Entry other = BY_NAME.put(entry.name(), entry);
        if (other != null) {
            throw new IllegalStateException(type + " and " + other.type() + " have the same @EventName");
        }
        BY_TYPE.put(type, entry);
    }

    /** All kinds of event, in the order of their declaration. */
    public static Collection<Entry> entries() {
        return List.copyOf(BY_NAME.values());
    }

    /** The entry stored under this name, or null when this release does not know it. */
    public static @Nullable Entry byName(String name) {
        return BY_NAME.get(name);
    }

    /** The entry for this class, or null when it is not an event. */
    public static @Nullable Entry byType(Class<?> type) {
        return BY_TYPE.get(type);
    }

    /** The records that a sealed interface permits, in the order of their declaration. */
    public static <T> List<Class<? extends T>> recordsOf(Class<T> sealed) {
        Class<?>[] permitted = sealed.getPermittedSubclasses();
        if (permitted == null) {
            throw new IllegalArgumentException(sealed + " is not sealed");
        }
        List<Class<? extends T>> records = new ArrayList<>();
        for (Class<?> subclass : permitted) {
            records.add(subclass.asSubclass(sealed));
        }
        return List.copyOf(records);
    }
}
