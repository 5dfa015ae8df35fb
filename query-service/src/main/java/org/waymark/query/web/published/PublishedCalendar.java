package org.waymark.query.web.published;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.RefreshInterval;
import biweekly.property.Status;
import biweekly.property.Uid;
import biweekly.util.Duration;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Date;
import org.springframework.stereotype.Component;
import org.waymark.query.fold.GroupState;
import org.waymark.query.published.PublishedAction;
import org.waymark.query.published.PublishedPlan;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Texts;

/**
 * Meetings and the target dates of open actions as a calendar (RFC 5545), each a whole day. The same meeting or action
 * is always the same event, so that a calendar program moves it instead of showing it twice.
 */
@Component
class PublishedCalendar {

    private final PublishedWording wording;
    private final Texts texts;

    PublishedCalendar(PublishedWording wording, Texts texts) {
        this.wording = wording;
        this.texts = texts;
    }

    byte[] written(PublishedPlan plan) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Waymark//Published plan//EN");
        calendar.setName(plan.title());
        calendar.setRefreshInterval(
                new RefreshInterval(Duration.builder().hours(12).build()));
        for (PublishedPlan.Meeting meeting : plan.meetings()) {
            VEvent event = day(plan, "meeting-" + meeting.groupId() + "-" + meeting.meetingId(), meeting.date());
            event.setSummary(texts.get("published.calendar.meeting", meeting.groupName()));
            if (meeting.state() == GroupState.MeetingState.CANCELLED) {
                event.setStatus(Status.cancelled());
            }
            calendar.addEvent(event);
        }
        for (PublishedAction action : plan.actions()) {
            LocalDate due = action.due();
            if (due != null && action.status().open()) {
                VEvent event = day(plan, "action-" + action.id(), due);
                event.setSummary(texts.get("published.calendar.due", action.reference(), action.name()));
                event.setDescription(wording.calendar(plan, action));
                calendar.addEvent(event);
            }
        }
        return Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8);
    }

    private static VEvent day(PublishedPlan plan, String id, LocalDate day) {
        VEvent event = new VEvent();
        event.setUid(new Uid(plan.planId() + "-" + id + "@waymark.example"));
        event.setDateTimeStamp(Date.from(plan.paper().issuedAt()));
        event.setDateStart(Dates.forCalendar(day), false);
        event.setDateEnd(Dates.forCalendar(day.plusDays(1)), false);
        return event;
    }
}
