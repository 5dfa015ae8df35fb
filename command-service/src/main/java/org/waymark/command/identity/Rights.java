package org.waymark.command.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waymark.command.dispatch.Actor;
import org.waymark.contract.action.ActionCommand;
import org.waymark.contract.action.ActionCommand.*;
import org.waymark.contract.group.GroupCommand;
import org.waymark.contract.group.GroupCommand.RedactGroupText;
import org.waymark.contract.group.GroupCommand.TakeDecision;
import org.waymark.contract.indicator.IndicatorCommand;
import org.waymark.contract.indicator.IndicatorCommand.RedactIndicatorText;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.contract.installation.InstallationCommand.RedactInstallationText;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.Role;
import org.waymark.contract.mail.MailCommand.RecordMails;
import org.waymark.contract.party.PartyCommand;
import org.waymark.contract.plan.PlanCommand;
import org.waymark.contract.plan.PlanCommand.RedactPlanText;
import org.waymark.contract.projection.ProjectionCommand;

/**
 * What each role may do. The only such table of this service. That a lead may touch only actions that their own parties
 * lead is checked by the action itself, which knows its leads.
 */
public final class Rights {

    private static final Set<Class<? extends Command>> LEAD = Set.of(
            ReportProgress.class,
            ChangeStatus.class,
            ChangeRating.class,
            SetTimescale.class,
            SlipTimescale.class,
            BringForward.class,
            ProposeDate.class,
            ProposeCompletion.class,
            ProposeEnding.class,
            ProposeLeadChange.class,
            Answer.class,
            CompleteOccurrence.class,
            AddMilestone.class,
            ReachMilestone.class,
            Complete.class,
            End.class,
            AttachEvidence.class);

    private static final Set<Class<? extends Command>> BOARD =
            Set.of(RecordDecision.class, AcknowledgeEscalation.class, TakeDecision.class);

    private static final Set<Class<? extends Command>> REDACTION = Set.of(
            RedactText.class,
            RedactPlanText.class,
            RedactGroupText.class,
            RedactIndicatorText.class,
            RedactInstallationText.class);

    private static final Set<Class<? extends Command>> SERVICE =
            Set.of(RaiseEscalation.class, ResolveEscalation.class, RecordMails.class);

    private static final Map<Role, Set<Class<? extends Command>>> ALLOWED = Map.of(
            Role.LEAD, LEAD,
            Role.BOARD, BOARD,
            Role.GOVERNANCE, everything(false),
            Role.ADMINISTRATOR, everything(true),
            Role.SERVICE, SERVICE);

    private Rights() {}

    /** Whether somebody in this role may send this command. */
    public static boolean allow(Role role, Class<? extends Command> command) {
        return ALLOWED.getOrDefault(role, Set.of()).contains(command);
    }

    /** Whether somebody in this role may see names and addresses. */
    public static boolean allowToReadDirectory(Role role) {
        return role == Role.GOVERNANCE || role == Role.ADMINISTRATOR || role == Role.SERVICE;
    }

    /** Whether somebody in this role may change names and addresses, or have somebody forgotten. */
    public static boolean allowToChangeDirectory(Role role) {
        return role == Role.GOVERNANCE || role == Role.ADMINISTRATOR;
    }

    /** Whether somebody may say when mail to this contact comes, and who gets it meanwhile: the contact, by link or signed in. */
    public static boolean allowToChangeMailOf(String contactId, Actor actor) {
        boolean themself = actor.via().equals("session") || actor.via().equals("link") && actor.role() == Role.LEAD;
        return themself && actor.id().equals(contactId);
    }

    /** Whether a mail that came back may be noted at an address by this role. */
    public static boolean allowToMarkUndeliverable(Role role) {
        return allowToReadDirectory(role);
    }

    /** Whether somebody in this role may import a plan. */
    public static boolean allowToImport(Role role) {
        return role == Role.GOVERNANCE || role == Role.ADMINISTRATOR;
    }

    private static Set<Class<? extends Command>> everything(boolean repair) {
        Set<Class<? extends Command>> all = new HashSet<>();
        for (Class<? extends Command> kind : List.<Class<? extends Command>>of(
                PlanCommand.class,
                ActionCommand.class,
                GroupCommand.class,
                PartyCommand.class,
                IndicatorCommand.class,
                InstallationCommand.class)) {
            all.addAll(EventCatalogue.recordsOf(kind));
        }
        if (repair) {
            all.addAll(EventCatalogue.recordsOf(ProjectionCommand.class));
        } else {
            all.removeAll(REDACTION);
        }
        return Set.copyOf(all);
    }
}
