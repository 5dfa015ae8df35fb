package org.waymark.query.fold;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyKind;

/**
 * A party as the sum of what happened to it.
 *
 * @param mergedInto party that stands for it now, or null
 */
public record PartyState(
        String partyId,
        String name,
        PartyKind kind,
        String area,
        List<String> aliases,
        @Nullable String mergedInto,
        long version,
        long sequence,
        long position) {

    public PartyState {
        aliases = List.copyOf(aliases);
    }

    /**
     * @param before null before the first event
     * @throws UnfoldableEvent when the event cannot follow on {@code before}
     */
    public static PartyState apply(@Nullable PartyState before, PartyEvent event, EventContext context) {
        if (event instanceof PartyEvent.PartyRegistered e) {
            if (before != null) {
                throw new UnfoldableEvent("Party " + e.partyId() + " is registered twice");
            }
            return new PartyState(
                    e.partyId(),
                    e.name(),
                    e.kind(),
                    e.area(),
                    e.aliases(),
                    null,
                    1,
                    context.sequence(),
                    context.position());
        }
        if (before == null) {
            throw new UnfoldableEvent(
                    "Party " + event.partyId() + " has no beginning before entry " + context.position());
        }
        String name = before.name;
        PartyKind kind = before.kind;
        List<String> aliases = before.aliases;
        String mergedInto = before.mergedInto;
        switch (event) {
            case PartyEvent.PartyRegistered _ -> throw new IllegalStateException("handled before");
            case PartyEvent.PartyRenamed e -> name = e.to();
            case PartyEvent.AliasAdded e -> {
                if (!aliases.contains(e.alias())) {
                    List<String> more = new ArrayList<>(aliases);
                    more.add(e.alias());
                    aliases = more;
                }
            }
            case PartyEvent.AliasRemoved e ->
                aliases = aliases.stream()
                        .filter(alias -> !alias.equals(e.alias()))
                        .toList();
            case PartyEvent.PartyKindChanged e -> kind = e.to();
            case PartyEvent.PartyMerged e -> mergedInto = e.into();
        }
        return new PartyState(
                before.partyId,
                name,
                kind,
                before.area,
                aliases,
                mergedInto,
                before.version + 1,
                context.sequence(),
                context.position());
    }

    /**
     * The state after an event of its stream that this release cannot read: only that it happened is known.
     *
     * @param counted whether the service that decides is known to count it
     */
    public PartyState unread(EventContext context, boolean counted) {
        return new PartyState(
                partyId,
                name,
                kind,
                area,
                aliases,
                mergedInto,
                counted ? version + 1 : version,
                context.sequence(),
                context.position());
    }
}
