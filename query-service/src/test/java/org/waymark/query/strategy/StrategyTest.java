package org.waymark.query.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanDetails.DeliveryPartner;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.PlanState;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.TestEvents;
import org.waymark.query.view.NotKnown;

/** The plans of partners, rolled up under the strategy that they deliver. */
class StrategyTest extends ServiceUnderTest {

    @Autowired
    private Strategies strategies;

    @Test
    void it_rolls_up_by_priority_counts_no_draft_and_names_who_has_made_no_plan() {
        theStrategy();
        happens(created("county", "County", theme("p", "1", "Informed"), theme("q", "2", "Valued")));
        happens(new PlanEvent.PlanAdopted(id("county"), day("02-01"), null));
        happens(action("county", "p", "03-31"));
        happens(action("county", "q", "12-31"));
        happens(created("city", "City", theme("x", "9", "valued "), theme("y", "", "Buildings")));
        happens(action("city", "x", "03-31"));
        happens(action("city", "y", "03-31"));
        settle();
        now(year + "-06-30T09:00:00");

        StrategyView view = strategies.strategy(plan);

        assertThat(view.columns())
                .extracting(StrategyView.Column::partner, StrategyView.Column::state, StrategyView.Column::lateDays)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("County", PlanState.ADOPTED, 0L),
                        org.assertj.core.groups.Tuple.tuple("City", PlanState.DRAFT, 0L),
                        org.assertj.core.groups.Tuple.tuple("Health", null, 29L));
        assertThat(view.made()).isEqualTo(1);
        assertThat(view.notMade()).extracting(StrategyView.Column::partner).containsExactly("City", "Health");
        assertThat(view.priorities()).extracting(StrategyView.Priority::title).containsExactly("Informed", "Valued");
        assertThat(view.priorities().getFirst().cells())
                .containsExactly(
                        new StrategyView.Cell("p", 1, 1),
                        new StrategyView.Cell(null, 0, 0),
                        new StrategyView.Cell(null, 0, 0));
        assertThat(view.priorities().getLast().cells())
                .extracting(StrategyView.Cell::actions)
                .containsExactly(1, 1, 0);
        assertThat(view.priorities().getLast().counts().actions()).isEqualTo(1);
        assertThat(view.elsewhere())
                .isNotNull()
                .satisfies(other -> assertThat(other.cells())
                        .extracting(StrategyView.Cell::actions)
                        .containsExactly(0, 1, 0));
        assertThat(view.all().cells()).extracting(StrategyView.Cell::actions).containsExactly(2, 2, 0);
        assertThat(view.all().counts().actions()).isEqualTo(2);
        assertThat(view.all().promises()).isEqualTo(1);
        assertThat(strategies.all()).contains(new Strategies.SetOut(plan, "Strategy " + year, 3, 1));
        assertThat(strategies.setOutBy(id("city"))).isEqualTo(plan);
        assertThat(strategies.setOutBy(plan)).isEqualTo(plan);
    }

    @Test
    void a_plan_that_nobody_else_delivers_is_no_strategy() {
        aPlan();
        settle();

        assertThatExceptionOfType(NotKnown.class).isThrownBy(() -> strategies.strategy(plan));
        assertThat(strategies.setOutBy(plan)).isNull();
        assertThat(strategies.all()).extracting(Strategies.SetOut::planId).doesNotContain(plan);
    }

    @Test
    void a_partner_who_made_a_plan_unasked_is_shown_too() {
        theStrategy();
        happens(created("parish", "Parish", theme("p", "1", "Informed")));
        settle();

        assertThat(strategies.strategy(plan).columns())
                .extracting(StrategyView.Column::partner)
                .containsExactly("County", "City", "Health", "Parish");
    }

    /** With two priorities and a promise; three partners are to deliver it. */
    private void theStrategy() {
        happens(new PlanEvent.PlanCreated(
                plan,
                new PlanDetails(
                        "The strategy",
                        "All of us",
                        Nation.ENGLAND,
                        null,
                        null,
                        "Strategy " + year,
                        Map.of(),
                        List.of(
                                new DeliveryPartner("County", null),
                                new DeliveryPartner("City", null),
                                new DeliveryPartner("Health", day("06-01")))),
                new PlanOutline(List.of(theme("s1", "1", "Informed"), theme("s2", "2", "Valued"))),
                Policy.standard()));
        happens(added(id("promise"), plan, "s1", "12-31"));
    }

    private PlanEvent.PlanCreated created(String name, String owner, PlanOutline.Theme... themes) {
        return new PlanEvent.PlanCreated(
                id(name),
                new PlanDetails(
                        "Plan of " + owner, owner, Nation.ENGLAND, null, null, "strategy " + year + " ", Map.of()),
                new PlanOutline(List.of(themes)),
                Policy.standard());
    }

    private static PlanOutline.Theme theme(String id, String number, String title) {
        return new PlanOutline.Theme(id, number, title, null, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private ActionEvent.ActionAdded action(String planName, String theme, String due) {
        return added(id(planName + "-" + theme), id(planName), theme, due);
    }

    private ActionEvent.ActionAdded added(String actionId, String planId, String theme, String due) {
        return new ActionEvent.ActionAdded(
                actionId,
                planId,
                new ActionDetails(theme, null, "1.1", 0, "Promise of " + actionId, null, null, List.of()),
                Leads.none(),
                List.of(),
                TestEvents.on(day(due).toString()),
                Status.IN_PROGRESS,
                Rating.GREEN,
                List.of(),
                List.of());
    }
}
