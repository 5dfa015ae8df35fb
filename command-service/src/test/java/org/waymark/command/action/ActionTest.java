package org.waymark.command.action;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waymark.contract.action.Rating.AMBER;
import static org.waymark.contract.action.Rating.GREEN;
import static org.waymark.contract.action.Rating.RED;
import static org.waymark.contract.action.Status.COMPLETE;
import static org.waymark.contract.action.Status.ENDED;
import static org.waymark.contract.action.Status.IN_PROGRESS;
import static org.waymark.contract.action.Status.NOT_STARTED;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.hamcrest.CoreMatchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.command.rule.Acting;
import org.waymark.command.rule.Forbidden;
import org.waymark.command.rule.Given;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StaleEdit;
import org.waymark.command.rule.UnknownId;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.action.ActionCommand.*;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.ActionEvent.*;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.MilestoneDetails;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Stand;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.Timescale.Kind;
import org.waymark.contract.time.Timescale.Recurrence;

class ActionTest {

    private static final ActionDetails DETAILS =
            new ActionDetails("t1", "o1", "8.4", 0, "Carry on with the charter", null, null, List.of("More sign up"));
    private static final Timescale APRIL = date("Apr-18", "2018-04-30");
    private static final Timescale SEPTEMBER = date("September 2018", "2018-09-30");
    private static final LocalDate TODAY = LocalDate.parse("2018-06-25");
    private static final MetaData AS_LEAD =
            MetaData.from(Map.of(Metadata.ROLE, Role.LEAD.name(), Acting.PARTIES, "p-7 p-1"));

    private final AggregateTestFixture<Action> fixture = Given.decider(Action.class);

    private static Timescale date(String written, String target) {
        return new Timescale(written, Kind.DATE, null, LocalDate.parse(target), null, false, null);
    }

    private static ActionAdded added() {
        return added(APRIL, IN_PROGRESS, AMBER, Leads.of("p-1"));
    }

    private static ActionAdded added(Timescale timescale, Status status, Rating rating, Leads leads) {
        return new ActionAdded(
                "a-1", "kirklees", DETAILS, leads, List.of("p-2"), timescale, status, rating, List.of(), List.of());
    }

    private static Timescale sixMonthly(@Nullable String target, boolean assumed) {
        return new Timescale(
                "Six monthly",
                Kind.RECURRING,
                null,
                target == null ? null : LocalDate.parse(target),
                new Recurrence(6, null),
                assumed,
                null);
    }

    private static ActionAdded undated() {
        return added(Timescale.none(), IN_PROGRESS, AMBER, Leads.of("p-1"));
    }

    private static FreeText words(String text) {
        return FreeText.of(text);
    }

    private static AddAction adding(Status status, String timescale) {
        return new AddAction(
                "a-1",
                "kirklees",
                DETAILS,
                Leads.of("p-1"),
                List.of("p-2"),
                timescale,
                status,
                AMBER,
                List.of(),
                List.of(),
                List.of(),
                null,
                status == ENDED ? "as stated in plan.csv" : null);
    }

    private ResultValidator<Action> after(List<? extends ActionEvent> history, ActionCommand command) {
        return fixture.given(history).when(command);
    }

    private ResultValidator<Action> after(ActionEvent history, ActionCommand command) {
        return fixture.given(history).when(command);
    }

    private static void refuses(ResultValidator<Action> result, String message) {
        result.expectException(Refused.class).expectExceptionMessage(message).expectNoEvents();
    }

    private static void blames(ResultValidator<Action> result, String field, String message) {
        result.expectException(Matchers.matches(
                        (InvalidField invalid) -> invalid.field().equals(field)))
                .expectExceptionMessage(message)
                .expectNoEvents();
    }

    @Nested
    class Adding {

        @Test
        void an_action_is_added_with_its_time_read() {
            fixture.givenNoPriorActivity()
                    .when(adding(NOT_STARTED, "Apr-18"))
                    .expectEvents(added(APRIL, NOT_STARTED, AMBER, Leads.of("p-1")))
                    .expectResultMessagePayload(1L);
        }

        @Test
        void what_names_no_part_of_the_year_counts_from_the_adoption_of_the_plan() {
            fixture.givenNoPriorActivity()
                    .when(adding(NOT_STARTED, "Six monthly"))
                    .expectEvents(added(sixMonthly("2018-07-15", true), NOT_STARTED, AMBER, Leads.of("p-1")));
        }

        @Test
        void a_note_is_progress_and_starts_it() {
            fixture.givenNoPriorActivity()
                    .when(new AddAction(
                            "a-1",
                            "kirklees",
                            DETAILS,
                            Leads.of("p-1"),
                            List.of("p-2"),
                            "",
                            NOT_STARTED,
                            AMBER,
                            List.of(),
                            List.of(new MilestoneDetails("m1", "Half way", "April 2018")),
                            List.of(),
                            "Requires development",
                            null))
                    .expectEvents(
                            added(Timescale.none(), NOT_STARTED, AMBER, Leads.of("p-1")),
                            new MilestoneAdded("a-1", "m1", "Half way", date("April 2018", "2018-04-30")),
                            new ProgressReported("a-1", words("Requires development")),
                            new StatusChanged("a-1", NOT_STARTED, IN_PROGRESS, null));
        }

        @Test
        void a_complete_one_is_added_and_then_completed_in_the_month_it_names() {
            fixture.givenNoPriorActivity()
                    .when(adding(COMPLETE, "Apr-18"))
                    .expectEvents(
                            added(APRIL, IN_PROGRESS, AMBER, Leads.of("p-1")),
                            new Completed("a-1", IN_PROGRESS, LocalDate.parse("2018-04-30"), null))
                    .expectResultMessagePayload(2L);
        }

        @Test
        void an_ended_one_is_added_and_then_ended() {
            fixture.givenNoPriorActivity()
                    .when(adding(ENDED, "Apr-18"))
                    .expectEvents(added(), new Ended("a-1", IN_PROGRESS, words("as stated in plan.csv")));
        }

        @Test
        void the_word_complete_in_the_time_column_closes_it() {
            fixture.givenNoPriorActivity()
                    .when(adding(NOT_STARTED, "Complete"))
                    .expectEvents(
                            added(
                                    new Timescale("Complete", Kind.SETTLED_COMPLETE, null, null, null, false, null),
                                    IN_PROGRESS,
                                    AMBER,
                                    Leads.of("p-1")),
                            new Completed("a-1", IN_PROGRESS, TODAY, null));
        }

        @Test
        void to_a_closed_plan_is_refused() {
            refuses(
                    fixture.givenNoPriorActivity().when(addingTo("closed", DETAILS, List.of())),
                    "Old plan is closed, so nothing can be added. Add the action to its successor.");
        }

        @Test
        void to_a_plan_that_is_none_is_refused() {
            fixture.givenNoPriorActivity()
                    .when(addingTo("nowhere", DETAILS, List.of()))
                    .expectException(UnknownId.class);
        }

