package org.waymark.contract.group;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What can be asked of a group and its calendar. */
public sealed interface GroupCommand extends Command {

    String groupId();

    @Override
    default String streamId() {
        return groupId();
    }

    record FormGroup(String groupId, GroupDetails details) implements GroupCommand {
        public FormGroup {
            groupId = InvalidField.required("groupId", groupId, "give-the-group-an-id");
            InvalidField.required("details", details, "enter-the-groups-details");
        }
    }

    record AmendGroup(String groupId, GroupDetails details) implements GroupCommand {
        public AmendGroup {
            InvalidField.required("details", details, "enter-the-groups-details");
        }
    }

    /** A date on which the group meets; papers and issue follow from the policy of its plans. */
    record ScheduleMeeting(String groupId, String meetingId, LocalDate date) implements GroupCommand {
        public ScheduleMeeting {
            meetingId = InvalidField.required("meetingId", meetingId, "give-the-meeting-an-id");
            InvalidField.required("date", date, "enter-the-date-of-the-meeting");
            InvalidField.plausible("date", date);
        }
    }

    record MoveMeeting(String groupId, String meetingId, LocalDate date, String reason) implements GroupCommand {
        public MoveMeeting {
            meetingId = InvalidField.required("meetingId", meetingId, "choose-a-meeting");
            InvalidField.required("date", date, "enter-the-new-date");
            InvalidField.plausible("date", date);
            reason = InvalidField.required("reason", reason, "say-why-the-meeting-moves");
        }
    }

    record CancelMeeting(String groupId, String meetingId, String reason) implements GroupCommand {
        public CancelMeeting {
            meetingId = InvalidField.required("meetingId", meetingId, "choose-a-meeting");
            reason = InvalidField.required("reason", reason, "say-why-the-meeting-does-not-take-place");
        }
    }

    record HoldMeeting(String groupId, String meetingId) implements GroupCommand {
        public HoldMeeting {
            meetingId = InvalidField.required("meetingId", meetingId, "choose-a-meeting");
        }
    }

    /** Freezes the report for a meeting at the log as it stands. */
    record IssuePack(String groupId, String meetingId) implements GroupCommand {
        public IssuePack {
            meetingId = InvalidField.required("meetingId", meetingId, "choose-a-meeting");
        }
    }

    /** @param actionIds the actions it is about; possibly empty */
    record TakeDecision(String groupId, String meetingId, DecisionKind kind, String text, List<String> actionIds)
            implements GroupCommand {
        public TakeDecision {
            meetingId = InvalidField.required("meetingId", meetingId, "choose-a-meeting");
            InvalidField.required("kind", kind, "choose-what-was-decided");
            text = InvalidField.required("text", text, "enter-the-decision");
            actionIds = actionIds == null ? List.of() : List.copyOf(actionIds);
        }
    }

    /** Enters a report that is promised to the group, or puts right what stands about it. */
    record SetReportDue(String groupId, String reportId, ReportDetails details) implements GroupCommand {
        public SetReportDue {
            reportId = InvalidField.required("reportId", reportId, "give-the-report-an-id");
            InvalidField.required("details", details, "enter-what-was-promised");
        }
    }

    /** The group has got the report; the next one follows at its interval. */
    record ReceiveReport(
            String groupId, String reportId, @Nullable LocalDate receivedOn) implements GroupCommand {
        /** @param receivedOn the day on which it came, or null for today */
        public ReceiveReport {
            reportId = InvalidField.required("reportId", reportId, "choose-a-report");
            InvalidField.plausible("receivedOn", receivedOn);
        }
    }

    /** The group does not wait for the report any more. */
    record CallOffReport(String groupId, String reportId, String reason) implements GroupCommand {
        public CallOffReport {
            reportId = InvalidField.required("reportId", reportId, "choose-a-report");
            reason = InvalidField.required("reason", reason, "say-why-the-report-is-no-longer-due");
        }
    }

    /** Removes a free text from the log, on the record; see the same command of an action. */
    record RedactGroupText(String groupId, long position, String digest, String reason) implements GroupCommand {
        public RedactGroupText {
            digest = InvalidField.required("digest", digest, "choose-a-text");
            reason = InvalidField.required("reason", reason, "say-why-the-text-is-removed");
        }
    }
}
