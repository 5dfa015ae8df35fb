package org.waymark.query.web.link;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.link.LinkSeal;
import org.waymark.contract.link.PersonalLink;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.identity.QueryIdentityProperties;
import org.waymark.query.people.LinkOwners;
import org.waymark.query.people.LinkOwners.LinkOwner;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Dates;

/** Says what a link is good for at this moment. What it says itself is never enough: its owner may have changed. */
@Component
class Links {

    /** What a token in an address turned out to be. */
    sealed interface Found {

        /** Nothing that was ever sealed here for this kind of page. */
        record Unknown() implements Found {}

        /** It cannot be said now whether its owner still has links. */
        record Unavailable() implements Found {}

        /** A link of this installation that opens nothing any more. Nothing is told about what it opened. */
        record Ended(Because because) implements Found {}

        /** A good link that is too old. */
        record Expired(
                PersonalLink link,
                LocalDate lastDay,
                @Nullable ActionView action) implements Found {}

        /** A good link to an action about which nothing is asked any more. */
        record Closed(PersonalLink link, LinkOwner owner, ActionView action) implements Found {}

        /** A good link to an action. */
        record Answer(PersonalLink link, LinkOwner owner, ActionView action, LocalDate lastDay) implements Found {}

        /** A good link to a list. */
        record Mine(PersonalLink link, LinkOwner owner, LocalDate lastDay) implements Found {}
    }

    /** Why a link opens nothing any more, though it is not too old. */
    enum Because {
        REVOKED,
        NO_CONTACT,
        NOT_THEIRS
    }

    private final LinkSeal seal;
    private final LinkOwners owners;
    private final Actions actions;
    private final LinkProperties properties;
    private final Clock clock;

    Links(
            QueryIdentityProperties identity,
            LinkOwners owners,
            Actions actions,
            LinkProperties properties,
            Clock clock) {
        this.seal = new LinkSeal(identity.secret().getBytes(StandardCharsets.UTF_8));
        this.owners = owners;
        this.actions = actions;
        this.properties = properties;
        this.clock = clock;
    }

    String path(PersonalLink link) {
        return seal.path(link);
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(Dates.LOCAL));
    }

    /**
     * Looks a token up.
     *
     * @param kind what the address is for
     */
    Found find(String token, PersonalLink.Kind kind) {
        Optional<PersonalLink> sealed = seal.open(token).filter(link -> link.kind() == kind);
        if (sealed.isEmpty()) {
            return new Found.Unknown();
        }
        PersonalLink link = sealed.get();
        Optional<LinkOwner> known;
        try {
            known = owners.find(link.contactId());
        } catch (LinkOwners.DirectoryUnreachable e) {
            return new Found.Unavailable();
        }
        if (known.isEmpty()) {
            return new Found.Ended(Because.NO_CONTACT);
        }
        LinkOwner owner = known.get();
        if (owner.linkSeries() != link.series()) {
            return new Found.Ended(Because.REVOKED);
        }
        LocalDate lastDay = link.issued().plusDays(properties.validDays());
        boolean expired = today().isAfter(lastDay);
        String actionId = link.actionId();
        if (actionId == null) {
            if (owner.partyIds().isEmpty()) {
                return new Found.Ended(Because.NOT_THEIRS);
            }
            return expired ? new Found.Expired(link, lastDay, null) : new Found.Mine(link, owner, lastDay);
        }
        if (!actions.isLedBy(actionId, owner.partyIds())) {
            return new Found.Ended(Because.NOT_THEIRS);
        }
        ActionView action;
        try {
            action = actions.action(actionId, AsAt.now());
        } catch (NotKnown gone) {
            return new Found.Ended(Because.NOT_THEIRS);
        }
        if (expired) {
            return new Found.Expired(link, lastDay, action);
        }
        return action.row().status().open() && action.planState() != PlanState.CLOSED
                ? new Found.Answer(link, owner, action, lastDay)
                : new Found.Closed(link, owner, action);
    }
}
