package org.waymark.query.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.party.PartyEvent.PartyRenamed;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.eventstore.Head;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.TestEvents;
import org.waymark.query.comparison.Comparison;
import org.waymark.query.view.NotKnown;

/** What the public sees of a plan, and when something new reaches it. */
class PublishedPlanTest extends ServiceUnderTest {

    @Autowired
    private PublishedPlans plans;

    @Test
    void a_plan_that_was_never_published_is_not_there() {
        anAdoptedPlan();
        settle();

        assertThatExceptionOfType(NotKnown.class).isThrownBy(() -> plans.publication(plan));
        assertThatExceptionOfType(NotKnown.class).isThrownBy(() -> plans.publication("no-such-plan"));
    }

    @Test
    void before_the_first_paper_it_says_when_that_comes() {
        anAdoptedPlan();
        happens(new PlanEvent.PlanPublished(plan));
        settle();

        assertThat(plans.publication(plan)).isInstanceOfSatisfying(Publication.Awaited.class, awaited -> {
            assertThat(awaited.title()).isEqualTo("Carers plan");
            assertThat(awaited.hold()).isNull();
            assertThat(awaited.next()).isNotNull().isBefore(day("03-20"));
        });
    }

    @Test
    void a_paper_in_which_the_plan_was_a_draft_shows_nothing() {
        aPlan();
        happens(new GroupEvent.GroupFormed(id("group"), group("Carers board")));
        happens(new GroupEvent.MeetingScheduled(id("group"), "m1", day("03-20")));
        happens(anAction("late").due(day("03-31").toString()));
        settle();
        issue("m1");
        happens(new PlanEvent.PlanAdopted(plan, day("01-02"), null));
        happens(new PlanEvent.PlanPublished(plan));
        settle();

        assertThat(plans.publication(plan)).isInstanceOf(Publication.Awaited.class);
    }

