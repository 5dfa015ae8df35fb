package org.waymark.query.milestone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Status;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.GroupEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.Timescale;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.TestEvents;
import org.waymark.query.view.NotKnown;

/** Which milestone a group reads under which heading. */
class MilestonesTest extends ServiceUnderTest {

    @Autowired
    private Milestones milestones;

    @Test
    void each_open_milestone_is_in_one_list_and_what_was_reached_before_the_last_meeting_in_none() {
        aPlan();
        happens(new PlanEvent.PlanAdopted(plan, day("01-02"), null));
        aGroup();
        happens(anAction("one").reference("1.1").due(day("12-31").toString()));
        happens(anAction("shut").reference("1.2").due(day("12-31").toString()));
        added("one", "long-reached", "02-01");
        added("one", "became-late", "05-31");
        added("one", "long-late", "03-01");
        added("one", "reached", "06-01");
        added("one", "coming", "08-31");
        added("one", "later", "10-31");
        happens(new ActionEvent.MilestoneAdded(id("one"), "undated", "undated", Timescale.none()));
        added("shut", "left over", "05-01");
        happens(new ActionEvent.MilestoneReached(id("one"), "long-reached", day("02-10"), null));
        settle();
        now(year + "-04-10T18:00:00");
        happens(new GroupEvent.MeetingHeld(id("group"), "m1", day("04-10")));
        happens(new ActionEvent.ProgressReported(id("one"), FreeText.of("text is written")));
        settle();
        now(year + "-06-15T09:00:00");
        happens(new ActionEvent.MilestoneReached(id("one"), "reached", day("05-20"), null));
        happens(new ActionEvent.Completed(id("shut"), Status.IN_PROGRESS, day("06-01"), null));
        settle();

        MilestoneView view = milestones.of(id("group"));

        assertThat(view.late()).extracting(MilestoneView.Item::text).containsExactly("long-late", "became-late");
        assertThat(view.becameLate()).isEqualTo(1);
        assertThat(view.reached()).extracting(MilestoneView.Item::text).containsExactly("reached");
        assertThat(view.coming()).extracting(MilestoneView.Item::text).containsExactly("coming");
        assertThat(view.later()).extracting(MilestoneView.Item::text).containsExactly("later");
        assertThat(view.undated()).extracting(MilestoneView.Item::text).containsExactly("undated");
        assertThat(view.count()).isEqualTo(6);
        assertThat(view.plans()).isEqualTo(1);
        assertThat(view.met()).isEqualTo(day("04-10"));
        assertThat(view.meets()).isEqualTo(day("09-15"));
        MilestoneView.Item late = view.late().getFirst();
        assertThat(late.lateDays()).isEqualTo(106);
        assertThat(late.lastNote()).isEqualTo("text is written");
        assertThat(late.themeTitle()).isEqualTo("Wellbeing");
    }

    @Test
    void a_draft_has_nothing_to_follow_and_an_unknown_group_is_not_known() {
        aPlan();
        aGroup();
        happens(anAction("one").due(day("12-31").toString()));
        added("one", "late", "01-01");
        settle();

        assertThat(milestones.of(id("group")).count()).isZero();
        assertThatExceptionOfType(NotKnown.class).isThrownBy(() -> milestones.of("no-group"));
    }

    private void added(String action, String milestone, String due) {
        happens(new ActionEvent.MilestoneAdded(id(action), milestone, milestone, TestEvents.on(day(due).toString())));
    }

    private void aGroup() {
        happens(new GroupEvent.GroupFormed(
                id("group"),
                new GroupDetails(
                        "Reference group",
                        GroupDetails.Kind.REFERENCE_GROUP,
                        Nation.ENGLAND,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(new GroupDetails.PlanView(plan, GroupDetails.Sees.MILESTONES, false)))));
        happens(new GroupEvent.MeetingScheduled(id("group"), "m1", day("04-10")));
        happens(new GroupEvent.MeetingScheduled(id("group"), "m2", day("09-15")));
    }
}
