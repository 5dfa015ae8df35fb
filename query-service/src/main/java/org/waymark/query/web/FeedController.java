package org.waymark.query.web;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.RefreshInterval;
import biweekly.property.Uid;
import biweekly.util.Duration;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.waymark.contract.log.Role;
import org.waymark.query.identity.SignedIn;
import org.waymark.query.plan.PlanView;
import org.waymark.query.plan.Plans;
import org.waymark.query.preview.Preview;
import org.waymark.query.preview.Previews;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.signin.Identities;

/** The preview of a plan as a calendar feed: an event for each day with mail. */
@Controller
class FeedController {

    private static final MediaType CALENDAR = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final Plans plans;
    private final Previews previews;
    private final Identities identities;
    private final FeedAddress addresses;
    private final PreviewCalendar calendar;
    private final Texts texts;
    private final Clock clock;

    FeedController(
            Plans plans,
            Previews previews,
            Identities identities,
            FeedAddress addresses,
            PreviewCalendar calendar,
            Texts texts,
            Clock clock) {
        this.plans = plans;
        this.previews = previews;
        this.identities = identities;
        this.addresses = addresses;
        this.calendar = calendar;
        this.texts = texts;
        this.clock = clock;
    }

    /** Names no person: whoever holds the address can read it. */
    @GetMapping("/feeds/plans/{planId}/{userId}/{mark}/mail.ics")
    ResponseEntity<byte[]> feed(@PathVariable String planId, @PathVariable String userId, @PathVariable String mark) {
        boolean allowed = addresses.isGenuine(planId, userId, mark)
                && identities.byUserId(userId).filter(FeedController::governs).isPresent();
        if (!allowed) {
            throw new NotKnown("feed", planId);
        }
        PlanView plan = plans.plan(planId);
        if (!(previews.saved(planId) instanceof Previews.Answer.Known(Preview preview))) {
            // The program keeps what it has, and asks again
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        return ResponseEntity.ok()
                .contentType(CALENDAR)
                .cacheControl(CacheControl.noStore())
                .body(written(plan.summary().title(), preview));
    }

    private static boolean governs(SignedIn person) {
        return person.role() == Role.GOVERNANCE || person.role() == Role.ADMINISTRATOR;
    }

    private byte[] written(String title, Preview preview) {
        ICalendar feed = new ICalendar();
        feed.setProductId("-//Waymark//Mail to come//EN");
        feed.setName(texts.get("feed.name", title));
        feed.setRefreshInterval(new RefreshInterval(Duration.builder().hours(6).build()));
        for (Preview.Day day : preview.days()) {
            if (!day.mails().isEmpty()) {
                feed.addEvent(event(title, preview, day));
            }
        }
        return Biweekly.write(feed).go().getBytes(StandardCharsets.UTF_8);
    }

    /** The same day of the same plan is always the same event. */
    private VEvent event(String title, Preview preview, Preview.Day day) {
        VEvent event = new VEvent();
        event.setUid(new Uid("mail-" + preview.planId() + "-" + day.date() + "@waymark.example"));
        event.setDateTimeStamp(Date.from(clock.instant()));
        event.setDateStart(Dates.forCalendar(day.date()), false);
        event.setDateEnd(Dates.forCalendar(day.date().plusDays(1)), false);
        event.setSummary(texts.get("feed.event", day.mails().size(), title));
        StringBuilder what = new StringBuilder();
        for (Preview.Mail mail : day.mails()) {
            what.append(texts.of("feed.to", mail.role(), mail.party())).append('\n');
            for (Preview.Line line : mail.lines()) {
                what.append("- ");
                if (line.reference() != null) {
                    what.append(line.reference()).append(' ');
                }
                what.append(calendar.rule(line.rule(), line.level())).append('\n');
            }
        }
        event.setDescription(what.toString().strip());
        return event;
    }
}
