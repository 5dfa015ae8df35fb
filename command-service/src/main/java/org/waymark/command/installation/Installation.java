package org.waymark.command.installation;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.waymark.command.rule.Decider;
import org.waymark.command.rule.Redaction;
import org.waymark.command.rule.Refused;
import org.waymark.command.rule.StreamTarget;
import org.waymark.contract.installation.InstallationCommand.RedactInstallationText;
import org.waymark.contract.installation.InstallationCommand.ResumeMail;
import org.waymark.contract.installation.InstallationCommand.StopMail;
import org.waymark.contract.installation.InstallationEvent;
import org.waymark.contract.installation.InstallationEvent.InstallationTextRedacted;
import org.waymark.contract.installation.InstallationEvent.MailResumed;
import org.waymark.contract.installation.InstallationEvent.MailStopped;
import org.waymark.contract.log.FreeText;

/** The installation as a whole. Mail goes out until somebody stops all of it, and again once somebody lets it. */
@Aggregate(cache = "aggregateCache", commandTargetResolver = StreamTarget.BEAN)
class Installation extends Decider {

    /** Set by the first event; Axon asks for it before, and wants null then. */
    @AggregateIdentifier
    @SuppressWarnings("NullAway.Init")
    private String installationId;

    private boolean stopped;
    private final Set<String> removed = new HashSet<>();

    Installation() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long handle(StopMail command) {
        if (stopped) {
            throw new Refused("installation.mail-is-stopped");
        }
        apply(new MailStopped(command.installationId(), FreeText.of(command.reason())));
        return version();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long handle(ResumeMail command) {
        if (!stopped) {
            throw new Refused("installation.mail-is-not-stopped");
        }
        apply(new MailResumed(command.installationId(), FreeText.of(command.reason())));
        return version();
    }

    @CommandHandler
    long handle(RedactInstallationText command, Redaction redaction) {
        redaction.remove(installationId, command.position(), command.digest());
        if (!removed.contains(command.digest())) {
            apply(new InstallationTextRedacted(installationId, command.position(), command.digest(), command.reason()));
        }
        return version();
    }

    @EventSourcingHandler
    void on(InstallationEvent event) {
        countVersion();
        installationId = event.installationId();
        switch (event) {
            case MailStopped _ -> stopped = true;
            case MailResumed _ -> stopped = false;
            case InstallationTextRedacted redacted -> removed.add(redacted.digest());
        }
    }
}
