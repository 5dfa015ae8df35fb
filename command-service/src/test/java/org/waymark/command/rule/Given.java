package org.waymark.command.rule;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.waymark.command.action.Actions;
import org.waymark.command.group.Groups;
import org.waymark.command.party.Parties;
import org.waymark.command.plan.PlanActions;
import org.waymark.command.plan.PlanFacts;
import org.waymark.command.plan.PlanRecurrences;
import org.waymark.command.plan.Plans;

/** Fixtures whose neighbours are simple: plan {@code kirklees}, its actions {@code a-1} to {@code a-9}, and some parties. */
public final class Given {

    /** The day on which everything in a test happens, a Monday. */
    public static final Instant NOW = Instant.parse("2018-06-25T09:00:00Z");

    /** The day on which the plans of a test were adopted, but for {@code next}, which is a draft. */
    public static final LocalDate ADOPTED = LocalDate.parse("2018-01-15");

    private Given() {}

    public static <T> AggregateTestFixture<T> decider(Class<T> type) {
        return decider(type, true);
    }

    public static <T> AggregateTestFixture<T> decider(Class<T> type, boolean proposals) {
        AggregateTestFixture<T> fixture = new AggregateTestFixture<>(type);
        fixture.registerCommandTargetResolver(new StreamTarget());
        fixture.registerInjectableResource(new Today(Clock.fixed(NOW, ZoneOffset.UTC)));
        Map<String, PlanFacts> plans = Map.of(
                "kirklees", plan("kirklees", "Carers plan", false, proposals),
                "next", plan("next", "Next plan", false, proposals),
                "last",
                        new PlanFacts(
                                "last",
                                "Last plan",
                                ADOPTED,
                                false,
                                proposals,
                                Set.of("t1"),
                                Set.of(),
                                Map.of("a-3", "kirklees")),
                "closed", plan("closed", "Old plan", true, proposals));
        Plans known = planId -> Optional.ofNullable(plans.get(planId));
        fixture.registerInjectableResource(known);
        Parties parties = new Parties() {
            @Override
            public boolean registered(String partyId) {
                return partyId.startsWith("p-") && !partyId.equals("p-unknown");
            }

            @Override
            public String standsFor(String partyId) {
                return partyId.equals("p-merged") ? "p-1" : partyId;
            }
        };
        fixture.registerInjectableResource(parties);
        Actions actions = actionId -> actionId.matches("a-\\d") ? Optional.of("kirklees") : Optional.empty();
        fixture.registerInjectableResource(actions);
        PlanActions planActions = (actionId, planId) -> actionId.matches("a-\\d") && planId.equals("kirklees");
        fixture.registerInjectableResource(planActions);
        PlanRecurrences recurrences = (planId, adoptedOn) -> {};
        fixture.registerInjectableResource(recurrences);
        Groups groups = groupId -> groupId.equals("g-board") || groupId.equals("g-1");
        fixture.registerInjectableResource(groups);
        Redaction redaction = (streamId, position, digest) -> {
            if (!digest.equals("d1")) {
                throw new org.waymark.contract.log.InvalidField("digest", Texts.say("redaction.choose-a-text"));
            }
        };
        fixture.registerInjectableResource(redaction);
        return fixture;
    }

    private static PlanFacts plan(String planId, String title, boolean closed, boolean proposals) {
        return new PlanFacts(
                planId,
                title,
                planId.equals("next") ? null : ADOPTED,
                closed,
                proposals,
                Set.of("t1", "t2"),
                Set.of("o1"),
                Map.of());
    }
}
