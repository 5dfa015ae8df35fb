package org.waymark.notifier.mail;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Method;
import biweekly.property.Uid;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;

/**
 * The dates of a digest as an iCalendar file (RFC 5545, METHOD:PUBLISH): whole days, free time, no reminder of their own.
 * A date has the same UID in every mail, so that a calendar moves it instead of showing it twice. It has no link: links in
 * mails are their reader's own, and calendars are shared.
 */
final class CalendarForm {

    private CalendarForm() {}

    static String of(List<Digest.Date> dates, LocalDate day, String domain) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Waymark//Waymark//EN");
        calendar.setMethod(Method.publish());
        for (Digest.Date date : dates) {
            VEvent event = new VEvent();
            event.setUid(new Uid("date-" + date.actionId() + "@" + domain));
            event.setSequence(date.revision());
            // Of the day and not of the moment: a mail written again is the same to the byte
            event.setDateTimeStamp(Date.from(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
            event.setDateStart(wholeDay(date.day()), false);
            event.setSummary(date.summary());
            event.setDescription(date.description());
            event.setTransparency(true);
            calendar.addEvent(event);
        }
        return Biweekly.write(calendar).go();
    }

    /** Noon of that day in the zone that the library writes whole days in, the machine's own. */
    private static Date wholeDay(LocalDate day) {
        return Date.from(day.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant());
    }
}
