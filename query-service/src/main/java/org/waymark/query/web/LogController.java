package org.waymark.query.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.contract.log.Role;
import org.waymark.query.history.LogEntries;
import org.waymark.query.history.LogEntry;
import org.waymark.query.identity.SignedIn;

/** One entry of the log, by a number that never changes: what a paper or a mail names can be looked up. */
@Controller
class LogController {

    private final LogEntries entries;
    private final Pages pages;

    LogController(LogEntries entries, Pages pages) {
        this.entries = entries;
        this.pages = pages;
    }

    @GetMapping("/log/{position}")
    ResponseEntity<byte[]> entry(@PathVariable long position, HttpServletRequest request) {
        LogEntry entry = entries.entry(position);
        return pages.page(request, "log-entry", Pages.Section.NONE)
                .with("entry", entry)
                .with("subject", Texts.slug(entry.subject()))
                .with("recordedAt", Dates.moment(entry.recordedAt()))
                .with("href", href(entry))
                .show();
    }

    /** Where what it is about is shown, or null where this person cannot look at it. */
    private static @Nullable String href(LogEntry entry) {
        SignedIn me = Pages.signedIn();
        Role role = me == null ? null : me.role();
        String id = entry.subjectId();
        return switch (entry.subject()) {
            case ACTION -> "/actions/" + id + "/history#entry-" + entry.position();
            case PLAN -> "/plans/" + id + "/history#entry-" + entry.position();
            case GROUP -> "/groups/" + id;
            case PARTY -> "/parties/" + id;
            case INDICATOR -> "/indicators/" + id;
            case MAIL -> role == Role.GOVERNANCE || role == Role.ADMINISTRATOR ? "/mail/" + id : null;
            case INSTALLATION -> role == Role.ADMINISTRATOR ? "/administration" : null;
        };
    }
}
