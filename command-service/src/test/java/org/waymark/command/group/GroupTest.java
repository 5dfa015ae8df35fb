package org.waymark.command.group;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.command.rule.Given;
import org.waymark.command.rule.Refused;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.group.GroupCommand.*;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupDetails.Kind;
import org.waymark.contract.group.GroupDetails.PlanView;
import org.waymark.contract.group.GroupDetails.Sees;
import org.waymark.contract.group.GroupEvent.*;
import org.waymark.contract.group.ReportDetails;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.StoredEvent;
import org.waymark.eventstore.StoredRequest;

class GroupTest {

    private static final LocalDate JUNE = LocalDate.parse("2018-06-20");
    private static final LocalDate JULY = LocalDate.parse("2018-07-17");
    private static final GroupFormed FORMED = new GroupFormed("g-1", details(true, null));
    private static final MeetingScheduled MEETING = new MeetingScheduled("g-1", "m-1", JUNE);

    private final AggregateTestFixture<Group> fixture = Given.decider(Group.class);

    private static GroupDetails details(boolean decides, @Nullable String reportsTo) {
        return new GroupDetails(
                "Carers Strategy Group",
                Kind.BOARD,
                Nation.ENGLAND,
                reportsTo,
                null,
                null,
                List.of(),
                List.of(new PlanView("kirklees", Sees.EVERYTHING, decides)));
    }

    private static void refuses(ResultValidator<Group> result, String message) {
        result.expectException(Refused.class).expectExceptionMessage(message).expectNoEvents();
    }

    private static void blames(ResultValidator<Group> result, String field) {
        result.expectException(Matchers.matches(
                        (InvalidField invalid) -> invalid.field().equals(field)))
                .expectNoEvents();
    }

    @BeforeEach
    void the_log_ends_at_17() {
        fixture.registerInjectableResource(new LogEndingAt(new Head(17, "abc")));
    }

    @Test
    void it_is_formed() {
        fixture.givenNoPriorActivity()
                .when(new FormGroup("g-1", details(true, null)))
                .expectEvents(FORMED);
    }

    @Test
    void it_reports_to_another_group_that_there_is() {
        fixture.given(FORMED)
                .when(new AmendGroup("g-1", details(true, "g-board")))
                .expectEvents(new GroupAmended("g-1", details(true, null), details(true, "g-board")));
        blames(fixture.given(FORMED).when(new AmendGroup("g-1", details(true, "g-1"))), "details.reportsTo");
        blames(fixture.given(FORMED).when(new AmendGroup("g-1", details(true, "g-none"))), "details.reportsTo");
        refuses(
                fixture.given(FORMED).when(new AmendGroup("g-1", details(true, null))),
                "This is what Carers Strategy Group says already, so nothing was changed.");
    }

    @Test
    void it_sees_plans_that_there_are() {
        GroupDetails other = new GroupDetails(
                "Group",
                Kind.BOARD,
                Nation.ENGLAND,
                null,
                null,
                null,
                List.of(),
                List.of(new PlanView("nowhere", Sees.EVERYTHING, true)));
        blames(fixture.givenNoPriorActivity().when(new FormGroup("g-1", other)), "details.plans");
    }

    @Test
    void a_meeting_is_scheduled_once_and_one_a_day() {
        fixture.given(FORMED).when(new ScheduleMeeting("g-1", "m-1", JUNE)).expectEvents(MEETING);
        refuses(
                fixture.given(FORMED, MEETING).when(new ScheduleMeeting("g-1", "m-1", JULY)),
                "Carers Strategy Group has this meeting in its calendar already.");
        blames(fixture.given(FORMED, MEETING).when(new ScheduleMeeting("g-1", "m-2", JUNE)), "date");
    }

    @Test
    void it_is_moved_with_a_reason() {
        fixture.given(FORMED, MEETING)
                .when(new MoveMeeting("g-1", "m-1", JULY, "Room"))
                .expectEvents(new MeetingMoved("g-1", "m-1", JUNE, JULY, FreeText.of("Room")));
        blames(fixture.given(FORMED, MEETING).when(new MoveMeeting("g-1", "m-1", JUNE, "Room")), "date");
        blames(fixture.given(FORMED, MEETING).when(new MoveMeeting("g-1", "m-9", JULY, "Room")), "meetingId");
    }

