package org.waymark.query.web.link;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.link.PersonalLink;
import org.waymark.query.people.LinkOwners;
import org.waymark.query.people.LinkOwners.MailSettings;
import org.waymark.query.web.Kept;
import org.waymark.query.web.Texts;
import org.waymark.query.web.change.Forwarding;
import org.waymark.query.web.change.MailSettingsForm;
import org.waymark.query.web.change.Typed;

/**
 * What the owner of a link says about their own mail: the one weekday on which they want it, and who gets it while they are
 * away. Opening the page changes nothing; what is sent changes when mail comes, never whether somebody hears.
 */
@Controller
class MailSettingsController {

    private final Links links;
    private final LinkPages linkPages;
    private final LinkMetrics metrics;
    private final LinkOwners owners;
    private final Forwarding forwarding;
    private final MailSettingsForm form;
    private final Texts texts;

    MailSettingsController(
            Links links,
            LinkPages linkPages,
            LinkMetrics metrics,
            LinkOwners owners,
            Forwarding forwarding,
            MailSettingsForm form,
            Texts texts) {
        this.links = links;
        this.linkPages = linkPages;
        this.metrics = metrics;
        this.owners = owners;
        this.forwarding = forwarding;
        this.form = form;
        this.texts = texts;
    }

    @GetMapping("/m/{token}/mail")
    ResponseEntity<byte[]> open(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String saved,
            HttpServletRequest request) {
        return with(token, request, List.of(), mine -> {
            metrics.opened(PersonalLink.Kind.MINE);
            MailSettings settings = owners.mailOf(mine.owner().contactId());
            Typed typed = MailSettingsForm.filled(request, settings);
            return show(request, mine, settings, typed, Map.of(), null, saved != null);
        });
    }

    @PostMapping("/m/{token}/mail/day")
    ResponseEntity<byte[]> day(@PathVariable String token, HttpServletRequest request) {
        Typed typed = Typed.of(request);
        return with(
                token,
                request,
                form.keptDay(typed),
                mine -> answer(
                        request,
                        mine,
                        typed,
                        forwarding.digestDayByLink(mine.owner().contactId(), MailSettingsForm.weekday(typed))));
    }

    @PostMapping("/m/{token}/mail/away")
    ResponseEntity<byte[]> away(@PathVariable String token, HttpServletRequest request) {
        Typed typed = Typed.of(request);
        return with(token, request, form.keptAbsence(typed), mine -> {
            MailSettingsForm.Typing absence = form.absence(typed, false);
            return absence.problems().isEmpty()
                    ? answer(
                            request,
                            mine,
                            typed,
                            forwarding.awayByLink(mine.owner().contactId(), absence.body()))
                    : show(
                            request,
                            mine,
                            owners.mailOf(mine.owner().contactId()),
                            typed,
                            absence.problems(),
                            null,
                            false);
        });
    }

    @PostMapping("/m/{token}/mail/back")
    ResponseEntity<byte[]> back(@PathVariable String token, HttpServletRequest request) {
        return with(
                token,
                request,
                List.of(),
                mine -> answer(
                        request,
                        mine,
                        Typed.of(request),
                        forwarding.backByLink(mine.owner().contactId())));
    }

    /** @param kept what was typed, for where the link opens nothing or the directory does not answer */
    private ResponseEntity<byte[]> with(
            String token,
            HttpServletRequest request,
            List<Kept> kept,
            Function<Links.Found.Mine, ResponseEntity<byte[]>> show) {
        Links.Found found = links.find(token, PersonalLink.Kind.MINE);
        if (!(found instanceof Links.Found.Mine mine)) {
            return linkPages.instead(request, found, kept);
        }
        try {
            return show.apply(mine);
        } catch (LinkOwners.DirectoryUnreachable e) {
            return linkPages.instead(request, new Links.Found.Unavailable(), kept);
        }
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request, Links.Found.Mine mine, Typed typed, Forwarding.Outcome outcome) {
        return switch (outcome) {
            case Forwarding.Outcome.Done _ ->
                ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(URI.create(path(mine) + "?saved=yes"))
                        .build();
            case Forwarding.Outcome.Stale() -> refused(request, mine, typed, null, texts.get("contact.stale"));
            case Forwarding.Outcome.NoAnswer() -> refused(request, mine, typed, null, texts.get("form.no-answer"));
            case Forwarding.Outcome.Refused refused ->
                refused(request, mine, typed, refused.field(), refused.inWords(texts));
        };
    }

    private ResponseEntity<byte[]> refused(
            HttpServletRequest request, Links.Found.Mine mine, Typed typed, @Nullable String field, String detail) {
        metrics.refused("settings");
        boolean shown = MailSettingsForm.stands(field);
        return show(
                request,
                mine,
                owners.mailOf(mine.owner().contactId()),
                typed,
                shown ? Map.of(Objects.requireNonNull(field), detail) : Map.of(),
                shown ? null : detail,
                false);
    }

    private String path(Links.Found.Mine mine) {
        return links.path(mine.link()) + "/mail";
    }

    private ResponseEntity<byte[]> show(
            HttpServletRequest request,
            Links.Found.Mine mine,
            MailSettings settings,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            boolean saved) {
        return form.page(request, settings, typed, problems, refusal, "link.mail")
                .with("plain", true)
                .with("path", path(mine))
                .with("listPath", links.path(mine.link()))
                .with("lead", texts.get("link.mail.lead"))
                .with("awayLead", texts.get("link.mail.away.lead"))
                .with("alone", settings.colleagues().isEmpty())
                .with("saved", saved)
                .with("lastDay", mine.lastDay())
                .show();
    }
}
