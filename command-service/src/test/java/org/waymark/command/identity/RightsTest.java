package org.waymark.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.group.GroupCommand;
import org.waymark.contract.indicator.IndicatorCommand;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.MailCommand;
import org.waymark.contract.party.PartyCommand;
import org.waymark.contract.plan.PlanCommand;
import org.waymark.contract.projection.ProjectionCommand;

class RightsTest {

    private static List<Class<? extends Command>> commands() {
        List<Class<? extends Command>> all = new ArrayList<>();
        Stream.<Class<? extends Command>>of(
                        PlanCommand.class,
                        ActionCommand.class,
                        GroupCommand.class,
                        PartyCommand.class,
                        IndicatorCommand.class,
                        MailCommand.class,
                        ProjectionCommand.class,
                        InstallationCommand.class)
                .forEach(kind -> all.addAll(EventCatalogue.recordsOf(kind)));
        return all;
    }

    private static Class<? extends Command> command(String name) {
        return commands().stream()
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A letter for each role that may: Lead, Board, Governance, Administrator, Service. */
    @ParameterizedTest
    @CsvSource({
        "CreatePlan, GA",
        "AmendPlan, GA",
        "AdoptPlan, GA",
        "SetPolicy, GA",
        "PublishPlan, GA",
        "WithdrawPlan, GA",
        "ClosePlan, GA",
        "CarryOverActions, GA",
        "RedactPlanText, A",
        "StopMail, GA",
        "ResumeMail, GA",
        "RedactInstallationText, A",
        "AddAction, GA",
        "AmendDetails, GA",
        "ReportProgress, LGA",
        "ChangeStatus, LGA",
        "ChangeRating, LGA",
        "SetTimescale, LGA",
        "SlipTimescale, LGA",
        "BringForward, LGA",
        "ProposeDate, LGA",
        "ProposeCompletion, LGA",
        "ProposeEnding, LGA",
        "ProposeLeadChange, LGA",
        "Answer, LGA",
        "AcceptProposal, GA",
        "DeclineProposal, GA",
        "CompleteOccurrence, LGA",
        "AddMilestone, LGA",
        "MoveMilestone, GA",
        "ReachMilestone, LGA",
        "AssignLead, GA",
        "ReassignLead, GA",
        "AddPartner, GA",
        "RemovePartner, GA",
        "Complete, LGA",
        "End, LGA",
        "Reopen, GA",
        "AttachEvidence, LGA",
        "DeclareDependency, GA",
        "Label, GA",
        "MarkExempt, GA",
        "LiftExemption, GA",
        "RecordDecision, BGA",
        "Correct, GA",
        "RaiseEscalation, GAS",
        "AcknowledgeEscalation, BGA",
        "ResolveEscalation, GAS",
        "RedactText, A",
        "FormGroup, GA",
        "AmendGroup, GA",
        "ScheduleMeeting, GA",
        "MoveMeeting, GA",
        "CancelMeeting, GA",
        "HoldMeeting, GA",
        "IssuePack, GA",
        "TakeDecision, BGA",
        "SetReportDue, GA",
        "ReceiveReport, GA",
        "CallOffReport, GA",
        "RedactGroupText, A",
        "RegisterParty, GA",
        "RenameParty, GA",
        "AddAlias, GA",
        "RemoveAlias, GA",
        "ChangePartyKind, GA",
        "MergeParty, GA",
        "DefineIndicator, GA",
        "AmendIndicator, GA",
        "LinkActions, GA",
        "RecordReading, GA",
        "CorrectReading, GA",
        "RedactIndicatorText, A",
        "RecordMails, S",
        "DiscardEntry, A",
        "RedactDiscardReason, A"
    })
    void each_role_may_do_what_is_its_own(String name, String letters) {
        for (Role role : Role.values()) {
            assertThat(Rights.allow(role, command(name)))
                    .as(role + " " + name)
                    .isEqualTo(letters.indexOf(role.name().charAt(0)) >= 0);
        }
    }

    @Test
    void the_table_above_has_every_command() throws NoSuchMethodException {
        String[] rows = RightsTest.class
                .getDeclaredMethod("each_role_may_do_what_is_its_own", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        assertThat(Stream.of(rows).map(row -> row.substring(0, row.indexOf(','))))
                .containsExactlyInAnyOrderElementsOf(
                        commands().stream().map(Class::getSimpleName).toList());
    }
}
