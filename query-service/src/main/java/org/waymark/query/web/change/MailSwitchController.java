package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.installation.InstallationCommand;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.mail.MailStop;
import org.waymark.query.projection.ProjectionPosition;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** The stop switch for all mail: who, when and why is on the record, and nothing else can be said here. */
@Controller
class MailSwitchController {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MailStop mailStop;
    private final Forwarding forwarding;
    private final ProjectionPosition projections;
    private final Texts texts;
    private final Pages pages;

    MailSwitchController(
            MailStop mailStop, Forwarding forwarding, ProjectionPosition projections, Texts texts, Pages pages) {
        this.mailStop = mailStop;
        this.forwarding = forwarding;
        this.projections = projections;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/mail/switch")
    ResponseEntity<byte[]> open(HttpServletRequest request) {
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        return show(request, typed, null, null);
    }

    @PostMapping("/mail/switch/stop")
    ResponseEntity<byte[]> stop(HttpServletRequest request) {
        return send(request, "stop-mail");
    }

    @PostMapping("/mail/switch/resume")
    ResponseEntity<byte[]> resume(HttpServletRequest request) {
        return send(request, "resume-mail");
    }

    private ResponseEntity<byte[]> send(HttpServletRequest request, String command) {
        SignedIn me = Objects.requireNonNull(Pages.signedIn());
        Typed typed = Typed.of(request);
        String reason = typed.get("reason");
        if (reason.isEmpty()) {
            return show(request, typed, texts.get("mail.switch.reason.required"), null);
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("reason", reason);
        return switch (forwarding.send(
                me, "installations", InstallationCommand.ID, command, body, typed.get("key"), null)) {
            case Forwarding.Outcome.Done done -> {
                projections.await(done.position(), PATIENCE);
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/mail/switch"))
                        .build();
            }
            case Forwarding.Outcome.Stale() -> show(request, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.NoAnswer() -> show(request, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> show(request, typed, null, refused.inWords(texts));
        };
    }

    private ResponseEntity<byte[]> show(
            HttpServletRequest request, Typed typed, @Nullable String problem, @Nullable String refusal) {
        MailStop.Last last = mailStop.last();
        String what = last != null && last.stopped() ? "resume" : "stop";
        return pages.page(request, "mail-switch", Pages.Section.MAIL)
                .status(problem == null && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("what", what)
                .with("last", last)
                .with("lastAt", last == null ? "" : Dates.moment(last.at()))
                .with("typed", typed)
                .with(
                        "fields",
                        List.of(new FormFields.Drawn(
                                "reason",
                                "reason",
                                "words",
                                texts.get("mail.switch.reason." + what),
                                texts.get("mail.switch.reason.hint"),
                                problem,
                                typed.get("reason"),
                                List.of(),
                                "")))
                .with("refusal", refusal)
                .show();
    }
}
