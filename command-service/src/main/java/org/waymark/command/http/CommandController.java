package org.waymark.command.http;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.command.dispatch.Actor;
import org.waymark.command.dispatch.Commands;
import org.waymark.command.dispatch.Receipt;
import org.waymark.command.dispatch.Request;
import org.waymark.command.identity.Actors;
import org.waymark.command.identity.Rights;
import org.waymark.contract.log.Command;
import org.waymark.contract.log.Role;
import org.waymark.eventstore.Identifiers;

/** Takes every command there is. OpenAPI shows each under its own path ({@link CommandApiDescription}). */
@RestController
@Hidden
class CommandController {

    private static final String NEW = "new";
    private static final byte[] EMPTY = {};

    /** No plan of today remembers anything older. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private final CommandReader reader;
    private final Commands commands;
    private final Identifiers identifiers;
    private final Clock clock;

    CommandController(CommandReader reader, Commands commands, Identifiers identifiers, Clock clock) {
        this.reader = reader;
        this.commands = commands;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @PostMapping("/api/commands/{kind}/{id}/{name}")
    ResponseEntity<Receipt> send(
            @PathVariable String kind,
            @PathVariable String id,
            @PathVariable String name,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Happened-At", required = false) @Nullable String happenedAt,
            @AuthenticationPrincipal Jwt token) {
        CommandCatalogue.Entry entry = CommandCatalogue.find(kind, name);
        if (entry == null) {
            throw new ProblemException(ProblemType.UNKNOWN_COMMAND.saying("There is no command " + name + " for " + kind
                    + ". The description of the API lists all of them."));
        }
        Actor actor = Actors.of(token);
        if (!Rights.allow(actor.role(), entry.type())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED.saying(
                    "Nothing was changed. Somebody in another role has to do this; ask the governance officer."));
        }
        byte[] content = body == null ? EMPTY : body;
        Request request = new Request(
                Keys.required(key),
                Keys.fingerprint("POST /api/commands/" + kind + "/" + id + "/" + name, content),
                seenVersion(entry, ifMatch),
                happened(happenedAt, actor),
                null);
        Command command = reader.read(entry, streamId(entry, id), content);
        Receipt receipt = commands.send(command, actor, request);
        return ResponseEntity.ok()
                .eTag("\"" + receipt.version() + "\"")
                .header("Cache-Control", "no-store")
                .body(receipt);
    }

    private String streamId(CommandCatalogue.Entry entry, String id) {
        return id.equals(NEW) && entry.idPrefix() != null ? identifiers.next(entry.idPrefix()) : id;
    }

    private static @Nullable Long seenVersion(CommandCatalogue.Entry entry, @Nullable String ifMatch) {
        if (ifMatch == null) {
            if (entry.needsVersion()) {
                throw new ProblemException(ProblemType.VERSION_NEEDED.saying(
                        "Send a header If-Match with the version that you have seen, so that nobody's change is"
                                + " overwritten. The answer to each change and each page carries it (ETag)."));
            }
            return null;
        }
        try {
            return Long.valueOf(ifMatch.strip().replaceAll("^\"(\\d+)\"$", "$1"));
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST.saying(
                    "Send If-Match with one version in quotation marks, for example \"5\".", "If-Match"));
        }
    }

    /** A lead's or board member's word counts from when it arrives. */
    private @Nullable Instant happened(@Nullable String text, Actor actor) {
        if (text == null) {
            return null;
        }
        if (actor.role() == Role.LEAD || actor.role() == Role.BOARD) {
            throw new ProblemException(ProblemType.NOT_ALLOWED.saying("Leave out the header Happened-At."));
        }
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isAfter(clock.instant()) && !moment.isBefore(EARLIEST)) {
                return moment;
            }
        } catch (DateTimeException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST.saying(
                    "Send Happened-At as in 2018-06-25T09:00:00Z.", "Happened-At"));
        }
        throw new ProblemException(ProblemType.MALFORMED_REQUEST.saying(
                "Send a Happened-At from 1990 on that is not in the future.", "Happened-At"));
    }
}
