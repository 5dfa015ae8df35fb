package org.waymark.notifier.mail;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Status;
import biweekly.property.Uid;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;

/**
 * The dates of a digest as an iCalendar file (RFC 5545, METHOD:PUBLISH): whole days, free time, no reminder of their own.
 * A date has the same UID in every mail, so that a calendar moves it instead of showing it twice, and one that does not
 * count any more is cancelled under it (STATUS:CANCELLED, RFC 5546 3.2.1). It has no link: links in
 * mails are their reader's own, and calendars are shared.
 */
final class CalendarForm {

    private CalendarForm() {}

    static String of(Digest digest, LocalDate day, String domain) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Waymark//Waymark//EN");
        calendar.setMethod(Method.publish());
        digest.dates().forEach(date -> calendar.addEvent(event(date, day, domain)));
        for (Digest.Date date : digest.gone()) {
            VEvent event = event(date, day, domain);
            event.setStatus(Status.cancelled());
            calendar.addEvent(event);
        }
        return Biweekly.write(calendar).go();
    }

    private static VEvent event(Digest.Date date, LocalDate day, String domain) {
        VEvent event = new VEvent();
        event.setUid(new Uid("date-" + date.actionId() + "@" + domain));
        event.setSequence(date.revision());
        // Of the day and not of the moment: a mail written again is the same to the byte
        event.setDateTimeStamp(Date.from(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
        event.setDateStart(wholeDay(date.day()), false);
        event.setSummary(date.summary());
        event.setDescription(date.description());
        event.setTransparency(true);
        return event;
    }

    /** Noon of that day in the zone that the library writes whole days in, the machine's own. */
    private static Date wholeDay(LocalDate day) {
        return Date.from(day.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant());
    }
}
