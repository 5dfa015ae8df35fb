package org.waymark.query.web.link;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.waymark.contract.log.InvalidField;
import org.waymark.query.people.Absence;
import org.waymark.query.people.LinkOwners;
import org.waymark.query.people.LinkOwners.MailSettings;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;
import org.waymark.query.web.change.ContactChangeController;
import org.waymark.query.web.change.FormFields;
import org.waymark.query.web.change.Forwarding;
import org.waymark.query.web.change.Typed;

/**
 * What the owner of a link says about their own mail: the one weekday on which they want it, and who gets it while they are
 * away. Opening the page changes nothing; what is sent changes when mail comes, never whether somebody hears.
 */
@Controller
class MailSettingsController {

    private static final List<String> AWAY = List.of("from", "until", "deputy");

    private final Links links;
    private final LinkPages linkPages;
    private final LinkMetrics metrics;
    private final LinkOwners owners;
    private final Forwarding forwarding;
    private final Texts texts;
    private final Pages pages;

    MailSettingsController(
            Links links,
            LinkPages linkPages,
            LinkMetrics metrics,
            LinkOwners owners,
            Forwarding forwarding,
            Texts texts,
            Pages pages) {
        this.links = links;
        this.linkPages = linkPages;
        this.metrics = metrics;
        this.owners = owners;
        this.forwarding = forwarding;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping("/m/{token}/mail")
    ResponseEntity<byte[]> open(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String saved,
            HttpServletRequest request) {
        return with(token, request, mine -> {
            metrics.opened(PersonalLink.Kind.MINE);
            MailSettings settings = owners.mailOf(mine.owner().contactId());
            Typed typed = Typed.of(request);
            Absence away = settings.away();
            if (away != null) {
                typed.putDay("from", away.from());
                typed.putDay("until", away.until());
                typed.put("deputy", away.deputy());
            }
            return show(request, mine, settings, typed, Map.of(), null, saved != null);
        });
    }

    @PostMapping("/m/{token}/mail/day")
    ResponseEntity<byte[]> day(@PathVariable String token, HttpServletRequest request) {
        return with(token, request, mine -> {
            Typed typed = Typed.of(request);
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            body.put("day", typed.get("weekday").isEmpty() ? null : typed.get("weekday"));
            return answer(
                    request,
                    mine,
                    typed,
                    forwarding.digestDayByLink(mine.owner().contactId(), body));
        });
    }

    @PostMapping("/m/{token}/mail/away")
    ResponseEntity<byte[]> away(@PathVariable String token, HttpServletRequest request) {
        return with(token, request, mine -> {
            Typed typed = Typed.of(request);
            Map<String, String> problems = new LinkedHashMap<>();
            Map<String, @Nullable Object> body = new LinkedHashMap<>();
            for (String field : List.of("from", "until")) {
                try {
                    body.put(
                            field,
                            typed.day(field, texts.get("contact.field." + field + ".required"))
                                    .toString());
                } catch (InvalidField e) {
                    problems.put(field, Objects.requireNonNullElse(e.getMessage(), ""));
                }
            }
            if (typed.get("deputy").isEmpty()) {
                problems.put("deputy", texts.get("link.mail.deputy.required"));
            }
            body.put("deputy", typed.get("deputy"));
            if (!problems.isEmpty()) {
                MailSettings settings = owners.mailOf(mine.owner().contactId());
                return show(request, mine, settings, typed, problems, null, false);
            }
            return answer(
                    request, mine, typed, forwarding.awayByLink(mine.owner().contactId(), body));
        });
    }

    @PostMapping("/m/{token}/mail/back")
    ResponseEntity<byte[]> back(@PathVariable String token, HttpServletRequest request) {
        return with(
                token,
                request,
                mine -> answer(
                        request,
                        mine,
                        Typed.of(request),
                        forwarding.backByLink(mine.owner().contactId())));
    }

    private ResponseEntity<byte[]> with(
            String token, HttpServletRequest request, Function<Links.Found.Mine, ResponseEntity<byte[]>> show) {
        Links.Found found = links.find(token, PersonalLink.Kind.MINE);
        if (!(found instanceof Links.Found.Mine mine)) {
            return linkPages.instead(request, found);
        }
        try {
            return show.apply(mine);
        } catch (LinkOwners.DirectoryUnreachable e) {
            return linkPages.instead(request, new Links.Found.Unavailable());
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
                refused(
                        request,
                        mine,
                        typed,
                        refused.field(),
                        refused.detail().isEmpty() ? texts.get("form.refused", refused.status()) : refused.detail());
        };
    }

    private ResponseEntity<byte[]> refused(
            HttpServletRequest request, Links.Found.Mine mine, Typed typed, @Nullable String field, String detail) {
        metrics.refused("settings");
        boolean shown = field != null && AWAY.contains(field);
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
        List<FormFields.Drawn> fields = new ArrayList<>();
        for (String field : AWAY) {
            fields.add(new FormFields.Drawn(
                    field,
                    field,
                    field.equals("deputy") ? "partner" : "day",
                    texts.get("link.mail.field." + field),
                    texts.get("link.mail.field." + field + ".hint"),
                    problems.get(field),
                    typed.get(field),
                    field.equals("deputy")
                            ? settings.colleagues().stream()
                                    .map(other -> new FormFields.Option(
                                            other.contactId(),
                                            other.name(),
                                            null,
                                            other.contactId().equals(typed.get("deputy"))))
                                    .toList()
                            : List.of(),
                    ""));
        }
        String weekday =
                settings.digestDay() == null ? "" : settings.digestDay().name();
        return pages.page(request, "mail-settings", Pages.Section.NONE)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("plain", true)
                .with("path", path(mine))
                .with("listPath", links.path(mine.link()))
                .with("weekdays", ContactChangeController.weekdays(texts, weekday))
                .with("away", settings.away())
                .with("alone", settings.colleagues().isEmpty())
                .with("typed", typed)
                .with("fields", fields)
                .with("refusal", refusal)
                .with("saved", saved)
                .with("lastDay", mine.lastDay())
                .show();
    }
}
