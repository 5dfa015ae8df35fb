package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.waymark.contract.log.Role;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.action.ActionView;
import org.waymark.query.action.Actions;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.preview.Preview;
import org.waymark.query.preview.Previews;
import org.waymark.query.view.AsAt;

/**
 * The next mails about an action. The action's page fetches the first few beside itself, so that it never waits for the
 * notifier; without JavaScript it links here.
 */
@Controller
class NextMailsController {

    /** Days with mail beside the action. */
    private static final int FIRST = 3;

    /** @param lines what goes to whom on this day */
    public record Day(String date, List<String> lines) {}

    private final Actions actions;
    private final Previews previews;
    private final PreviewCalendar calendar;
    private final Texts texts;
    private final Pages pages;

    NextMailsController(Actions actions, Previews previews, PreviewCalendar calendar, Texts texts, Pages pages) {
        this.actions = actions;
        this.previews = previews;
        this.calendar = calendar;
        this.texts = texts;
        this.pages = pages;
    }

    /** Those who oversee it, and those who lead it. */
    static boolean maySee(@Nullable SignedIn me, ActionView action) {
        return me != null
                && action.asAt().isNow()
                && (me.role() != Role.LEAD
                        || action.parties().parties().stream().anyMatch(me.parties()::contains));
    }

    @GetMapping("/actions/{actionId}/next-mails")
    ResponseEntity<byte[]> next(
            @PathVariable String actionId,
            @RequestParam(required = false) @Nullable String part,
            HttpServletRequest request) {
        ActionView action = actions.action(actionId, AsAt.now());
        if (!maySee(Pages.signedIn(), action)) {
            throw new AccessDeniedException("For those who lead it or oversee it");
        }
        Preview.Next next = previews.next(actionId);
        List<Day> days = next == null ? List.of() : days(next);
        Pages.Draft draft = part == null
                ? pages.page(request, "next-mails", Pages.Section.PLANS)
                : pages.part(request, "next-mails-part", Pages.Section.PLANS);
        return draft.with("owner", "")
                .with("row", action.row())
                .with("nothing", nothing(next))
                .with("days", part == null ? days : days.subList(0, Math.min(FIRST, days.size())))
                .show();
    }

    private List<Day> days(Preview.Next next) {
        Map<LocalDate, List<String>> byDay = new LinkedHashMap<>();
        for (Preview.NextMail mail : next.mails()) {
            List<String> lines = byDay.computeIfAbsent(mail.date(), _ -> new ArrayList<>());
            String line = texts.of("next.to", mail.role(), calendar.rule(mail.rule(), mail.level()), mail.party());
            // A party may have several contacts
            if (!lines.contains(line)) {
                lines.add(line);
            }
        }
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, lines) -> days.add(new Day(Dates.weekday(day), lines)));
        return days;
    }

    private @Nullable String nothing(Preview.@Nullable Next next) {
        if (next == null) {
            return texts.get("next.no-answer");
        }
        if (next.state() != PlanState.ADOPTED) {
            return texts.of("preview.nothing", next.state());
        }
        if (!next.mail()) {
            return texts.get("preview.nothing.off");
        }
        return next.mails().isEmpty() ? texts.get("next.none") : null;
    }
}