    @Test
    void it_is_shown_as_at_the_last_paper_and_nothing_newer_reaches_it() {
        aPublishedPlan();
        PublishedPlan before = shown();

        now(year + "-04-20T09:00:00");
        happens(new ActionEvent.RatingChanged(id("late"), Rating.AMBER, Rating.RED, null));
        happens(new ActionEvent.Completed(id("soon"), Status.IN_PROGRESS, day("04-19"), null));
        happens(anAction("new").reference("1.9").due(day("09-30").toString()));
        settle();

        PublishedPlan after = shown();
        assertThat(after).isEqualTo(before);
        assertThat(after.actions())
                .extracting(PublishedAction::reference, PublishedAction::rating, PublishedAction::lateDays)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.1", Rating.AMBER, 0),
                        org.assertj.core.groups.Tuple.tuple("1.2", Rating.GREEN, 0));
        assertThat(after.paper().meeting()).isEqualTo(day("03-20"));
        assertThat(after.paper().issuedOn()).isEqualTo(day("03-12"));
        assertThat(after.next())
                .isNotNull()
                .satisfies(next -> assertThat(next.date()).isEqualTo(day("06-17")));
        assertThat(after.actions().getFirst().leads()).containsExactly("Carers Count");
    }

    @Test
    void the_next_paper_brings_what_is_new_and_the_feed_says_what_that_is() {
        aPublishedPlan();
        String version = shown().version();
        now(year + "-06-09T09:00:00");
        happens(new ActionEvent.RatingChanged(id("late"), Rating.AMBER, Rating.RED, null));
        happens(TestEvents.slip(
                id("soon"),
                day("06-30").toString(),
                day("08-31").toString(),
                1,
                day("06-30").toString()));
        settle();
        issue("m2");

        PublishedPlan plan = shown();
        List<PublishedIssue> issues = plans.issues(plan);

        assertThat(plan.version()).isNotEqualTo(version);
        assertThat(plan.counts().rated(Rating.RED)).isEqualTo(1);
        assertThat(plan.counts().late()).isEqualTo(1);
        assertThat(issues).hasSize(2);
        assertThat(issues.getFirst().changes())
                .extracting(PublishedIssue.Change::kind)
                .containsExactly(Comparison.Kind.TURNED_RED, Comparison.Kind.SLIPPED);
        assertThat(issues.getLast().before()).isNull();
        assertThat(issues.getLast().changes()).isEmpty();
    }

    @Test
    void exempt_actions_are_left_out_counted_and_gone_at_once_when_they_become_so_later() {
        aPublishedPlan();
        assertThat(shown().exempt()).isZero();

        happens(new ActionEvent.MarkedExempt(id("late"), FreeText.of("Paragraph 3")));
        settle();

        PublishedPlan plan = shown();
        assertThat(plan.actions()).extracting(PublishedAction::reference).containsExactly("1.2");
        assertThat(plan.counts().actions()).isEqualTo(1);
        assertThat(plan.exempt()).isEqualTo(1);
        assertThat(plan.toString()).doesNotContain(id("late"));
    }

    @Test
    void exempt_actions_are_gone_wherever_they_were_carried_over_to() {
        aPublishedPlan();
        String first = id("next");
        String second = id("after-next");
        for (String successor : List.of(first, second)) {
            happens(new PlanEvent.PlanCreated(
                    successor,
                    new PlanDetails("Next " + successor, "Kirklees", Nation.ENGLAND, null, null, null, Map.of()),
                    new PlanOutline(List.of()),
                    Policy.standard()));
        }
        happens(new PlanEvent.ActionsCarriedOver(plan, first, List.of(id("late"))));
        happens(new PlanEvent.ActionsCarriedOver(plan, second, List.of(id("soon"))));
        settle();
        assertThat(shown().exempt()).isZero();

        happens(new ActionEvent.MarkedExempt(id("late"), FreeText.of("Paragraph 3")));
        settle();
        assertThat(shown().actions()).extracting(PublishedAction::reference).containsExactly("1.2");

        happens(new ActionEvent.MarkedExempt(id("soon"), FreeText.of("Paragraph 3")));
        settle();
        assertThat(shown().actions()).isEmpty();
    }

    @Test
    void decisions_that_stood_on_record_are_shown_and_removed_words_are_gone_at_once() {
        anAdoptedPlan();
        happens(new ActionEvent.DecisionRecorded(
                id("late"), DecisionKind.DECIDED, FreeText.of("Mrs Example reports in May"), null, null, day("02-01")));
        happens(new PlanEvent.PlanPublished(plan));
        settle();
        now(year + "-03-12T09:00:00");
        issue("m1");
        assertThat(shown().decisions())
                .extracting(PublishedPlan.Decision::text)
                .containsExactly("Mrs Example reports in May");

        StoredEvent entry = log.readStream(id("late")).stream()
                .filter(event -> event.payload() instanceof ActionEvent.DecisionRecorded)
                .findFirst()
                .orElseThrow();
        String digest = ((ActionEvent.DecisionRecorded) entry.payload()).text().digest();
        happens(new ActionEvent.TextRedacted(
                id("late"), entry.position(), Objects.requireNonNull(digest), "It names a private person"));
        settle();

        assertThat(shown().decisions()).isEmpty();
    }

    @Test
    void a_hold_keeps_what_was_public_and_lets_nothing_newer_appear_until_it_ends() {
        aPublishedPlan();
        PublishedPlan before = shown();
        happens(new PlanEvent.PolicySet(
                plan,
                Policy.standard(),
                Policy.standard()
                        .change()
                        .holds(List.of(new Policy.Hold(day("05-01"), day("06-20"), "Local elections")))
                        .made()));
        settle();
        now(year + "-06-09T09:00:00");
        happens(new ActionEvent.RatingChanged(id("late"), Rating.AMBER, Rating.RED, null));
        happens(new GroupEvent.MeetingMoved(
                id("group"), "m2", day("06-17"), day("06-24"), FreeText.of("The chair is away")));
        settle();
        issue("m2");

        PublishedPlan held = shown();
        assertThat(held.hold()).isNotNull();
        assertThat(held.paper()).isEqualTo(before.paper());
        assertThat(held.actions()).isEqualTo(before.actions());
        assertThat(held.meetings()).isEqualTo(before.meetings());
        assertThat(plans.issues(held)).hasSize(1);

        now(year + "-06-21T09:00:00");
        PublishedPlan after = shown();
        assertThat(after.hold()).isNull();
        assertThat(after.counts().rated(Rating.RED)).isEqualTo(1);
        assertThat(after.next())
                .isNotNull()
                .satisfies(next -> assertThat(next.date()).isEqualTo(day("06-24")));
    }

    @Test
    void what_is_published_during_a_hold_does_not_appear_and_does_not_even_say_its_name() {
        anAdoptedPlan();
        happens(new PlanEvent.PolicySet(
                plan,
                Policy.standard(),
                Policy.standard()
                        .change()
                        .holds(List.of(new Policy.Hold(day("03-01"), day("03-31"), "")))
                        .made()));
        settle();
        now(year + "-03-12T09:00:00");
        issue("m1");
        happens(new PlanEvent.PlanPublished(plan));
        settle();

        assertThat(plans.publication(plan)).isInstanceOfSatisfying(Publication.Awaited.class, awaited -> {
            assertThat(awaited.title()).isNull();
            assertThat(Objects.requireNonNull(awaited.hold()).until()).isEqualTo(day("03-31"));
        });
        now(year + "-04-01T00:30:00");
        assertThat(plans.publication(plan)).isInstanceOf(Publication.Shown.class);
    }

    @Test
    void a_withdrawal_holds_at_once_even_during_a_hold_and_can_be_taken_back() {
        aPublishedPlan();
        now(year + "-05-02T09:00:00");
        happens(new PlanEvent.PlanWithdrawn(plan, FreeText.of("Mrs Example objects")));
        settle();

        assertThat(plans.publication(plan)).isEqualTo(new Publication.Withdrawn(day("05-02")));

        happens(new PlanEvent.PlanPublished(plan));
        settle();
        assertThat(plans.publication(plan)).isInstanceOf(Publication.Shown.class);
    }

    @Test
    void names_of_parties_are_those_of_the_paper() {
        aPublishedPlan();
        goOnWith("p-count");
        happens(new PartyRenamed("p-count", "Carers Count", "Another name"));
        settle();

        assertThat(shown().actions().getFirst().leads()).containsExactly("Carers Count");
        happens(new PartyRenamed("p-count", "Another name", "Carers Count"));
        settle();
    }

    private void anAdoptedPlan() {
        aPlan();
        happens(new PlanEvent.PlanAdopted(plan, day("01-02"), null));
        happens(new GroupEvent.GroupFormed(id("group"), group("Carers board")));
        happens(new GroupEvent.MeetingScheduled(id("group"), "m1", day("03-20")));
        happens(new GroupEvent.MeetingScheduled(id("group"), "m2", day("06-17")));
        happens(anAction("late").reference("1.1").due(day("03-31").toString()).amber());
        happens(anAction("soon").reference("1.2").due(day("06-30").toString()).green());
    }

    /** With the paper of its first meeting. */
    private void aPublishedPlan() {
        anAdoptedPlan();
        happens(new PlanEvent.PlanPublished(plan));
        settle();
        now(year + "-03-12T09:00:00");
        issue("m1");
        now(year + "-03-21T09:00:00");
    }

    private GroupDetails group(String name) {
        return new GroupDetails(
                name,
                GroupDetails.Kind.BOARD,
                Nation.ENGLAND,
                null,
                null,
                null,
                List.of(),
                List.of(new GroupDetails.PlanView(plan, GroupDetails.Sees.EXCEPTIONS, true)));
    }

    private void issue(String meetingId) {
        Head head = log.head();
        happens(new GroupEvent.PackIssued(id("group"), meetingId, head.position(), head.hash()));
        settle();
    }

    private PublishedPlan shown() {
        Publication publication = plans.publication(plan);
        assertThat(publication).isInstanceOf(Publication.Shown.class);
        return ((Publication.Shown) publication).plan();
    }
}