        @Test
        void under_a_theme_that_the_plan_does_not_have_is_refused() {
            ActionDetails elsewhere = new ActionDetails("t9", null, "1.1", 0, "Text", null, null, List.of());
            blames(
                    fixture.givenNoPriorActivity().when(addingTo("kirklees", elsewhere, List.of())),
                    "details.themeId",
                    "Choose a theme of Carers plan");
        }

        @Test
        void that_waits_for_nothing_known_is_refused() {
            blames(
                    fixture.givenNoPriorActivity().when(addingTo("kirklees", DETAILS, List.of("a-none"))),
                    "waitsFor",
                    "Choose an action: a-none is none");
        }

        private AddAction addingTo(String planId, ActionDetails details, List<String> waitsFor) {
            return new AddAction(
                    "a-1",
                    planId,
                    details,
                    Leads.none(),
                    List.of(),
                    "",
                    NOT_STARTED,
                    AMBER,
                    List.of(),
                    List.of(),
                    waitsFor,
                    null,
                    null);
        }
    }

    @Nested
    class Work {

        @Test
        void progress_starts_an_action_and_may_rate_it() {
            after(added(APRIL, NOT_STARTED, AMBER, Leads.of("p-1")), new ReportProgress("a-1", "Half done", GREEN))
                    .expectEvents(
                            new ProgressReported("a-1", words("Half done")),
                            new StatusChanged("a-1", NOT_STARTED, IN_PROGRESS, null),
                            new RatingChanged("a-1", AMBER, GREEN, null))
                    .expectResultMessagePayload(4L);
        }

        @Test
        void progress_alone_changes_neither_status_nor_rating() {
            after(added(), new ReportProgress("a-1", "Half done", AMBER))
                    .expectEvents(new ProgressReported("a-1", words("Half done")));
        }

        @Test
        void the_status_changes_between_the_open_ones() {
            after(added(), new ChangeStatus("a-1", NOT_STARTED, "Not yet after all"))
                    .expectEvents(new StatusChanged("a-1", IN_PROGRESS, NOT_STARTED, words("Not yet after all")));
        }

        @Test
        void closing_is_no_change_of_status() {
            blames(
                    after(added(), new ChangeStatus("a-1", COMPLETE, null)),
                    "status",
                    "Choose not started or in progress; to close the action, complete or end it");
        }

        @Test
        void what_it_says_already_is_refused() {
            String message = "This is what 8.4 says already, so nothing was changed.";
            refuses(after(added(), new ChangeStatus("a-1", IN_PROGRESS, null)), message);
            refuses(after(added(), new ChangeRating("a-1", AMBER, null)), message);
            refuses(after(added(), new AmendDetails("a-1", DETAILS, null)), message);
            refuses(after(added(), new Label("a-1", List.of())), message);
            refuses(after(added(), new AssignLead("a-1", Leads.of("p-1"))), message);
            refuses(after(added(), new ReassignLead("a-1", Leads.of("p-1"), "why")), message);
            refuses(after(added(), new AddPartner("a-1", "p-2")), message);
            refuses(after(added(), new Correct("a-1", DETAILS, AMBER, null, "why")), message);
        }

        @Test
        void the_rating_changes() {
            after(added(), new ChangeRating("a-1", RED, null)).expectEvents(new RatingChanged("a-1", AMBER, RED, null));
        }

        @Test
        void details_are_amended() {
            ActionDetails to = new ActionDetails("t2", null, "8.4", 1, "Other text", null, null, List.of());
            after(added(), new AmendDetails("a-1", to, "as stated in plan.csv"))
                    .expectEvents(new DetailsAmended("a-1", DETAILS, to, words("as stated in plan.csv")));
        }

        @Test
        void labels_are_replaced_without_repetition() {
            after(added(), new Label("a-1", List.of("EIA 2", "EIA 3", "EIA 2")))
                    .expectEvents(new Labelled("a-1", List.of(), List.of("EIA 2", "EIA 3")));
        }

        @Test
        void it_is_kept_from_the_public_once_and_let_out_again() {
            String message = "This is what 8.4 says already, so nothing was changed.";
            MarkedExempt marked = new MarkedExempt("a-1", words("Paragraph 3, business affairs"));
            after(added(), new MarkExempt("a-1", "Paragraph 3, business affairs"))
                    .expectEvents(marked);
            refuses(after(List.of(added(), marked), new MarkExempt("a-1", "Again")), message);
            refuses(after(added(), new LiftExemption("a-1", "Nothing to lift")), message);
            after(List.of(added(), marked), new LiftExemption("a-1", "The contract is let"))
                    .expectEvents(new ExemptionLifted("a-1", words("The contract is let")));
        }

        @Test
        void a_milestone_is_added_and_reached() {
            MilestoneAdded milestone = new MilestoneAdded("a-1", "m1", "Review", date("April 2018", "2018-04-30"));
            after(added(), new AddMilestone("a-1", new MilestoneDetails("m1", "Review", "April 2018")))
                    .expectEvents(milestone);
            after(List.of(added(), milestone), new ReachMilestone("a-1", "m1", null, "Done"))
                    .expectEvents(new MilestoneReached("a-1", "m1", TODAY, words("Done")));
        }

        @Test
        void a_milestone_is_reached_once_and_not_in_the_future() {
            List<ActionEvent> history = List.of(added(), new MilestoneAdded("a-1", "m1", "Review", Timescale.none()));
            blames(
                    after(history, new ReachMilestone("a-1", "m1", TODAY.plusDays(1), null)),
                    "reachedOn",
                    "Enter today or a day before");
            blames(
                    after(history, new ReachMilestone("a-1", "m2", null, null)),
                    "milestoneId",
                    "Choose a milestone of 8.4");
            refuses(
                    fixture.given(history)
                            .andGiven(new MilestoneReached("a-1", "m1", TODAY, null))
                            .when(new ReachMilestone("a-1", "m1", null, null)),
                    "This milestone of 8.4 is reached already.");
            refuses(
                    after(history, new AddMilestone("a-1", new MilestoneDetails("m1", "Again", ""))),
                    "8.4 has this milestone already.");
        }

        @Test
        void the_date_of_a_milestone_moves_with_a_reason_and_that_of_the_action_stays() {
            Timescale april = date("April 2018", "2018-04-30");
            Timescale june = date("June 2018", "2018-06-30");
            MilestoneAdded milestone = new MilestoneAdded("a-1", "m1", "Review", april);
            MilestoneMoved later = new MilestoneMoved("a-1", "m1", "Review", april, june, words("The venue is shut"));
            after(List.of(added(), milestone), new MoveMilestone("a-1", "m1", "June 2018", "The venue is shut"))
                    .expectEvents(later);
            after(List.of(added(), milestone, later), new MoveMilestone("a-1", "m1", "April 2018", "It opens again"))
                    .expectEvents(new MilestoneMoved("a-1", "m1", "Review", june, april, words("It opens again")));
        }

        @Test
        void a_milestone_without_a_date_is_given_one() {
            after(
                            List.of(added(), new MilestoneAdded("a-1", "m1", "Review", Timescale.none())),
                            new MoveMilestone("a-1", "m1", "June 2018", "Agreed at the meeting"))
                    .expectEvents(new MilestoneMoved(
                            "a-1",
                            "m1",
                            "Review",
                            Timescale.none(),
                            date("June 2018", "2018-06-30"),
                            words("Agreed at the meeting")));
        }

