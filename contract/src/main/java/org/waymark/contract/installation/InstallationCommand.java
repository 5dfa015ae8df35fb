package org.waymark.contract.installation;

import org.waymark.contract.log.Command;
import org.waymark.contract.log.InvalidField;

/** What can be asked of an installation as a whole. */
public sealed interface InstallationCommand extends Command {

    /** Id of the one stream about it. */
    String ID = "installation";

    String installationId();

    @Override
    default String streamId() {
        return installationId();
    }

    private static String known(String installationId) {
        if (!ID.equals(installationId)) {
            throw new InvalidField("installationId", "use-the-one-id", ID);
        }
        return installationId;
    }

    /** Stops all mail at once. */
    record StopMail(String installationId, String reason) implements InstallationCommand {
        public StopMail {
            installationId = known(installationId);
            reason = InvalidField.required("reason", reason, "say-why-all-mail-is-stopped");
        }
    }

    /** Lets mail go out again. */
    record ResumeMail(String installationId, String reason) implements InstallationCommand {
        public ResumeMail {
            installationId = known(installationId);
            reason = InvalidField.required("reason", reason, "say-why-mail-can-go-out-again");
        }
    }

    /** Removes a free text from the log, on the record; see the same command of an action. */
    record RedactInstallationText(String installationId, long position, String digest, String reason)
            implements InstallationCommand {
        public RedactInstallationText {
            installationId = known(installationId);
            digest = InvalidField.required("digest", digest, "choose-a-text");
            reason = InvalidField.required("reason", reason, "say-why-the-text-is-removed");
        }
    }
}
