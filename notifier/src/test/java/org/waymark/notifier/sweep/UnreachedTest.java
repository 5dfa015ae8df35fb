package org.waymark.notifier.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.waymark.notifier.World;
import org.waymark.notifier.directory.Contact;

/** Officers, chairs, members and escalation contacts whose mail finds nobody: what is owed passes on, and governance hears. */
class UnreachedTest {

    private static World world() {
        return World.adoptedOn("2018-01-02");
    }

    /** Somebody of governance who services no group over the plan. */
    private static World withAnotherOfficer() {
        return world().contact("c-olga", "Olga Hall", Contact.Role.GOVERNANCE_OFFICER);
    }

    private static List<String> escalations(List<String> said) {
        return said.stream()
                .filter(line -> line.contains(" level ") || line.contains(" ESCALATION "))
                .toList();
    }

    @Test
    void what_an_officer_cannot_be_told_goes_to_another_one_who_hears_of_that() {
        World world = withAnotherOfficer()
                .due("a-1", "2018-12-31")
                .action("a-2", World.date("2018-12-31"))
                .undeliverable("c-priya")
                .on("2018-01-03")
                .propose("a-1", "r-1", "2019-03-29");

        assertThat(world.checkUntil("2018-01-04"))
                .containsExactly(
                        "2018-01-03 TAKE_ON_REPORT kirklees c-olga",
                        "2018-01-03 UNREACHED kirklees c-olga",
                        "2018-01-04 PROPOSAL_WAITING a-1 c-olga");
    }

    @Test
    void where_no_officer_can_be_reached_it_goes_to_the_chair() {
        World world = world().due("a-1", "2018-12-31")
                .action("a-2", World.date("2018-12-31"))
                .undeliverable("c-priya")
                .on("2018-01-03")
                .propose("a-1", "r-1", "2019-03-29")
                .meeting("m-1", "2018-04-24");

        assertThat(world.checkUntil("2018-04-24"))
                .contains(
                        "2018-01-03 TAKE_ON_REPORT kirklees c-chris",
                        "2018-01-03 UNREACHED kirklees c-chris",
                        "2018-01-04 PROPOSAL_WAITING a-1 c-chris",
                        "2018-01-30 level 3 NO_LEAD a-2",
                        "2018-01-30 ESCALATION a-2 c-chris",
                        "2018-04-09 ESCALATIONS_FOR_PAPERS kirklees c-chris")
                .noneMatch(line -> line.endsWith("c-priya"));
    }

    @Test
    void what_a_chair_cannot_be_told_goes_to_the_officer_who_hears_of_that() {
        World world = world().due("a-1", "2018-02-28").undeliverable("c-chris");

        assertThat(world.checkUntil("2018-04-25"))
                .contains("2018-01-02 UNREACHED kirklees c-priya", "2018-04-25 level 3 LATE a-1")
                .endsWith("2018-04-25 ESCALATION a-1 c-priya")
                .noneMatch(line -> line.endsWith("c-chris"));
    }

    @Test
    void what_an_escalation_contact_cannot_be_told_is_raised_on_the_next_rung_and_governance_hears_why() {
        World world = world().due("a-1", "2018-02-28").update("a-1").undeliverable("c-ellen");

        List<String> said = world.checkUntil("2018-03-07");

        assertThat(escalations(said))
                .containsExactly("2018-02-26 level 2 UNANSWERED_NEAR_DATE a-1", "2018-02-26 ESCALATION a-1 c-priya");
        assertThat(said)
                .filteredOn(line -> line.contains("UNREACHED"))
                .containsExactly("2018-01-02 UNREACHED kirklees c-priya");
    }

    @Test
    void a_concern_whose_mail_came_back_is_told_to_the_next_and_one_that_arrived_is_not() {
        World came = world().due("a-1", "2018-02-28").update("a-1");
        came.checkUntil("2018-02-25");
        came.on("2018-02-26").sweep().raise().forEach(raise -> raised(came, raise));
        World arrived = world().due("a-1", "2018-02-28").update("a-1");
        assertThat(escalations(arrived.checkUntil("2018-02-26"))).endsWith("2018-02-26 ESCALATION a-1 c-ellen");

        assertThat(escalations(came.undeliverable("c-ellen").checkUntil("2018-02-26")))
                .containsExactly("2018-02-26 ESCALATION a-1 c-priya");
        assertThat(escalations(arrived.undeliverable("c-ellen").on("2018-02-27").checkUntil("2018-02-28")))
                .isEmpty();
    }

