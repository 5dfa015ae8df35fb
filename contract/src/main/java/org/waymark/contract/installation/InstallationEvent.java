package org.waymark.contract.installation;

import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventName;
import org.waymark.contract.log.FreeText;

/** What can happen to an installation as a whole. There is one stream of it. */
public sealed interface InstallationEvent extends Event {

    String installationId();

    @Override
    default String streamId() {
        return installationId();
    }

    /** From here on no mail is written or handed over, to anybody, about any plan. */
    @EventName("installation.mail-stopped")
    record MailStopped(String installationId, FreeText reason) implements InstallationEvent {}

    /** Mail goes out again; what is due by then goes out once. */
    @EventName("installation.mail-resumed")
    record MailResumed(String installationId, FreeText reason) implements InstallationEvent {}

    @EventName("installation.text-redacted")
    record InstallationTextRedacted(String installationId, long position, String digest, String reason)
            implements InstallationEvent {}
}
