package org.waymark.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.mail.MailEvent;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** What the log holds about rows: their own streams, and of actions what happened to plans, groups and mails about them. */
final class Logged {

    private final EventLog log;
    private final ViewStore store;

    Logged(EventLog log, ViewStore store) {
        this.log = log;
        this.store = store;
    }

    /** The entries about each of these, in the order of the log. */
    Map<String, List<StoredEvent>> of(RowKind<?> kind, Collection<String> ids) {
        Map<String, TreeMap<Long, StoredEvent>> found = new HashMap<>();
        for (StoredEvent event : log.readStreams(new LinkedHashSet<>(ids))) {
            add(found, event.streamId(), event);
        }
        if (kind == RowKind.ACTIONS) {
            Set<String> actions = new HashSet<>(ids);
            carriedOver(actions, found);
            decided(actions, found);
            mailed(actions, found);
        }
        Map<String, List<StoredEvent>> entries = new HashMap<>();
        found.forEach((id, byPosition) -> entries.put(id, List.copyOf(byPosition.values())));
        return entries;
    }

    private void carriedOver(Set<String> actions, Map<String, TreeMap<Long, StoredEvent>> found) {
        for (StoredEvent event : log.readStreams(store.ids(RowKind.PLANS))) {
            if (event.payload() instanceof PlanEvent.ActionsCarriedOver carried) {
                carried.actionIds().stream().filter(actions::contains).forEach(id -> add(found, id, event));
            }
        }
    }

    private void decided(Set<String> actions, Map<String, TreeMap<Long, StoredEvent>> found) {
        Map<String, Set<String>> aboutByDigest = new LinkedHashMap<>();
        for (StoredEvent event : log.readStreams(store.ids(RowKind.GROUPS))) {
            switch (event.payload()) {
                case GroupEvent.DecisionTaken decision -> {
                    aboutByDigest
                            .computeIfAbsent(
                                    Objects.requireNonNullElse(decision.text().digest(), ""), _ -> new HashSet<>())
                            .addAll(decision.actionIds());
                    decision.actionIds().stream().filter(actions::contains).forEach(id -> add(found, id, event));
                }
                case GroupEvent.GroupTextRedacted redacted ->
                    aboutByDigest.getOrDefault(redacted.digest(), Set.of()).stream()
                            .filter(actions::contains)
                            .forEach(id -> add(found, id, event));
                default -> {}
            }
        }
    }

    private void mailed(Set<String> actions, Map<String, TreeMap<Long, StoredEvent>> found) {
        for (StoredEvent event : log.readStreams(store.mailsAbout(actions))) {
            if (event.payload() instanceof MailEvent mail) {
                ViewWriter.actionsOf(mail.mail()).stream()
                        .filter(actions::contains)
                        .forEach(id -> add(found, id, ViewWriter.narrowed(event, mail, id)));
            }
        }
    }

    private static void add(Map<String, TreeMap<Long, StoredEvent>> found, String id, StoredEvent event) {
        found.computeIfAbsent(id, _ -> new TreeMap<>()).put(event.position(), event);
    }
}
