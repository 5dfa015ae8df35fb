package org.waymark.command.imports;

import java.net.http.HttpRequest;
import java.util.UUID;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.contract.log.Role;

/** Sends files to the import. */
final class Uploads {

    static final RunningService SERVICE = RunningService.get();

    private Uploads() {}

    static Answer dry(String planId, byte[] csv, String parameters) {
        return send(planId, csv, "dryRun=true&" + parameters, RunningService.token("u-officer", Role.GOVERNANCE));
    }

    static Answer real(String planId, byte[] csv, String parameters) {
        return send(planId, csv, "dryRun=false&" + parameters, RunningService.token("u-officer", Role.GOVERNANCE));
    }

    static Answer send(String planId, byte[] csv, String parameters, String token) {
        return SERVICE.send(SERVICE.request("/api/imports/" + planId + "?" + parameters.replace(" ", "%20"))
                .header("Authorization", "Bearer " + token)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofByteArray(csv)));
    }
}
