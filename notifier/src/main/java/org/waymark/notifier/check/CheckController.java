package org.waymark.notifier.check;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.notifier.agenda.Agendas;
import org.waymark.notifier.agenda.MailSwitch;
import org.waymark.notifier.outbox.Outbox;

/** How the daily check stands, and a way to run it now. */
@RestController
@RequestMapping("/api/notifier")
class CheckController {

    private final DailyCheck check;
    private final LastCheck last;
    private final CheckMetrics metrics;
    private final Outbox outbox;
    private final Agendas agendas;
    private final MailSwitch mailSwitch;
    private final NewLinks newLinks;

    CheckController(
            DailyCheck check,
            LastCheck last,
            CheckMetrics metrics,
            Outbox outbox,
            Agendas agendas,
            MailSwitch mailSwitch,
            NewLinks newLinks) {
        this.check = check;
        this.last = last;
        this.metrics = metrics;
        this.outbox = outbox;
        this.agendas = agendas;
        this.mailSwitch = mailSwitch;
        this.newLinks = newLinks;
    }

    /**
     * @param last the last check that went through, or null before the first
     * @param trouble what kept the last one from going through, or null
     * @param mailEnabled false while all mail is stopped, by the settings or on the record
     * @param outbox mails whose end is not on record, by state
     * @param agendaPosition log entry up to which the agenda has read
     * @param agendaBehind log entries that it has not read yet
     */
    record Status(
            @Nullable Report last,
            @Nullable String trouble,
            boolean mailEnabled,
            Map<String, Integer> outbox,
            long agendaPosition,
            long agendaBehind) {}

    @GetMapping("/status")
    Status status() {
        Map<String, Integer> counts = new TreeMap<>();
        outbox.counts()
                .forEach((state, count) ->
                        counts.put(state.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
        LastCheck.Remembered remembered = last.recall();
        return new Status(
                remembered == null ? null : remembered.report(),
                metrics.trouble(),
                mailSwitch.on(),
                counts,
                agendas.position(),
                agendas.behind());
    }

    /** @param actionId the action that the ended link was for, or null where it opened a list */
    record LinkWanted(String contactId, @Nullable String actionId) {}

    /** @param written whether a mail was written down; for the caller alone, who tells nobody */
    record LinkAnswer(boolean written) {}

    /** Mails a new link to somebody whose link has ended, at most once a day. */
    @PostMapping("/links")
    LinkAnswer link(@RequestBody LinkWanted wanted) {
        return new LinkAnswer(newLinks.ask(wanted.contactId(), wanted.actionId()));
    }

    @PostMapping("/run")
    Report run() {
        return check.run();
    }
}