        @Test
        void a_milestone_moves_to_another_date_only_and_not_once_it_is_reached() {
            List<ActionEvent> history =
                    List.of(added(), new MilestoneAdded("a-1", "m1", "Review", date("April 2018", "2018-04-30")));
            blames(
                    after(history, new MoveMilestone("a-1", "m1", "30 April 2018", "why")),
                    "timescale",
                    "Enter another date than the one agreed");
            blames(
                    after(history, new MoveMilestone("a-1", "m1", "ongoing", "why")),
                    "timescale",
                    "Enter a date, for example 30 September 2018");
            blames(
                    after(history, new MoveMilestone("a-1", "m2", "June 2018", "why")),
                    "milestoneId",
                    "Choose a milestone of 8.4");
            refuses(
                    fixture.given(history)
                            .andGiven(new MilestoneReached("a-1", "m1", TODAY, null))
                            .when(new MoveMilestone("a-1", "m1", "June 2018", "why")),
                    "This milestone of 8.4 is reached already.");
        }

        @Test
        void evidence_is_attached() {
            after(added(), new AttachEvidence("a-1", "Minutes", "https://example.org/1", null))
                    .expectEvents(new EvidenceAttached("a-1", "Minutes", "https://example.org/1", null));
        }

        @Test
        void a_dependency_is_declared_once() {
            after(added(), new DeclareDependency("a-1", "a-2", null))
                    .expectEvents(new DependencyDeclared("a-1", "a-2", null));
            refuses(
                    after(
                            List.of(added(), new DependencyDeclared("a-1", "a-2", null)),
                            new DeclareDependency("a-1", "a-2", null)),
                    "This is what 8.4 says already, so nothing was changed.");
        }

        @Test
        void a_decision_is_recorded() {
            after(added(), new RecordDecision("a-1", DecisionKind.NOTED, "Noted", "g-1", "m-1", null))
                    .expectEvents(new DecisionRecorded("a-1", DecisionKind.NOTED, words("Noted"), "g-1", "m-1", TODAY));
        }

        @Test
        void a_decision_is_that_of_a_group_there_is() {
            blames(
                    after(added(), new RecordDecision("a-1", DecisionKind.NOTED, "Noted", "g-none", "m-1", null)),
                    "groupId",
                    "Choose a group: g-none is none");
            blames(
                    after(added(), new RecordDecision("a-1", DecisionKind.NOTED, "Noted", null, "m-1", null)),
                    "groupId",
                    "Choose the group whose meeting it was");
        }
    }

    @Nested
    class Leading {

        @Test
        void an_action_without_a_lead_is_given_one() {
            Leads leads = new Leads(List.of("p-1", "p-3"), "p-3");
            after(added(APRIL, IN_PROGRESS, AMBER, Leads.none()), new AssignLead("a-1", leads))
                    .expectEvents(new LeadAssigned("a-1", Leads.none(), leads));
        }

        @Test
        void another_lead_is_marked_accountable() {
            Leads from = Leads.of("p-1", "p-3");
            Leads to = new Leads(List.of("p-1", "p-3"), "p-3");
            after(added(APRIL, IN_PROGRESS, AMBER, from), new AssignLead("a-1", to))
                    .expectEvents(new LeadAssigned("a-1", from, to));
        }

        @Test
        void replacing_leads_is_no_assignment() {
            refuses(
                    after(added(), new AssignLead("a-1", Leads.of("p-3"))),
                    "8.4 is led by somebody already. Reassign it, and say why.");
            blames(after(added(), new AssignLead("a-1", Leads.none())), "leads", "Choose who leads");
        }

        @Test
        void leads_are_reassigned_even_to_nobody() {
            after(added(), new ReassignLead("a-1", Leads.none(), "Not ours"))
                    .expectEvents(new LeadReassigned("a-1", Leads.of("p-1"), Leads.none(), words("Not ours")));
        }

        @Test
        void reassigning_an_action_without_a_lead_is_refused() {
            refuses(
                    after(
                            added(APRIL, IN_PROGRESS, AMBER, Leads.none()),
                            new ReassignLead("a-1", Leads.of("p-1"), "why")),
                    "8.4 has no lead yet. Assign one.");
        }

        @Test
        void a_party_that_is_not_registered_cannot_lead_or_partner() {
            String message = "Choose a registered party: p-unknown is none";
            blames(after(added(), new ReassignLead("a-1", Leads.of("p-unknown"), "why")), "leads", message);
            blames(after(added(), new AddPartner("a-1", "p-unknown")), "partyId", message);
        }

        @Test
        void partners_come_and_go() {
            after(added(), new AddPartner("a-1", "p-3")).expectEvents(new PartnerAdded("a-1", "p-3"));
            after(added(), new RemovePartner("a-1", "p-2", null)).expectEvents(new PartnerRemoved("a-1", "p-2", null));
            blames(after(added(), new RemovePartner("a-1", "p-3", null)), "partyId", "Choose a partner of 8.4");
        }

        @Test
        void a_lead_of_another_party_may_do_nothing() {
            fixture.given(added(APRIL, IN_PROGRESS, AMBER, Leads.of("p-9")))
                    .when(new ReportProgress("a-1", "Half done", null), AS_LEAD)
                    .expectException(Forbidden.class)
                    .expectExceptionMessage("Only those who lead 8.4 can do this. Ask the governance officer.");
        }

        @Test
        void a_lead_answers_for_what_was_merged_into_their_party_too() {
            ActionAdded ofMerged = added(APRIL, IN_PROGRESS, AMBER, Leads.of("p-merged"));
            fixture.given(ofMerged)
                    .when(new ReportProgress("a-1", "Half done", null), AS_LEAD)
                    .expectEvents(new ProgressReported("a-1", words("Half done")));
            fixture.given(added())
                    .when(
                            new ReportProgress("a-1", "Half done", null),
                            MetaData.from(Map.of(Metadata.ROLE, Role.LEAD.name(), Acting.PARTIES, "p-merged")))
                    .expectEvents(new ProgressReported("a-1", words("Half done")));
        }

        @Test
        void a_lead_of_one_of_its_parties_may_report() {
            fixture.given(added())
                    .when(new ReportProgress("a-1", "Half done", null), AS_LEAD)
                    .expectEvents(new ProgressReported("a-1", words("Half done")));
        }
    }

    @Nested
    class Time {

        @Test
        void a_date_is_given_where_there_was_none() {
            after(undated(), new SetTimescale("a-1", "September 2018", null))
                    .expectEvents(new TimescaleSet("a-1", Timescale.none(), SEPTEMBER, null));
        }

