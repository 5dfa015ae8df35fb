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
            throw ProblemType.UNKNOWN_COMMAND.saying("request.command-is-unknown", name, kind);
        }
        Actor actor = Actors.of(token);
        if (!Rights.allow(actor.role(), entry.type())) {
            throw ProblemType.NOT_ALLOWED.saying("request.for-another-role");
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
                throw ProblemType.VERSION_NEEDED.saying("request.send-the-version");
            }
            return null;
        }
        try {
            return Long.valueOf(ifMatch.strip().replaceAll("^\"(\\d+)\"$", "$1"));
        } catch (NumberFormatException e) {
            throw ProblemType.MALFORMED_REQUEST.saying("request.write-if-match").about("If-Match");
        }
    }

    /** A lead's or board member's word counts from when it arrives. */
    private @Nullable Instant happened(@Nullable String text, Actor actor) {
        if (text == null) {
            return null;
        }
        if (actor.role() == Role.LEAD || actor.role() == Role.BOARD) {
            throw ProblemType.NOT_ALLOWED.saying("request.leave-out-happened-at");
        }
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isAfter(clock.instant()) && !moment.isBefore(EARLIEST)) {
                return moment;
            }
        } catch (DateTimeException e) {
            throw ProblemType.MALFORMED_REQUEST
                    .saying("request.write-happened-at")
                    .about("Happened-At");
        }
        throw ProblemType.MALFORMED_REQUEST
                .saying("request.send-a-plausible-happened-at")
                .about("Happened-At");
    }
}