    @Test
    void what_was_cancelled_or_held_stays_so() {
        MeetingCancelled cancelled = new MeetingCancelled("g-1", "m-1", JUNE, FreeText.of("Snow"));
        MeetingHeld held = new MeetingHeld("g-1", "m-1", JUNE);
        fixture.given(FORMED, MEETING)
                .when(new CancelMeeting("g-1", "m-1", "Snow"))
                .expectEvents(cancelled);
        fixture.given(FORMED, MEETING).when(new HoldMeeting("g-1", "m-1")).expectEvents(held);
        refuses(
                fixture.given(FORMED, MEETING, cancelled).when(new HoldMeeting("g-1", "m-1")),
                "This meeting was cancelled, so nothing about it can be changed. Schedule another.");
        refuses(
                fixture.given(FORMED, MEETING, held).when(new CancelMeeting("g-1", "m-1", "why")),
                "This meeting was held, so nothing about it can be changed.");
    }

    @Test
    void a_meeting_to_come_was_not_held() {
        refuses(
                fixture.given(FORMED, new MeetingScheduled("g-1", "m-1", JULY)).when(new HoldMeeting("g-1", "m-1")),
                "This meeting is on 17 July 2018, so it cannot have been held yet. Move it if it took place earlier.");
    }

    @Test
    void a_pack_is_frozen_once_at_the_head_of_the_log() {
        PackIssued issued = new PackIssued("g-1", "m-1", 17, "abc");
        fixture.given(FORMED, MEETING).when(new IssuePack("g-1", "m-1")).expectEvents(issued);
        refuses(
                fixture.given(FORMED, MEETING, issued).when(new IssuePack("g-1", "m-1")),
                "The pack of this meeting is issued already, and what was issued stays as it is.");
    }

    @Test
    void a_decision_is_taken_about_plans_that_the_group_decides_about() {
        TakeDecision decision = new TakeDecision("g-1", "m-1", DecisionKind.DECIDED, "Go on", List.of("a-1"));
        fixture.given(FORMED, MEETING)
                .when(decision)
                .expectEvents(
                        new DecisionTaken("g-1", "m-1", DecisionKind.DECIDED, FreeText.of("Go on"), List.of("a-1")));
        refuses(
                fixture.given(new GroupFormed("g-1", details(false, null)), MEETING)
                        .when(decision),
                "Carers Strategy Group does not decide about the plan of action a-1. Record that the group noted it,"
                        + " or let it decide in the group's details.");
    }

    @Test
    void a_group_that_does_not_decide_may_note() {
        fixture.given(new GroupFormed("g-1", details(false, null)), MEETING)
                .when(new TakeDecision("g-1", "m-1", DecisionKind.NOTED, "Seen", List.of("a-1")))
                .expectEvents(new DecisionTaken("g-1", "m-1", DecisionKind.NOTED, FreeText.of("Seen"), List.of("a-1")));
    }

    @Test
    void nothing_is_decided_at_a_cancelled_meeting() {
        refuses(
                fixture.given(FORMED, MEETING, new MeetingCancelled("g-1", "m-1", JUNE, FreeText.of("Snow")))
                        .when(new TakeDecision("g-1", "m-1", DecisionKind.NOTED, "Seen", List.of())),
                "This meeting was cancelled, so nothing can have been decided at it.");
    }

    @Test
    void it_waits_for_a_report_that_a_plan_promises() {
        ReportDetails report = report(6, "2018-06-20", "p-1");
        fixture.given(FORMED)
                .when(new SetReportDue("g-1", "d-1", report))
                .expectEvents(new ReportDueSet("g-1", "d-1", null, report));
        ReportDetails later = report(6, "2018-09-20", "p-1");
        fixture.given(FORMED, new ReportDueSet("g-1", "d-1", null, report))
                .when(new SetReportDue("g-1", "d-1", later))
                .expectEvents(new ReportDueSet("g-1", "d-1", report, later));
        refuses(
                fixture.given(FORMED, new ReportDueSet("g-1", "d-1", null, report))
                        .when(new SetReportDue("g-1", "d-1", report)),
                "This is what stands about the report already, so nothing was changed.");
    }