        @Test
        void an_assumed_date_is_settled_and_counts_from_then_on() {
            Timescale assumed = new Timescale("2018", Kind.DATE, null, LocalDate.parse("2018-12-31"), null, true, null);
            after(
                            List.of(
                                    added(assumed, IN_PROGRESS, AMBER, Leads.of("p-1")),
                                    new TimescaleSet("a-1", assumed, APRIL, null)),
                            new SlipTimescale("a-1", "September 2018", "Late start"))
                    .expectEvents(slipped(APRIL, SEPTEMBER, "2018-04-30", 1, 153, 153));
        }

        @Test
        void an_agreed_date_is_not_simply_set() {
            refuses(
                    after(added(), new SetTimescale("a-1", "September 2018", null)),
                    "8.4 is due on 30 April 2018 already. Move the date to a later one with a reason, or bring it"
                            + " forward.");
        }

        @Test
        void words_that_cannot_be_read_are_not_agreed() {
            after(undated(), new SetTimescale("a-1", "TBC", null))
                    .expectException(CoreMatchers.instanceOf(InvalidField.class))
                    .expectNoEvents();
            after(added(), new SlipTimescale("a-1", "TBC", "why"))
                    .expectException(CoreMatchers.instanceOf(InvalidField.class))
                    .expectNoEvents();
        }

        @Test
        void a_slip_counts_from_the_first_date_agreed() {
            Timescale october = date("31 October 2018", "2018-10-31");
            after(
                            List.of(added(), slipped(APRIL, SEPTEMBER, "2018-04-30", 1, 153, 153)),
                            new SlipTimescale("a-1", "31 October 2018", "Late start"))
                    .expectEvents(slipped(SEPTEMBER, october, "2018-04-30", 2, 31, 184));
        }

        @Test
        void a_slip_is_to_a_later_date() {
            blames(
                    after(added(), new SlipTimescale("a-1", "March 2018", "why")),
                    "timescale",
                    "Enter a date after 30 April 2018, or bring it forward instead");
            blames(
                    after(added(), new SlipTimescale("a-1", "Ongoing", "why")),
                    "timescale",
                    "Enter a date, for example 30 September 2018");
        }

        @Test
        void a_date_is_brought_forward() {
            Timescale march = date("March 2018", "2018-03-31");
            after(added(), new BringForward("a-1", "March 2018", null))
                    .expectEvents(new BroughtForward("a-1", APRIL, march, null, 30));
            blames(
                    after(added(), new BringForward("a-1", "September 2018", null)),
                    "timescale",
                    "Enter a date before 30 April 2018, or move it to a later one with a reason");
        }

        @Test
        void what_has_no_date_cannot_slip() {
            refuses(
                    after(undated(), new SlipTimescale("a-1", "September 2018", "why")),
                    "8.4 has no date that could move. Set its timescale instead.");
        }

        @Test
        void after_it_was_brought_forward_the_first_date_is_remembered() {
            Timescale march = date("March 2018", "2018-03-31");
            after(
                            List.of(added(), new BroughtForward("a-1", APRIL, march, null, 30)),
                            new SlipTimescale("a-1", "September 2018", "Late start"))
                    .expectEvents(slipped(march, SEPTEMBER, "2018-04-30", 1, 183, 153));
        }

        @Test
        void completing_an_occurrence_schedules_the_next() {
            Timescale june = recurring("2018-06-30");
            after(added(june, IN_PROGRESS, GREEN, Leads.of("p-1")), new CompleteOccurrence("a-1", "Held"))
                    .expectEvents(new OccurrenceCompleted(
                            "a-1", LocalDate.parse("2018-06-30"), recurring("2019-06-30"), words("Held")));
        }

        @Test
        void what_does_not_come_back_has_no_occurrence() {
            refuses(
                    after(added(), new CompleteOccurrence("a-1", null)),
                    "8.4 does not come back. Complete it instead.");
        }

        @Test
        void what_goes_on_after_its_date_goes_on_after_a_later_one() {
            Timescale june = new Timescale(
                    "June 2018 and ongoing",
                    Kind.DATE_THEN_ONGOING,
                    null,
                    LocalDate.parse("2018-06-30"),
                    null,
                    false,
                    null);
            Timescale september = new Timescale(
                    "September 2018", Kind.DATE_THEN_ONGOING, null, LocalDate.parse("2018-09-30"), null, false, null);
            after(
                            added(june, IN_PROGRESS, AMBER, Leads.of("p-1")),
                            new SlipTimescale("a-1", "September 2018", "Late start"))
                    .expectEvents(slipped(june, september, "2018-06-30", 1, 92, 92));
        }

        @Test
        void what_is_settled_as_coming_back_counts_from_the_adoption_of_the_plan() {
            after(undated(), new SetTimescale("a-1", "Six monthly", null))
                    .expectEvents(new TimescaleSet("a-1", Timescale.none(), sixMonthly("2018-07-15", false), null));
        }

        @Test
        void in_a_draft_it_has_no_date_until_the_plan_is_adopted() {
            ActionAdded added = new ActionAdded(
                    "a-1",
                    "next",
                    DETAILS,
                    Leads.of("p-1"),
                    List.of(),
                    Timescale.none(),
                    IN_PROGRESS,
                    AMBER,
                    List.of(),
                    List.of());
            after(added, new SetTimescale("a-1", "Six monthly", null))
                    .expectEvents(new TimescaleSet("a-1", Timescale.none(), sixMonthly(null, false), null));
        }

        private Timescale recurring(String target) {
            return new Timescale(
                    "June each year",
                    Kind.RECURRING,
                    null,
                    LocalDate.parse(target),
                    new Recurrence(12, MonthDay.of(6, 30)),
                    false,
                    null);
        }

        private TimescaleSlipped slipped(
                Timescale from, Timescale to, String first, int count, long days, long totalDays) {
            return new TimescaleSlipped(
                    "a-1", from, to, words("Late start"), LocalDate.parse(first), count, days, totalDays);
        }
    }

    @Nested
    class Proposals {

        private final DateProposed proposed =
                new DateProposed("a-1", "r-1", APRIL, SEPTEMBER, words("Waiting for the grant"));

        @Test
        void a_date_is_proposed_and_the_agreed_one_stands() {
            after(added(), new ProposeDate("a-1", "r-1", "September 2018", "Waiting for the grant"))
                    .expectEvents(proposed);
        }

        @Test
        void an_accepted_later_date_is_a_slip_in_the_same_commit() {
            after(List.of(added(), proposed), new AcceptProposal("a-1", "r-1", null))
                    .expectEvents(
                            new ProposalAccepted("a-1", "r-1", null),
                            new TimescaleSlipped(
                                    "a-1",
                                    APRIL,
                                    SEPTEMBER,
                                    words("Waiting for the grant"),
                                    LocalDate.parse("2018-04-30"),
                                    1,
                                    153,
                                    153));
        }

        @Test
        void an_accepted_completion_completes() {
            after(
                            List.of(added(), new CompletionProposed("a-1", "r-1", words("All done"))),
                            new AcceptProposal("a-1", "r-1", "Well done"))
                    .expectEvents(
                            new ProposalAccepted("a-1", "r-1", words("Well done")),
                            new Completed("a-1", IN_PROGRESS, TODAY, words("All done")));
        }

