package org.waymark.query.mail;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.contract.installation.InstallationEvent;
import org.waymark.contract.log.FreeText;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;
import org.waymark.query.history.Teller;
import org.waymark.query.projection.ProjectionPosition;

/** Reads the one stream that tells it, again whenever the log has grown. */
@Component
final class LoggedMailStop implements MailStop {

    private final EventLog log;
    private final ProjectionPosition views;
    private final Teller teller;
    private volatile Read read = new Read(-1, null);

    private record Read(long position, @Nullable Last last) {}

    LoggedMailStop(EventLog log, ProjectionPosition views, Teller teller) {
        this.log = log;
        this.views = views;
        this.teller = teller;
    }

    @Override
    public @Nullable Last last() {
        long position = views.position();
        Read known = read;
        if (known.position() != position) {
            Last newest = log.readStream(InstallationCommand.ID).stream()
                    .map(this::told)
                    .filter(Objects::nonNull)
                    .reduce((_, later) -> later)
                    .orElse(null);
            known = new Read(position, newest);
            read = known;
        }
        return known.last();
    }

    /** Null where it tells nothing about the switch. */
    private @Nullable Last told(StoredEvent stored) {
        FreeText reason = switch (stored.payload()) {
            case InstallationEvent.MailStopped stopped -> stopped.reason();
            case InstallationEvent.MailResumed resumed -> resumed.reason();
            default -> null;
        };
        return reason == null
                ? null
                : new Last(
                        stored.payload() instanceof InstallationEvent.MailStopped,
                        teller.who(stored.metadata()).inWords(),
                        stored.recordedAt(),
                        reason.text(),
                        stored.position());
    }
}