    private static void raised(World world, Due.Raise raise) {
        world.happen(new org.waymark.contract.action.ActionEvent.EscalationRaised(
                raise.actionId(), World.PLAN, raise.escalation(), 0));
    }

    @Test
    void while_an_officer_is_away_without_a_deputy_the_chair_hears_of_what_is_new_alone() {
        World world = world().action("a-1", World.date("2018-12-31")).action("a-2", World.date("2018-12-31"), "carers");
        assertThat(escalations(world.checkUntil("2018-02-02"))).endsWith("2018-01-30 ESCALATION a-1 c-priya");

        world.on("2018-02-05").away("c-priya", "2018-02-05", "2018-02-09", null).reassign("a-2");

        assertThat(world.checkUntil("2018-02-12"))
                .containsExactly(
                        "2018-02-05 level 3 NO_LEAD a-2",
                        "2018-02-05 ESCALATION a-2 c-chris",
                        "2018-02-05 UNREACHED kirklees c-chris",
                        "2018-02-12 ESCALATION a-2 c-priya");
    }

    @Test
    void governance_hears_of_whoever_left_is_away_without_a_deputy_or_is_forgotten() {
        World world = world().contact("c-mo", "Mo Ali", Contact.Role.MEMBER)
                .contact("c-nia", "Nia Fox", Contact.Role.MEMBER)
                .contact("c-ora", "Ora Lee", Contact.Role.MEMBER)
                .members("c-mo", "c-nia", "c-ora")
                .due("a-1", "2018-12-31")
                .leaves("c-chris")
                .away("c-ellen", "2018-01-01", "2018-01-19", null)
                .undeliverable("c-mo")
                .away("c-nia", "2018-01-01", "2018-01-19", null)
                .without("c-ora");

        assertThat(world.checkUntil("2018-01-31"))
                .containsOnly("2018-01-02 UNREACHED kirklees c-priya")
                .hasSize(4);
        PlanDay plan = Objects.requireNonNull(
                Sweep.planDays(world.on("2018-01-03").situation(LocalTime.NOON)).get(World.PLAN));
        assertThat(plan.unreached())
                .extracting(person ->
                        person.role() + " " + person.of() + " " + person.why().occurrence())
                .containsExactly(
                        "CHAIR Carers Strategy Group left@c-chris",
                        "MEMBER Carers Strategy Group refused@c-mo",
                        "MEMBER Carers Strategy Group forgotten@c-ora",
                        "ESCALATION_CONTACT Carers Count away@c-ellen@2018-01-01");
    }

    @Test
    void who_has_a_deputy_or_a_colleague_there_is_not_missed() {
        World world = world().contact("c-rani", "Rani Gill", Contact.Role.MEMBER)
                .contact("c-eve", "Eve Moss", Contact.Role.ESCALATION_CONTACT, "carers")
                .due("a-1", "2018-12-31")
                .away("c-chris", "2018-01-01", "2018-01-19", "c-rani")
                .leaves("c-ellen");

        assertThat(world.checkUntil("2018-01-31")).isEmpty();
    }

    @Test
    void an_escalation_contact_of_a_party_that_leads_nothing_open_is_not_missed() {
        World world = world().due("a-1", "2018-12-31").complete("a-1").undeliverable("c-ellen");

        assertThat(world.checkUntil("2018-01-31")).isEmpty();
    }

    @Test
    void another_address_that_fails_too_is_told_again() {
        World world = world().undeliverable("c-chris");
        assertThat(world.checkUntil("2018-01-05")).containsExactly("2018-01-02 UNREACHED kirklees c-priya");

        world.on("2018-01-08").otherAddress("c-chris", "chris@other.example");
        assertThat(world.checkUntil("2018-01-09")).isEmpty();
        world.on("2018-01-10").undeliverable("c-chris");
        assertThat(world.checkUntil("2018-01-12")).containsExactly("2018-01-10 UNREACHED kirklees c-priya");
    }

    @Test
    void a_group_with_two_plans_is_told_of_once() {
        World world = world().plan("dementia", org.waymark.contract.time.Nation.ENGLAND);
        world.happen(new org.waymark.contract.plan.PlanEvent.PlanAdopted("dementia", world.today(), null));
        world.sees("kirklees", "dementia").undeliverable("c-chris");

        assertThat(world.checkUntil("2018-01-12")).containsExactly("2018-01-02 UNREACHED dementia c-priya");
    }
}
