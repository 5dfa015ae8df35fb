package org.waymark.standalone.mailbox;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.query.web.Pages;

/** The mails that went out, to look at. */
@Controller
@Profile("demo")
class MailboxPages {

    private static final int PAGE = 50;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));

    private final Mailbox mailbox;
    private final Pages pages;

    MailboxPages(Mailbox mailbox, Pages pages) {
        this.mailbox = mailbox;
        this.pages = pages;
    }

    /** A mail as a row of the list. */
    record Row(String id, String to, String subject, String when) {
        static Row of(Letter letter) {
            return new Row(letter.id(), letter.to(), letter.subject(), WHEN.format(letter.sentAt()));
        }
    }

    @GetMapping("/mailbox")
    ResponseEntity<byte[]> list(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request) {
        String wanted = to.strip().toLowerCase(Locale.ROOT);
        List<Letter> letters = mailbox.letters().stream()
                .filter(letter -> letter.to().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        int last = Math.max(1, (letters.size() + PAGE - 1) / PAGE);
        int shown = Math.clamp(page, 1, last);
        return pages.page(request, "standalone/mailbox", Pages.Section.NONE)
                .with(
                        "rows",
                        letters.stream()
                                .skip((shown - 1L) * PAGE)
                                .limit(PAGE)
                                .map(Row::of)
                                .toList())
                .with("to", to.strip())
                .with("total", letters.size())
                .with("page", shown)
                .with("pages", last)
                .with("newer", address(wanted, shown - 1))
                .with("older", address(wanted, shown + 1))
                .show();
    }

    private static String address(String to, int page) {
        return UriComponentsBuilder.fromPath("/mailbox")
                .queryParam("to", "{to}")
                .queryParam("page", page)
                .encode()
                .buildAndExpand(to)
                .toUriString();
    }

    @GetMapping("/mailbox/{id}")
    ResponseEntity<byte[]> letter(@PathVariable String id, HttpServletRequest request) {
        Letter letter = find(id);
        return pages.page(request, "standalone/letter", Pages.Section.NONE)
                .with("letter", letter)
                .with("when", WHEN.format(letter.sentAt()))
                .with("sameReader", address(letter.to(), 1))
                .show();
    }

    /** The HTML part alone, as a page that may neither run anything nor load anything. */
    @GetMapping("/mailbox/{id}/html")
    ResponseEntity<String> html(@PathVariable String id) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(
                        "Content-Security-Policy",
                        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'")
                .cacheControl(CacheControl.noStore())
                .body("<base target=\"_blank\">" + find(id).html());
    }

    private Letter find(String id) {
        return mailbox.letter(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such mail."));
    }
}