        @Test
        void what_was_done_before_it_was_accepted_was_done_on_its_day() {
            LocalDate done = LocalDate.parse("2018-04-27");
            CompletionProposed said = new CompletionProposed("a-1", "r-a-1-1", words("All done"), done);
            fixture.given(added())
                    .when(new Complete("a-1", done, "All done"), AS_LEAD)
                    .expectEvents(said);
            after(List.of(added(), said), new AcceptProposal("a-1", "r-a-1-1", null))
                    .expectEvents(
                            new ProposalAccepted("a-1", "r-a-1-1", null),
                            new Completed("a-1", IN_PROGRESS, done, words("All done")));
            blames(
                    after(added(), new ProposeCompletion("a-1", "r-1", "Soon", TODAY.plusDays(1))),
                    "completedOn",
                    "Enter today or a day before");
        }

        @Test
        void an_accepted_ending_ends() {
            after(
                            List.of(added(), new EndingProposed("a-1", "r-1", words("No money"))),
                            new AcceptProposal("a-1", "r-1", null))
                    .expectEvents(
                            new ProposalAccepted("a-1", "r-1", null), new Ended("a-1", IN_PROGRESS, words("No money")));
        }

        @Test
        void a_declined_proposal_changes_nothing_and_is_gone() {
            ProposalDeclined declined = new ProposalDeclined("a-1", "r-1", words("Too late"));
            after(List.of(added(), proposed), new DeclineProposal("a-1", "r-1", "Too late"))
                    .expectEvents(declined);
            refuses(
                    after(List.of(added(), proposed, declined), new AcceptProposal("a-1", "r-1", null)),
                    "This proposal about 8.4 does not wait for an answer any more.");
        }

        @Test
        void one_proposal_of_a_kind_waits_at_a_time() {
            refuses(
                    after(List.of(added(), proposed), new ProposeDate("a-1", "r-2", "October 2018", "why")),
                    "A proposal about 8.4 waits for governance already.");
            after(List.of(added(), proposed), new ProposeEnding("a-1", "r-2", "No money"))
                    .expectEvents(new EndingProposed("a-1", "r-2", words("No money")));
        }

        @Test
        void what_a_lead_changes_about_date_completion_or_ending_waits_for_governance() {
            fixture.given(added())
                    .when(new SlipTimescale("a-1", "September 2018", "Waiting for the grant"), AS_LEAD)
                    .expectEvents(new DateProposed("a-1", "r-a-1-1", APRIL, SEPTEMBER, words("Waiting for the grant")));
            fixture.given(added())
                    .when(new Complete("a-1", null, "All done"), AS_LEAD)
                    .expectEvents(new CompletionProposed("a-1", "r-a-1-1", words("All done"), TODAY));
            fixture.given(added())
                    .when(new End("a-1", "No money"), AS_LEAD)
                    .expectEvents(new EndingProposed("a-1", "r-a-1-1", words("No money")));
            fixture.given(undated())
                    .when(new SetTimescale("a-1", "September 2018", "Planned now"), AS_LEAD)
                    .expectEvents(
                            new DateProposed("a-1", "r-a-1-1", Timescale.none(), SEPTEMBER, words("Planned now")));
        }

        @Test
        void where_the_policy_has_no_proposals_a_lead_decides() {
            Given.decider(Action.class, false)
                    .given(added())
                    .when(new Complete("a-1", null, null), AS_LEAD)
                    .expectEvents(new Completed("a-1", IN_PROGRESS, TODAY, null));
        }
    }

    @Nested
    class NotTheirs {

        private final LeadChangeProposed said = new LeadChangeProposed(
                "a-1", "r-1", Leads.of("p-1", "p-3"), Leads.of("p-3"), words("Pathways took it over"));
        private final ActionAdded shared = added(APRIL, IN_PROGRESS, AMBER, Leads.of("p-1", "p-3"));

        @Test
        void a_lead_says_that_it_is_not_theirs_and_leads_it_until_governance_answers() {
            fixture.given(shared)
                    .when(new ProposeLeadChange("a-1", "r-1", "Pathways took it over"), AS_LEAD)
                    .expectEvents(said);
        }

        @Test
        void an_accountable_lead_who_would_go_leaves_nobody_accountable() {
            fixture.given(added(APRIL, IN_PROGRESS, AMBER, new Leads(List.of("p-1", "p-3"), "p-1")))
                    .when(new ProposeLeadChange("a-1", "r-1", "Pathways took it over"), AS_LEAD)
                    .expectEvents(new LeadChangeProposed(
                            "a-1",
                            "r-1",
                            new Leads(List.of("p-1", "p-3"), "p-1"),
                            Leads.of("p-3"),
                            words("Pathways took it over")));
        }

        @Test
        void where_governance_agrees_they_lead_it_no_more() {
            after(List.of(shared, said), new AcceptProposal("a-1", "r-1", null))
                    .expectEvents(
                            new ProposalAccepted("a-1", "r-1", null),
                            new LeadReassigned(
                                    "a-1", Leads.of("p-1", "p-3"), Leads.of("p-3"), words("Pathways took it over")));
        }

        @Test
        void where_nobody_else_leads_it_has_no_lead_then() {
            LeadChangeProposed alone =
                    new LeadChangeProposed("a-1", "r-1", Leads.of("p-1"), Leads.none(), words("No idea whose"));
            after(List.of(added(), alone), new AcceptProposal("a-1", "r-1", null))
                    .expectEvents(
                            new ProposalAccepted("a-1", "r-1", null),
                            new LeadReassigned("a-1", Leads.of("p-1"), Leads.none(), words("No idea whose")));
        }

        @Test
        void giving_it_to_somebody_else_answers_it() {
            after(List.of(shared, said), new ReassignLead("a-1", Leads.of("p-4"), "Pathways agreed"))
                    .expectEvents(
                            new ProposalAccepted("a-1", "r-1", null),
                            new LeadReassigned(
                                    "a-1", Leads.of("p-1", "p-3"), Leads.of("p-4"), words("Pathways agreed")));
        }

        @Test
        void another_change_of_leads_does_not_answer_it() {
            after(List.of(shared, said), new ReassignLead("a-1", Leads.of("p-1"), "Only they"))
                    .expectEvents(
                            new LeadReassigned("a-1", Leads.of("p-1", "p-3"), Leads.of("p-1"), words("Only they")));
        }

        @Test
        void where_governance_does_not_agree_it_stays_with_them() {
            after(List.of(shared, said), new DeclineProposal("a-1", "r-1", "The board gave it to you"))
                    .expectEvents(new ProposalDeclined("a-1", "r-1", words("The board gave it to you")));
        }

        @Test
        void it_is_said_once() {
            refuses(
                    fixture.given(shared, said).when(new ProposeLeadChange("a-1", "r-2", "Still not"), AS_LEAD),
                    "A proposal about 8.4 waits for governance already.");
        }

        @Test
        void whoever_may_change_the_leads_proposes_nothing() {
            refuses(
                    after(added(), new ProposeLeadChange("a-1", "r-1", "Not theirs")),
                    "You can change who leads 8.4 yourself. Reassign it, and say why.");
        }
    }

