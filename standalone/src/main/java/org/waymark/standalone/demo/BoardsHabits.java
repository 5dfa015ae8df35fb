package org.waymark.standalone.demo;

import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.waymark.contract.action.ActionCommand.RecordDecision;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.group.GroupCommand.HoldMeeting;
import org.waymark.contract.group.GroupCommand.IssuePack;
import org.waymark.contract.group.GroupCommand.TakeDecision;
import org.waymark.standalone.demo.Ledger.Known;

/** What happens around meetings: the pack goes out, the group meets, and decides about what has reached the chair. */
final class BoardsHabits {

    private static final LocalTime ISSUE = LocalTime.of(15, 30);
    private static final LocalTime MEETING = LocalTime.of(10, 0);
    private static final int CASES = 4;

    private final Chance chances;
    private final Words words;
    private final Deeds deeds;

    BoardsHabits(Chance chances, Words words, Deeds deeds) {
        this.chances = chances;
        this.words = words;
        this.deeds = deeds;
    }

    void intend(Cast cast, List<Known> actions, Day day) {
        for (Cast.Meeting meeting : cast.meetings()) {
            if (meeting.issueOn().equals(day.date())) {
                day.at(ISSUE, () -> deeds.order(cast.officer(), new IssuePack(meeting.groupId(), meeting.meetingId())));
            }
            if (meeting.date().equals(day.date())) {
                day.at(MEETING, () -> hold(cast, meeting, actions, day));
            }
        }
    }

    private void hold(Cast cast, Cast.Meeting meeting, List<Known> actions, Day day) {
        RandomGenerator luck = chances.of("meeting " + meeting.meetingId(), 0, day.date());
        deeds.order(cast.officer(), new HoldMeeting(meeting.groupId(), meeting.meetingId()));
        List<Known> cases = actions.stream()
                .filter(action -> action.open() && action.level() > 1)
                .sorted(Comparator.comparing(Known::level).reversed())
                .limit(CASES)
                .toList();
        deeds.order(
                cast.chair(),
                new TakeDecision(
                        meeting.groupId(),
                        meeting.meetingId(),
                        DecisionKind.NOTED,
                        words.oneOf(words.lists().meetings(), luck),
                        cases.stream().map(action -> action.actionId).toList()));
        for (Known action : cases) {
            deeds.change(
                    cast.chair(),
                    action,
                    new RecordDecision(
                            action.actionId,
                            DecisionKind.DECIDED,
                            words.oneOf(words.lists().decisions(), luck),
                            meeting.groupId(),
                            meeting.meetingId(),
                            null));
        }
    }
}
