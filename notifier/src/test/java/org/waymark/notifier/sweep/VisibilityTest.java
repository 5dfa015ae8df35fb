package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

/** Groups hear of what they see of a plan, and of nothing else. */
class VisibilityTest {

    /** The reference group's id comes before the board's. */
    private static World withReferenceGroup(boolean decides) {
        return World.adoptedOn("2018-01-02")
                .contact("c-rita", "Rita Bell", Contact.Role.GOVERNANCE_OFFICER)
                .contact("c-remi", "Remi Cole", Contact.Role.CHAIR)
                .group("g-a-carers", "Carers' reference group", "c-remi", "c-rita", view(decides));
    }

    private static GroupDetails.PlanView view(boolean decides) {
        return new GroupDetails.PlanView(World.PLAN, GroupDetails.Sees.MILESTONES, decides);
    }

    private static World concerns(World world) {
        return world.action("a-1", World.date("2018-02-28"), Status.NOT_STARTED, Rating.RED, "carers")
                .action("a-2", World.date("2018-06-29"))
                .due("a-3", "2018-12-31")
                .propose("a-3", "r-1", "2019-03-29")
                .meeting("m-1", "2018-04-24")
                .meeting("g-a-carers", "m-2", "2018-04-24");
    }

    private static List<String> escalations(List<String> said) {
        return said.stream().filter(line -> line.contains(" ESCALATION ")).toList();
    }

    @Test
    void a_group_that_follows_milestones_hears_of_no_concern_proposal_or_gap() {
        World world = concerns(withReferenceGroup(false).boardSees(GroupDetails.Sees.EVERYTHING, false));

        assertThat(world.checkUntil("2018-06-29"))
                .anyMatch(line -> line.endsWith("ESCALATION a-1 c-chris"))
                .anyMatch(line -> line.endsWith("PROPOSAL_WAITING a-3 c-priya"))
                .noneMatch(line -> line.endsWith("c-rita") || line.endsWith("c-remi"));
    }

    @Test
    void nor_does_it_where_it_may_decide_about_the_plan() {
        assertThat(concerns(withReferenceGroup(true)).checkUntil("2018-06-29"))
                .noneMatch(line -> line.endsWith("c-rita") || line.endsWith("c-remi"));
    }

    @Test
    void nor_where_nobody_of_a_group_that_sees_more_can_be_reached() {
        World world =
                concerns(withReferenceGroup(false).undeliverable("c-priya").undeliverable("c-chris"));

        assertThat(world.checkUntil("2018-06-29"))
                .noneMatch(line -> line.endsWith("c-rita") || line.endsWith("c-remi"));
    }

    @Test
    void its_chair_gets_no_note_with_the_paper() {
        World world = concerns(withReferenceGroup(true));
        world.checkUntil("2018-04-12");
        world.happen(new org.waymark.contract.group.GroupEvent.PackIssued(
                "g-a-carers", "m-2", 4402, "e58b31c07f42a9d1e58b31c07f42a9d1e58b31c07f42a9d1e58b31c07f42a9d1"));

        assertThat(world.on("2018-04-13").checkUntil("2018-04-24"))
                .filteredOn(line -> line.endsWith("c-remi"))
                .containsExactly("2018-04-13 PACK_ISSUED kirklees c-remi");
    }

    @Test
    void of_groups_that_see_a_concern_the_one_that_decides_hears_of_it() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-della", "Della Gray", Contact.Role.GOVERNANCE_OFFICER)
                .boardSees(GroupDetails.Sees.EVERYTHING, false)
                .group(
                        "g-z-commissioning",
                        "Joint Commissioning Board",
                        "c-chris",
                        "c-della",
                        new GroupDetails.PlanView(World.PLAN, GroupDetails.Sees.EXCEPTIONS, true))
                .action("a-1", World.date("2018-12-31"));

        assertThat(escalations(world.checkUntil("2018-01-30"))).containsExactly("2018-01-30 ESCALATION a-1 c-della");
    }

    @Test
    void where_none_decides_the_one_that_sees_more_hears_of_it() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-alma", "Alma Reid", Contact.Role.GOVERNANCE_OFFICER)
                .boardSees(GroupDetails.Sees.EVERYTHING, false)
                .group(
                        "g-a-scrutiny",
                        "Scrutiny group",
                        "c-chris",
                        "c-alma",
                        new GroupDetails.PlanView(World.PLAN, GroupDetails.Sees.EXCEPTIONS, false))
                .action("a-1", World.date("2018-12-31"));

        assertThat(escalations(world.checkUntil("2018-01-30"))).containsExactly("2018-01-30 ESCALATION a-1 c-priya");
    }

    @Test
    void a_board_that_sees_level_3_hears_of_that_and_of_nothing_below() {
        World world = World.adoptedOn("2018-01-02")
                .contact("c-olive", "Olive Hart", Contact.Role.GOVERNANCE_OFFICER)
                .contact("c-hana", "Hana Price", Contact.Role.CHAIR)
                .boardSees(GroupDetails.Sees.EVERYTHING, false)
                .group(
                        "g-health",
                        "Health and Wellbeing Board",
                        "c-hana",
                        "c-olive",
                        new GroupDetails.PlanView(World.PLAN, GroupDetails.Sees.LEVEL_3, true))
                .due("a-1", "2018-02-28")
                .update("a-1");

        assertThat(escalations(world.checkUntil("2018-05-31")))
                .containsExactly(
                        "2018-02-26 ESCALATION a-1 c-ellen",
                        "2018-03-28 ESCALATION a-1 c-priya",
                        "2018-04-25 ESCALATION a-1 c-hana",
                        "2018-04-25 ESCALATION a-1 c-olive");
    }
}
