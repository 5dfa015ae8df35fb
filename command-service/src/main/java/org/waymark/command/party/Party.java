package org.waymark.command.party;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.waymark.command.rule.Texts.say;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.waymark.command.rule.Decider;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StreamTarget;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.party.PartyCommand.*;
import org.waymark.contract.party.PartyEvent;
import org.waymark.contract.party.PartyEvent.*;
import org.waymark.contract.party.PartyKind;

/**
 * An organisation, team or role that can lead or partner an action. It is registered under the name a plan gives it, goes
 * by more names as other plans or people use them until one turns out not to be its own, and may be renamed or turn out to be
 * of another kind. When two records turn out to be one party, one is
 * merged into the other and from then on stands for it.
 */
@Aggregate(cache = "aggregateCache", commandTargetResolver = StreamTarget.BEAN)
class Party extends Decider {

    /** Set by the first event; Axon asks for it before, and wants null then. */
    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private String partyId;

    private String name = "";
    private PartyKind kind = PartyKind.ORGANISATION;
    private final Set<String> aliases = new LinkedHashSet<>();
    private @Nullable String mergedInto;

    Party() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    long handle(RegisterParty command) {
        Set<String> distinct = new LinkedHashSet<>(command.aliases());
        distinct.remove(command.name());
        apply(new PartyRegistered(
                command.partyId(), command.name(), command.kind(), command.area(), List.copyOf(distinct)));
        return version();
    }

    @CommandHandler
    void handle(RenameParty command) {
        checkNotMerged();
        if (command.name().equals(name)) {
            throw new Refused("party.has-this-name", name);
        }
        apply(new PartyRenamed(partyId, name, command.name()));
    }

    @CommandHandler
    void handle(AddAlias command) {
        checkNotMerged();
        if (command.alias().equals(name) || aliases.contains(command.alias())) {
            throw new Refused("party.has-this-alias", name, command.alias());
        }
        apply(new AliasAdded(partyId, command.alias()));
    }

    @CommandHandler
    void handle(RemoveAlias command) {
        checkNotMerged();
        if (!aliases.contains(command.alias())) {
            throw new Refused("party.has-no-such-alias", name, command.alias());
        }
        apply(new AliasRemoved(partyId, command.alias()));
    }

    @CommandHandler
    void handle(ChangePartyKind command) {
        checkNotMerged();
        if (command.kind() == kind) {
            throw new Refused("party.is-this-already", name);
        }
        apply(new PartyKindChanged(partyId, kind, command.kind()));
    }

    @CommandHandler
    void handle(MergeParty command, Parties parties) {
        checkNotMerged();
        if (!parties.registered(command.into())) {
            throw new InvalidField("into", say("party.choose-a-party-to-keep"));
        }
        if (parties.standsFor(command.into()).equals(partyId)) {
            throw new Refused("party.was-merged-the-other-way", name);
        }
        apply(new PartyMerged(partyId, command.into()));
    }

    private void checkNotMerged() {
        if (mergedInto != null) {
            throw new Refused("party.was-merged", name);
        }
    }

    @EventSourcingHandler
    void on(PartyEvent event) {
        countVersion();
        switch (event) {
            case PartyRegistered registered -> {
                partyId = registered.partyId();
                name = registered.name();
                kind = registered.kind();
                aliases.addAll(registered.aliases());
            }
            case PartyRenamed renamed -> name = renamed.to();
            case AliasAdded added -> aliases.add(added.alias());
            case AliasRemoved removed -> aliases.remove(removed.alias());
            case PartyKindChanged changed -> kind = changed.to();
            case PartyMerged merged -> mergedInto = merged.into();
        }
    }
}
