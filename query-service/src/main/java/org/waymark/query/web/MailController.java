package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.MailState;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.time.BankHolidays;
import org.waymark.query.mail.MailFilter;
import org.waymark.query.mail.MailView;
import org.waymark.query.mail.Mails;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.Page;

/** What was written to whom, and what became of it. */
@Controller
class MailController {

    private static final int PAGE = 100;

    /** One mail as a line: what stood in it, and what happened, in words. */
    public record Line(MailView mail, String time, String what, String why, String happened) {}

    /** Mails of one day, or those that need a look. */
    public record Block(String title, List<Line> lines) {}

    private final Mails mails;
    private final Texts texts;
    private final Pages pages;
    private final Clock clock;

    MailController(Mails mails, Texts texts, Pages pages, Clock clock) {
        this.mails = mails;
        this.texts = texts;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/mail")
    ResponseEntity<byte[]> log(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String party,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String day,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request) {
        // A single day was all that could be asked for once, and may be bookmarked
        LocalDate on = Asked.day("day", day);
        LocalDate first = on == null ? Asked.day("from", from) : on;
        LocalDate last = on == null ? Asked.day("until", until) : on;
        if (first != null && last != null && last.isBefore(first)) {
            throw new InvalidQuery("until", "enter-a-last-day-not-before-the-first");
        }
        RecipientRole toRole = Asked.value(RecipientRole.class, "role", role);
        MailState inState = Asked.value(MailState.class, "state", state);
        MailRule byRule = Asked.value(MailRule.class, "rule", rule);
        MailFilter filter = new MailFilter(
                Asked.text(plan),
                null,
                null,
                inState,
                byRule,
                toRole,
                first,
                last,
                Asked.text(action),
                Asked.text(party));
        Page<MailView> found = mails.log(filter, page, PAGE);
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        kept.put("action", Asked.text(action));
        kept.put("party", Asked.text(party));
        kept.put("plan", Asked.text(plan));
        kept.put("state", inState == null ? null : Texts.slug(inState));
        kept.put("rule", byRule == null ? null : Texts.slug(byRule));
        kept.put("role", toRole == null ? null : Texts.slug(toRole));
        kept.put("from", first);
        kept.put("until", last);
        String query = Asked.query(kept);
        Map<MailState, Integer> byState = mails.byState();
        LocalDate today = LocalDate.now(clock.withZone(Dates.LOCAL));
        return pages.page(request, "mail", Pages.Section.MAIL)
                .with("today", Dates.weekday(today))
                .with("listEnds", BankHolidays.runsOut(today))
                .with("byState", byState)
                .with("any", byState.values().stream().anyMatch(count -> count > 0))
                .with("filter", filter)
                .with("states", MailState.values())
                .with("rules", MailRule.values())
                .with("roles", RecipientRole.values())
                .with("blocks", blocks(found.rows(), today))
                .with("filtered", !query.isEmpty())
                .with("found", found)
                .with("path", "/mail" + (query.isEmpty() ? "?" : query + "&"))
                .show();
    }

    private List<Block> blocks(List<MailView> found, LocalDate today) {
        List<Block> blocks = new java.util.ArrayList<>();
        LocalDate since = today.minusDays(Mails.LOOKED_AT_FIRST);
        List<Line> look = found.stream()
                .filter(mail -> mail.needsLook() && mail.day().isAfter(since))
                .map(this::line)
                .toList();
        if (!look.isEmpty()) {
            blocks.add(new Block(texts.get("mail.needs-look", look.size()), look));
        }
        Map<LocalDate, List<Line>> days = new TreeMap<>(java.util.Comparator.reverseOrder());
        for (MailView mail : found) {
            if (!mail.needsLook() || !mail.day().isAfter(since)) {
                days.computeIfAbsent(mail.day(), key -> new java.util.ArrayList<>())
                        .add(line(mail));
            }
        }
        days.forEach((day, lines) -> blocks.add(
                new Block(texts.get("mail.day", Dates.weekday(day), texts.get("mail.count", lines.size())), lines)));
        return blocks;
    }

    private Line line(MailView mail) {
        Map<String, Integer> words = new LinkedHashMap<>();
        mail.items().forEach(item -> words.merge(item.words(), 1, Integer::sum));
        StringBuilder what = new StringBuilder();
        words.forEach((word, count) -> what.append(what.isEmpty() ? "" : "; ")
                .append(count == 1 ? word : texts.get("mail.several", word, count)));
        String references = String.join(
                ", ",
                mail.items().stream()
                        .map(MailView.Item::actionReference)
                        .filter(java.util.Objects::nonNull)
                        .distinct()
                        .limit(8)
                        .toList());
        return new Line(mail, Dates.time(mail.at()), what.toString(), references, happened(mail));
    }

    private String happened(MailView mail) {
        String words = mail.repeated()
                ? texts.get("mail.happened.repeated")
                : texts.get("mail.happened." + Texts.slug(mail.state()), mail.attempts());
        return mail.answer() == null ? words : texts.get("mail.happened.answer", words, mail.answer());
    }

    @GetMapping("/mail/{mailId}")
    ResponseEntity<byte[]> mail(@PathVariable String mailId, HttpServletRequest request) {
        MailView mail = mails.mail(mailId);
        return pages.page(request, "mail-one", Pages.Section.MAIL)
                .with("mail", mail)
                .with("at", Dates.moment(mail.at()))
                .with("day", Dates.weekday(mail.day()))
                .with("happened", happened(mail))
                .show();
    }
}
