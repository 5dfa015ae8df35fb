package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.party.Parties;
import org.waymark.query.people.LinkOwners;
import org.waymark.query.people.LinkOwners.MailSettings;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** Where whoever signs in and is in the directory says when their own mail comes, and who gets it while they are away. */
@Controller
class MyMailController {

    private static final String PATH = "/my-mail";

    private final LinkOwners owners;
    private final Parties parties;
    private final Forwarding forwarding;
    private final MailSettingsForm form;
    private final Texts texts;
    private final Pages pages;

    MyMailController(
            LinkOwners owners,
            Parties parties,
            Forwarding forwarding,
            MailSettingsForm form,
            Texts texts,
            Pages pages) {
        this.owners = owners;
        this.parties = parties;
        this.forwarding = forwarding;
        this.form = form;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> open(@RequestParam(required = false) @Nullable String saved, HttpServletRequest request) {
        return where(request, () -> {
            MailSettings settings = settings();
            return show(request, settings, MailSettingsForm.filled(request, settings), Map.of(), null, saved != null);
        });
    }

    @PostMapping(PATH + "/day")
    ResponseEntity<byte[]> day(HttpServletRequest request) {
        return where(request, () -> {
            Typed typed = Typed.of(request);
            return answer(request, typed, forwarding.ownDigestDay(me(), MailSettingsForm.weekday(typed)));
        });
    }

    @PostMapping(PATH + "/away")
    ResponseEntity<byte[]> away(HttpServletRequest request) {
        return where(request, () -> {
            Typed typed = Typed.of(request);
            MailSettingsForm.Typing absence = form.absence(typed, true);
            return absence.problems().isEmpty()
                    ? answer(request, typed, forwarding.ownAbsence(me(), absence.body()))
                    : show(request, settings(), typed, absence.problems(), null, false);
        });
    }

    @PostMapping(PATH + "/back")
    ResponseEntity<byte[]> back(HttpServletRequest request) {
        return where(request, () -> answer(request, Typed.of(request), forwarding.ownReturn(me())));
    }

    private static SignedIn me() {
        SignedIn me = Objects.requireNonNull(Pages.signedIn());
        if (me.contactId() == null) {
            throw new NotKnown("contact", me.userId());
        }
        return me;
    }

    private MailSettings settings() {
        return owners.mailOf(Objects.requireNonNull(me().contactId()));
    }

    private ResponseEntity<byte[]> where(HttpServletRequest request, Supplier<ResponseEntity<byte[]>> show) {
        try {
            return show.get();
        } catch (LinkOwners.DirectoryUnreachable e) {
            return pages.page(request, "mail-settings", Pages.Section.NONE)
                    .status(HttpStatus.SERVICE_UNAVAILABLE)
                    .with("fields", List.of())
                    .with("refusal", texts.get("contact.no-answer"))
                    .show();
        }
    }

    private ResponseEntity<byte[]> answer(HttpServletRequest request, Typed typed, Forwarding.Outcome outcome) {
        return switch (outcome) {
            case Forwarding.Outcome.Done _ -> {
                parties.peopleChanged();
                yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(PATH + "?saved=yes"))
                        .build();
            }
            case Forwarding.Outcome.Stale() ->
                show(request, settings(), typed, Map.of(), texts.get("contact.stale"), false);
            case Forwarding.Outcome.NoAnswer() ->
                show(request, settings(), typed, Map.of(), texts.get("form.no-answer"), false);
            case Forwarding.Outcome.Refused refused -> {
                String detail = refused.inWords(texts);
                boolean stands = MailSettingsForm.stands(refused.field());
                yield show(
                        request,
                        settings(),
                        typed,
                        stands ? Map.of(Objects.requireNonNull(refused.field()), detail) : Map.of(),
                        stands ? null : detail,
                        false);
            }
        };
    }

    private ResponseEntity<byte[]> show(
            HttpServletRequest request,
            MailSettings settings,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            boolean saved) {
        return form.page(request, settings, typed, problems, refusal, "my-mail")
                .with("path", PATH)
                .with("lead", texts.get("my-mail.lead"))
                .with("awayLead", texts.get("my-mail.away.lead"))
                .with("alone", false)
                .with("saved", saved)
                .show();
    }
}
