package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.waymark.contract.log.Role;
import org.waymark.contract.projection.Projections;
import org.waymark.eventstore.SetAside;
import org.waymark.query.administration.Administration;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Leaves an entry that could not be read out of views or agenda, on the record. */
@Controller
class DiscardController {

    private static final String REASON = "reason";

    private final Administration administration;
    private final Forwarding forwarding;
    private final Texts texts;
    private final Pages pages;

    DiscardController(Administration administration, Forwarding forwarding, Texts texts, Pages pages) {
        this.administration = administration;
        this.forwarding = forwarding;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/administration/discard/{projection}/{position}")
    ResponseEntity<byte[]> open(
            @PathVariable String projection, @PathVariable long position, HttpServletRequest request) {
        administrator();
        Typed typed = Typed.of(request);
        typed.put("key", UUID.randomUUID().toString());
        return form(request, projection, waiting(projection, position), typed, null, null);
    }

    @PostMapping("/administration/discard/{projection}/{position}")
    ResponseEntity<byte[]> discard(
            @PathVariable String projection, @PathVariable long position, HttpServletRequest request) {
        SignedIn me = administrator();
        SetAside.Waiting entry = waiting(projection, position);
        Typed typed = Typed.of(request);
        if (typed.get(REASON).isEmpty()) {
            return form(request, projection, entry, typed, texts.get("discard.reason.required"), null);
        }
        Forwarding.Outcome outcome = forwarding.send(
                me,
                "projections",
                projection,
                "discard-entry",
                Map.of("position", position, REASON, typed.get(REASON)),
                typed.get("key"),
                null);
        return switch (outcome) {
            case Forwarding.Outcome.Done done -> {
                administration.awaitDiscarded(projection, position, done.position());
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/administration?discarded=" + position))
                        .build();
            }
            case Forwarding.Outcome.Stale() ->
                form(request, projection, entry, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.NoAnswer() ->
                form(request, projection, entry, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                yield REASON.equals(refused.field())
                        ? form(request, projection, entry, typed, detail, null)
                        : form(request, projection, entry, typed, null, detail);
            }
        };
    }

    private ResponseEntity<byte[]> form(
            HttpServletRequest request,
            String projection,
            SetAside.Waiting entry,
            Typed typed,
            @Nullable String problem,
            @Nullable String refusal) {
        return pages.page(request, "discard-form", Pages.Section.ADMINISTRATION)
                .status(problem == null && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("projection", projection)
                .with("entry", entry)
                .with("what", texts.get("administration.waiting.what", entry.event(), entry.streamId()))
                .with("typed", typed)
                .with(
                        "fields",
                        List.of(new FormFields.Drawn(
                                REASON,
                                REASON,
                                "words",
                                texts.get("discard.reason"),
                                texts.get("discard.reason.hint"),
                                problem,
                                typed.get(REASON),
                                List.of(),
                                "")))
                .with("refusal", refusal)
                .show();
    }

    private SetAside.Waiting waiting(String projection, long position) {
        Administration.State state = administration.state();
        Administration.Projection asked = switch (projection) {
            case Projections.VIEWS -> state.views();
            case Projections.AGENDA -> state.agenda();
            default -> null;
        };
        List<SetAside.Waiting> waiting = asked == null ? List.of() : asked.waiting();
        return waiting.stream()
                .filter(entry -> entry.position() == position)
                .findFirst()
                .orElseThrow(() -> new NotKnown("entry", Long.toString(position)));
    }

    private static SignedIn administrator() {
        SignedIn me = Pages.signedIn();
        if (me == null || me.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("For administrators only");
        }
        return me;
    }
}