    @Test
    void a_report_names_a_plan_of_the_group_its_actions_and_registered_parties() {
        blames(
                fixture.given(FORMED).when(new SetReportDue("g-1", "d-1", report(6, null, "p-unknown"))),
                "details.parties");
        blames(
                fixture.given(FORMED)
                        .when(new SetReportDue(
                                "g-1", "d-1", new ReportDetails("Report", "next", List.of(), List.of(), null, null))),
                "details.planId");
        blames(
                fixture.given(FORMED)
                        .when(new SetReportDue(
                                "g-1",
                                "d-1",
                                new ReportDetails("Report", "kirklees", List.of("b-1"), List.of(), null, null))),
                "details.actionIds");
    }

    @Test
    void a_report_that_came_schedules_the_next() {
        ReportDueSet set = new ReportDueSet("g-1", "d-1", null, report(6, "2018-06-20"));
        fixture.given(FORMED, set)
                .when(new ReceiveReport("g-1", "d-1", null))
                .expectEvents(new ReportReceived(
                        "g-1", "d-1", LocalDate.parse("2018-06-25"), JUNE, LocalDate.parse("2018-12-20")));
        fixture.given(FORMED, set, new ReportReceived("g-1", "d-1", JUNE, JUNE, LocalDate.parse("2018-12-20")))
                .when(new ReceiveReport("g-1", "d-1", LocalDate.parse("2018-06-22")))
                .expectEvents(new ReportReceived(
                        "g-1",
                        "d-1",
                        LocalDate.parse("2018-06-22"),
                        LocalDate.parse("2018-12-20"),
                        LocalDate.parse("2019-06-20")));
        blames(
                fixture.given(FORMED, set).when(new ReceiveReport("g-1", "d-1", LocalDate.parse("2018-06-26"))),
                "receivedOn");
    }

    @Test
    void a_report_that_is_due_once_comes_once() {
        ReportDueSet set = new ReportDueSet("g-1", "d-1", null, report(null, "2018-06-20"));
        ReportReceived received = new ReportReceived("g-1", "d-1", LocalDate.parse("2018-06-25"), JUNE, null);
        fixture.given(FORMED, set).when(new ReceiveReport("g-1", "d-1", null)).expectEvents(received);
        refuses(
                fixture.given(FORMED, set, received).when(new ReceiveReport("g-1", "d-1", null)),
                "This report was due once and has been given. Enter a date first if another is due.");
    }

    @Test
    void a_report_is_called_off_with_a_reason() {
        ReportDueSet set = new ReportDueSet("g-1", "d-1", null, report(6, "2018-06-20"));
        ReportNoLongerDue gone = new ReportNoLongerDue("g-1", "d-1", FreeText.of("Measure dropped"));
        fixture.given(FORMED, set)
                .when(new CallOffReport("g-1", "d-1", "Measure dropped"))
                .expectEvents(gone);
        blames(fixture.given(FORMED, set, gone).when(new ReceiveReport("g-1", "d-1", null)), "reportId");
    }

    private static ReportDetails report(@Nullable Integer months, @Nullable String next, String... parties) {
        return new ReportDetails(
                "Six monthly report",
                "kirklees",
                List.of("a-1"),
                List.of(parties),
                months,
                next == null ? null : LocalDate.parse(next));
    }

    @Test
    void words_are_removed_on_the_record() {
        fixture.given(FORMED)
                .when(new RedactGroupText("g-1", 3, "d1", "Names a person"))
                .expectEvents(new GroupTextRedacted("g-1", 3, "d1", "Names a person"));
    }

    private record LogEndingAt(Head head) implements EventLog {

        @Override
        public Optional<StoredRequest> findRequest(String requestKey) {
            return Optional.empty();
        }

        @Override
        public List<StoredEvent> readStream(String streamId) {
            return List.of();
        }

        @Override
        public List<StoredEvent> readStreams(Collection<String> streamIds) {
            return List.of();
        }

        @Override
        public void read(long fromPosition, Predicate<StoredEvent> consumer) {}

        @Override
        public long positionAt(Instant moment) {
            return head.position();
        }

        @Override
        public boolean redact(long position, String digest) {
            return false;
        }
    }
}