    @Nested
    class Answering {

        private final ProgressReported word = new ProgressReported("a-1", words("Stalls in four libraries"));

        private Answer answer(
                Stand stand,
                @Nullable String note,
                @Nullable Rating rating,
                @Nullable String timescale,
                @Nullable String reason) {
            return new Answer("a-1", stand, note, rating, timescale, reason, null);
        }

        @Test
        void milestones_that_were_reached_need_no_more_words_and_are_one_commit_with_them() {
            MilestoneAdded first = new MilestoneAdded("a-1", "m1", "Review", date("April 2018", "2018-04-30"));
            MilestoneAdded second = new MilestoneAdded("a-1", "m2", "Report", date("May 2018", "2018-05-31"));
            fixture.given(added(), first, second)
                    .when(new Answer("a-1", Stand.GOING_ON, null, RED, null, null, List.of("m1", "m2")), AS_LEAD)
                    .expectEvents(
                            new MilestoneReached("a-1", "m1", TODAY, null),
                            new MilestoneReached("a-1", "m2", TODAY, null),
                            new RatingChanged("a-1", AMBER, RED, null));
            fixture.given(added(), first)
                    .when(
                            new Answer(
                                    "a-1", Stand.GOING_ON, "Stalls in four libraries", null, null, null, List.of("m1")),
                            AS_LEAD)
                    .expectEvents(new MilestoneReached("a-1", "m1", TODAY, null), word);
        }

        @Test
        void a_milestone_of_another_action_or_one_that_was_reached_before_spoils_the_whole_answer() {
            MilestoneAdded first = new MilestoneAdded("a-1", "m1", "Review", date("April 2018", "2018-04-30"));
            fixture.given(added(), first)
                    .when(new Answer("a-1", Stand.GOING_ON, "note", null, null, null, List.of("m9")), AS_LEAD)
                    .expectException(InvalidField.class);
            fixture.given(added(), first, new MilestoneReached("a-1", "m1", TODAY, null))
                    .when(new Answer("a-1", Stand.GOING_ON, "note", null, null, null, List.of("m1")), AS_LEAD)
                    .expectException(Refused.class);
        }

        @Test
        void what_goes_on_is_a_word_and_a_rating_in_one_commit() {
            fixture.given(added())
                    .when(answer(Stand.GOING_ON, "Stalls in four libraries", RED, null, null), AS_LEAD)
                    .expectEvents(word, new RatingChanged("a-1", AMBER, RED, null));
        }

        @Test
        void the_rating_that_it_has_already_is_no_change() {
            fixture.given(added())
                    .when(answer(Stand.GOING_ON, "Stalls in four libraries", AMBER, null, null), AS_LEAD)
                    .expectEvents(word);
        }

        @Test
        void a_word_starts_what_had_not_started() {
            fixture.given(added(APRIL, NOT_STARTED, AMBER, Leads.of("p-1")))
                    .when(answer(Stand.GOING_ON, "Stalls in four libraries", null, null, null), AS_LEAD)
                    .expectEvents(word, new StatusChanged("a-1", NOT_STARTED, IN_PROGRESS, null));
        }

        @Test
        void a_later_date_is_a_proposal_where_the_plan_has_them_on() {
            fixture.given(added())
                    .when(
                            answer(
                                    Stand.DATE_MOVES,
                                    "Stalls in four libraries",
                                    null,
                                    "September 2018",
                                    "Waiting for the grant"),
                            AS_LEAD)
                    .expectEvents(
                            word, new DateProposed("a-1", "r-a-1-1", APRIL, SEPTEMBER, words("Waiting for the grant")));
        }

        @Test
        void a_later_date_is_a_slip_where_the_plan_has_them_off() {
            Given.decider(Action.class, false)
                    .given(added())
                    .when(answer(Stand.DATE_MOVES, null, null, "September 2018", "Late start"), AS_LEAD)
                    .expectEvents(new TimescaleSlipped(
                            "a-1", APRIL, SEPTEMBER, words("Late start"), LocalDate.parse("2018-04-30"), 1, 153, 153));
        }

        @Test
        void an_earlier_date_brings_it_forward() {
            Timescale march = date("March 2018", "2018-03-31");
            fixture.given(added())
                    .when(answer(Stand.DATE_MOVES, null, null, "March 2018", "Quicker"), AS_LEAD)
                    .expectEvents(new DateProposed("a-1", "r-a-1-1", APRIL, march, words("Quicker")));
        }

        @Test
        void a_date_for_what_had_none_is_proposed_too() {
            fixture.given(undated())
                    .when(answer(Stand.DATE_MOVES, null, RED, "September 2018", "Planned now"), AS_LEAD)
                    .expectEvents(
                            new RatingChanged("a-1", AMBER, RED, null),
                            new DateProposed("a-1", "r-a-1-1", Timescale.none(), SEPTEMBER, words("Planned now")));
        }

        @Test
        void a_date_that_cannot_be_read_saves_nothing_of_the_answer() {
            blames(
                    fixture.given(added()).when(answer(Stand.DATE_MOVES, "Stalls", RED, "xyz", "why"), AS_LEAD),
                    "timescale",
                    "Enter a date, for example 30 September 2018, or a word such as ongoing");
        }

        @Test
        void done_is_a_proposal_where_the_plan_has_them_on_and_done_where_not() {
            fixture.given(added())
                    .when(answer(Stand.DONE, "All done", null, null, null), AS_LEAD)
                    .expectEvents(new CompletionProposed("a-1", "r-a-1-1", words("All done"), TODAY));
            Given.decider(Action.class, false)
                    .given(added())
                    .when(answer(Stand.DONE, "All done", GREEN, null, null), AS_LEAD)
                    .expectEvents(
                            new RatingChanged("a-1", AMBER, GREEN, null),
                            new Completed("a-1", IN_PROGRESS, TODAY, words("All done")));
        }

        @Test
        void done_of_something_that_comes_back_is_this_time_only() {
            fixture.given(added(sixMonthly("2018-06-30", false), IN_PROGRESS, AMBER, Leads.of("p-1")))
                    .when(answer(Stand.DONE, "Report given", null, null, null), AS_LEAD)
                    .expectEvents(new OccurrenceCompleted(
                            "a-1",
                            LocalDate.parse("2018-06-30"),
                            sixMonthly("2018-12-30", false),
                            words("Report given")));
        }

        @Test
        void not_ours_goes_to_governance_with_a_suggestion_even_where_proposals_are_off() {
            Given.decider(Action.class, false)
                    .given(added())
                    .when(answer(Stand.NOT_OURS, null, null, null, "Pathways took it over"), AS_LEAD)
                    .expectEvents(new LeadChangeProposed(
                            "a-1", "r-a-1-1", Leads.of("p-1"), Leads.none(), words("Pathways took it over")));
        }

        @Test
        void each_stand_asks_for_what_it_needs() {
            assertThatThrownBy(() -> answer(Stand.GOING_ON, " ", null, null, null))
                    .hasMessage("Say what has happened");
            assertThatThrownBy(() -> answer(Stand.DONE, null, null, null, null)).hasMessage("Say what was done");
            assertThatThrownBy(() -> answer(Stand.DATE_MOVES, null, null, null, "why"))
                    .hasMessage("Enter the new date");
            assertThatThrownBy(() -> answer(Stand.DATE_MOVES, null, null, "May 2018", null))
                    .hasMessage("Say why the date moves");
            assertThatThrownBy(() -> answer(Stand.NOT_OURS, "words", null, null, null))
                    .hasMessage("Say who it may belong to");
        }
    }

    @Nested
    class Closing {

        private final List<ActionEvent> ended = List.of(added(), new Ended("a-1", IN_PROGRESS, words("No money")));

        static Stream<ActionCommand> refusedWhenClosed() {
            return Stream.of(
                    new AmendDetails("a-1", DETAILS, null),
                    new ReportProgress("a-1", "note", null),
                    new ChangeStatus("a-1", NOT_STARTED, null),
                    new ChangeRating("a-1", RED, null),
                    new SetTimescale("a-1", "May 2018", null),
                    new SlipTimescale("a-1", "May 2018", "why"),
                    new BringForward("a-1", "March 2018", null),
                    new ProposeDate("a-1", "r-1", "May 2018", "why"),
                    new ProposeCompletion("a-1", "r-1", "done"),
                    new ProposeEnding("a-1", "r-1", "why"),
                    new ProposeLeadChange("a-1", "r-1", "Ask Pathways"),
                    new Answer("a-1", Stand.GOING_ON, "note", null, null, null, null),
                    new Answer("a-1", Stand.DATE_MOVES, null, null, "May 2018", "why", null),
                    new Answer("a-1", Stand.DONE, "note", null, null, null, null),
                    new Answer("a-1", Stand.NOT_OURS, null, null, null, "why", null),
                    new AcceptProposal("a-1", "r-1", null),
                    new DeclineProposal("a-1", "r-1", "why"),
                    new CompleteOccurrence("a-1", null),
                    new AddMilestone("a-1", new MilestoneDetails("m1", "text", "")),
                    new MoveMilestone("a-1", "m1", "June 2018", "why"),
                    new ReachMilestone("a-1", "m1", null, null),
                    new AssignLead("a-1", Leads.of("p-1")),
                    new ReassignLead("a-1", Leads.of("p-3"), "why"),
                    new AddPartner("a-1", "p-3"),
                    new RemovePartner("a-1", "p-2", null),
                    new Complete("a-1", null, null),
                    new End("a-1", "why"),
                    new DeclareDependency("a-1", "a-2", null),
                    new Label("a-1", List.of("x")),
                    new RecordDecision("a-1", DecisionKind.NOTED, "text", null, null, null));
        }

        @ParameterizedTest
        @MethodSource
        void refusedWhenClosed(ActionCommand command) {
            refuses(after(ended, command), "8.4 has ended, so nothing can be changed. Reopen it first.");
        }

        @Test
        void it_is_completed_on_a_day_that_has_come() {
            after(added(), new Complete("a-1", LocalDate.parse("2018-06-01"), "All done"))
                    .expectEvents(new Completed("a-1", IN_PROGRESS, LocalDate.parse("2018-06-01"), words("All done")));
            blames(
                    after(added(), new Complete("a-1", TODAY.plusDays(1), null)),
                    "completedOn",
                    "Enter today or a day before");
        }

        @Test
        void a_complete_one_says_so() {
            refuses(
                    after(
                            List.of(added(), new Completed("a-1", IN_PROGRESS, TODAY, null)),
                            new ChangeRating("a-1", RED, null)),
                    "8.4 is complete, so nothing can be changed. Reopen it first.");
        }

        @Test
        void a_closed_one_takes_evidence_and_a_reasoned_correction() {
            after(ended, new AttachEvidence("a-1", "Minutes", null, null))
                    .expectEvents(new EvidenceAttached("a-1", "Minutes", null, null));
            after(ended, new Correct("a-1", null, RED, "March 2018", "It was red"))
                    .expectEvents(
                            new Corrected("a-1", null, RED, date("March 2018", "2018-03-31"), words("It was red")));
        }

        @Test
        void it_is_opened_again_as_it_was() {
            after(ended, new Reopen("a-1", "Money after all"))
                    .expectEvents(new Reopened("a-1", ENDED, IN_PROGRESS, words("Money after all")));
            refuses(after(added(), new Reopen("a-1", "why")), "8.4 is open already.");
        }

        @Test
        void words_are_removed_on_the_record_once() {
            TextRedacted redacted = new TextRedacted("a-1", 17, "d1", "Names a person");
            after(ended, new RedactText("a-1", 17, "d1", "Names a person"))
                    .expectEvents(redacted)
                    .expectResultMessagePayload(2L);
            fixture.given(ended)
                    .andGiven(redacted)
                    .when(new RedactText("a-1", 17, "d1", "Names a person"))
                    .expectNoEvents();
            blames(after(ended, new RedactText("a-1", 17, "d2", "why")), "digest", "Choose a text of this record");
        }
    }

    @Nested
    class Escalations {

        private EscalationRaised raised(EscalationReason reason, int level, int climbedFrom) {
            return new EscalationRaised("a-1", "kirklees", concern(reason, level), climbedFrom);
        }

        private Escalation concern(EscalationReason reason, int level) {
            return new Escalation("e-" + level, level, reason, "2018-04-30", null, 0, null);
        }

        private RaiseEscalation raising(EscalationReason reason, int level) {
            return new RaiseEscalation("a-1", concern(reason, level));
        }

        private EscalationResolved resolved(int level) {
            return new EscalationResolved("a-1", "e-" + level, null);
        }

        @Test
        void a_concern_is_raised_and_is_no_edit() {
            after(added(), raising(EscalationReason.LATE, 1))
                    .expectEvents(raised(EscalationReason.LATE, 1, 0))
                    .expectResultMessagePayload(1L);
        }

        @Test
        void it_climbs() {
            after(List.of(added(), raised(EscalationReason.LATE, 1, 0)), raising(EscalationReason.LATE, 2))
                    .expectEvents(raised(EscalationReason.LATE, 2, 1));
        }

        @Test
        void it_is_not_raised_twice_nor_at_a_level_that_is_no_higher() {
            List<ActionEvent> open = List.of(added(), raised(EscalationReason.LATE, 2, 0));
            after(open, raising(EscalationReason.LATE, 2)).expectNoEvents();
            after(open, raising(EscalationReason.NO_LEAD, 2)).expectNoEvents();
            after(open, raising(EscalationReason.SILENT, 1)).expectNoEvents();
            fixture.given(open)
                    .andGiven(resolved(2))
                    .when(raising(EscalationReason.LATE, 2))
                    .expectNoEvents();
        }

        @Test
        void about_a_closed_action_it_is_refused() {
            refuses(
                    after(
                            List.of(added(), new Completed("a-1", IN_PROGRESS, TODAY, null)),
                            raising(EscalationReason.LATE, 1)),
                    "8.4 is complete, so no concern about it can be raised.");
        }

        @Test
        void it_is_acknowledged_once() {
            EscalationAcknowledged acknowledged = new EscalationAcknowledged("a-1", "e-1", words("On it"));
            List<ActionEvent> open = List.of(added(), raised(EscalationReason.LATE, 1, 0));
            after(open, new AcknowledgeEscalation("a-1", "e-1", "On it")).expectEvents(acknowledged);
            refuses(
                    fixture.given(open).andGiven(acknowledged).when(new AcknowledgeEscalation("a-1", "e-1", null)),
                    "This concern about 8.4 is acknowledged already.");
            refuses(
                    after(open, new AcknowledgeEscalation("a-1", "e-7", null)),
                    "This concern about 8.4 is not open any more.");
        }

        @Test
        void it_is_resolved_in_words_or_without() {
            after(
                            List.of(added(), raised(EscalationReason.LATE, 1, 0)),
                            new ResolveEscalation("a-1", "e-1", "Settled by phone"))
                    .expectEvents(new EscalationResolved("a-1", "e-1", words("Settled by phone")));
        }

        @Test
        void history_resolves_by_a_recorded_decision_only() {
            List<ActionEvent> open = List.of(added(), raised(EscalationReason.SLIPPED, 2, 0));
            refuses(
                    after(open, new ResolveEscalation("a-1", "e-2", null)),
                    "8.4 slipped too often, which cannot be undone. Record what the board decided about it, and the"
                            + " concern is resolved.");
            after(open, new RecordDecision("a-1", DecisionKind.DECIDED, "Last time", null, null, null))
                    .expectEvents(
                            new DecisionRecorded("a-1", DecisionKind.DECIDED, words("Last time"), null, null, TODAY),
                            resolved(2));
        }

        @Test
        void the_daily_check_resolves_history_that_a_group_has_decided_about() {
            fixture.given(added(), raised(EscalationReason.SLIPPED, 2, 0))
                    .when(
                            new ResolveEscalation("a-1", "e-2", null),
                            MetaData.from(Map.of(Metadata.ROLE, Role.SERVICE.name())))
                    .expectEvents(resolved(2));
        }

        static Stream<org.junit.jupiter.params.provider.Arguments> resolving() {
            return Stream.of(
                    resolves(EscalationReason.SLIPPED, new End("a-1", "No money")),
                    resolves(EscalationReason.NO_LEAD, new Complete("a-1", null, null)),
                    resolves(EscalationReason.LATE, new SlipTimescale("a-1", "September 2018", "why")),
                    resolves(EscalationReason.RED_NEAR_DATE, new SlipTimescale("a-1", "September 2018", "why")),
                    resolves(EscalationReason.SILENT, new ReportProgress("a-1", "Half done", null)),
                    resolves(EscalationReason.UNANSWERED_NEAR_DATE, new AttachEvidence("a-1", "Minutes", null, null)),
                    resolves(EscalationReason.RED_NEAR_DATE, new ChangeRating("a-1", GREEN, null)),
                    resolves(EscalationReason.RED_AT_MEETINGS, new ReportProgress("a-1", "Better", GREEN)),
                    resolves(EscalationReason.NOT_STARTED_NEAR_DATE, new ReportProgress("a-1", "Begun", null)));
        }

        private static org.junit.jupiter.params.provider.Arguments resolves(
                EscalationReason reason, ActionCommand command) {
            return org.junit.jupiter.params.provider.Arguments.of(reason, command);
        }

        @ParameterizedTest
        @MethodSource("resolving")
        void what_takes_the_cause_away_resolves_it(EscalationReason reason, ActionCommand command) {
            after(List.of(added(APRIL, NOT_STARTED, RED, Leads.of("p-1")), raised(reason, 1, 0)), command)
                    .expectEventsMatching(
                            Matchers.payloadsMatching(Matchers.listWithAnyOf(CoreMatchers.equalTo(resolved(1)))));
        }

        @Test
        void a_first_date_resolves_that_there_was_none() {
            for (EscalationReason reason : List.of(EscalationReason.UNDATED, EscalationReason.UNREADABLE)) {
                after(List.of(undated(), raised(reason, 2, 0)), new SetTimescale("a-1", "September 2018", null))
                        .expectEvents(new TimescaleSet("a-1", Timescale.none(), SEPTEMBER, null), resolved(2));
            }
        }

        @Test
        void a_lead_resolves_that_there_was_none() {
            after(
                            List.of(
                                    added(APRIL, IN_PROGRESS, AMBER, Leads.none()),
                                    raised(EscalationReason.NO_LEAD, 2, 0)),
                            new AssignLead("a-1", Leads.of("p-1")))
                    .expectEvents(new LeadAssigned("a-1", Leads.none(), Leads.of("p-1")), resolved(2));
        }

        @Test
        void what_does_not_take_the_cause_away_leaves_it_open() {
            Function<EscalationReason, List<ActionEvent>> open = reason -> List.of(added(), raised(reason, 1, 0));
            after(open.apply(EscalationReason.LATE), new BringForward("a-1", "March 2018", null))
                    .expectEvents(new BroughtForward("a-1", APRIL, date("March 2018", "2018-03-31"), null, 30));
            after(open.apply(EscalationReason.LATE), new ReportProgress("a-1", "Half done", null))
                    .expectEvents(new ProgressReported("a-1", words("Half done")));
            after(open.apply(EscalationReason.RED_NEAR_DATE), new ChangeRating("a-1", RED, null))
                    .expectEvents(new RatingChanged("a-1", AMBER, RED, null));
        }
    }

    @Nested
    class Versions {

        private MetaData seen(String version) {
            return MetaData.with(Metadata.EXPECTED_VERSION, version);
        }

        @Test
        void an_edit_of_what_somebody_else_changed_meanwhile_is_refused() {
            fixture.given(added(), new RatingChanged("a-1", AMBER, GREEN, null))
                    .when(new ChangeRating("a-1", RED, null), seen("1"))
                    .expectException(Matchers.matches((StaleEdit stale) -> stale.currentVersion() == 2))
                    .expectNoEvents();
        }

        @Test
        void an_edit_of_what_was_seen_is_taken() {
            fixture.given(added(), new RatingChanged("a-1", AMBER, GREEN, null))
                    .when(new ChangeRating("a-1", RED, null), seen("2"))
                    .expectEvents(new RatingChanged("a-1", GREEN, RED, null))
                    .expectResultMessagePayload(3L);
        }

        @Test
        void escalations_are_no_edits_and_need_no_version() {
            Escalation late = new Escalation("e-1", 1, EscalationReason.LATE, "2018-04-30", null, 0, null);
            fixture.given(added(), new EscalationRaised("a-1", "kirklees", late, 0))
                    .when(new ChangeRating("a-1", RED, null), seen("1"))
                    .expectEvents(new RatingChanged("a-1", AMBER, RED, null));
            fixture.given(added())
                    .when(new RaiseEscalation("a-1", late), seen("7"))
                    .expectEvents(new EscalationRaised("a-1", "kirklees", late, 0));
        }
    }
}
