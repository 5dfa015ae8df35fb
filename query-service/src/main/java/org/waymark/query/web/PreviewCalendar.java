package org.waymark.query.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.plan.PlanState;
import org.waymark.query.preview.Preview;

/** A preview as months of five-day weeks, and as a list of days. */
@Component
public final class PreviewCalendar {

    /** Mails from which a day is drawn darker. */
    private static final int SOME = 4;

    private static final int MANY = 8;

    /** One month; each week has five cells, null where the day is not shown. */
    public record Month(String title, List<List<@Nullable Cell>> weeks) {}

    /**
     * One day of the calendar.
     *
     * @param weight 0 for no mail to 3 for many
     * @param href where the list says what goes out, or null
     * @param spoken the day and the number in words, for the link
     */
    public record Cell(
            int day,
            boolean today,
            boolean closed,
            int mails,
            int weight,
            @Nullable String href,
            String spoken,
            List<String> notes) {}

    /** One day of the list. */
    public record Listed(String id, String title, List<Letter> mails, List<Raised> raised, List<String> notes) {}

    public record Letter(String to, List<Item> items) {}

    /** @param href the action, or null for a line about the whole plan */
    public record Item(@Nullable String href, @Nullable String reference, String title, String rule) {}

    public record Raised(int level, String href, String reference, String title, String reason) {}

    private final Texts texts;

    PreviewCalendar(Texts texts) {
        this.texts = texts;
    }

    /** Why a preview is empty, or null where it is not. */
    public @Nullable String whyNothing(Preview preview) {
        if (preview.state() != PlanState.ADOPTED) {
            return texts.of("preview.nothing", preview.state());
        }
        if (!preview.policy().mail()) {
            return texts.get("preview.nothing.off");
        }
        return preview.mails() == 0 ? texts.get("preview.nothing", preview.until()) : null;
    }

    /** The months; weekends are not drawn. */
    public List<Month> months(Preview preview) {
        List<Month> months = new ArrayList<>();
        YearMonth month = null;
        List<List<@Nullable Cell>> weeks = new ArrayList<>();
        List<@Nullable Cell> week = new ArrayList<>();
        for (Preview.Day day : preview.days()) {
            DayOfWeek weekday = day.date().getDayOfWeek();
            if (weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY) {
                continue;
            }
            YearMonth of = YearMonth.from(day.date());
            if (!of.equals(month) || weekday == DayOfWeek.MONDAY) {
                end(week, weeks);
                week = new ArrayList<>();
            }
            if (!of.equals(month)) {
                end(month, weeks, months);
                weeks = new ArrayList<>();
                month = of;
            }
            while (week.size() < weekday.getValue() - 1) {
                week.add(null);
            }
            week.add(cell(day, preview.from()));
        }
        end(week, weeks);
        end(month, weeks, months);
        return months;
    }

    private static void end(List<@Nullable Cell> week, List<List<@Nullable Cell>> weeks) {
        if (!week.isEmpty()) {
            while (week.size() < DayOfWeek.FRIDAY.getValue()) {
                week.add(null);
            }
            weeks.add(week);
        }
    }

    private static void end(@Nullable YearMonth month, List<List<@Nullable Cell>> weeks, List<Month> months) {
        if (month != null) {
            months.add(new Month(Dates.month(month), weeks));
        }
    }

    private Cell cell(Preview.Day day, LocalDate today) {
        int mails = day.mails().size();
        boolean listed = isListed(day);
        return new Cell(
                day.date().getDayOfMonth(),
                day.date().equals(today),
                day.closed() != null,
                mails,
                mails == 0 ? 0 : mails < SOME ? 1 : mails < MANY ? 2 : 3,
                listed ? "#" + id(day) : null,
                title(day),
                notes(day));
    }

    private static boolean isListed(Preview.Day day) {
        return !day.mails().isEmpty() || !day.raised().isEmpty();
    }

    /** "Tuesday 26 June 2018: 11 mails". */
    private String title(Preview.Day day) {
        int mails = day.mails().size();
        String date = Dates.weekday(day.date());
        return mails == 0 ? texts.get("preview.day.none", date) : texts.get("preview.day", mails, date);
    }

    private static String id(Preview.Day day) {
        return "day-" + day.date();
    }

    /** What a reader looks for on a day, the most important first. */
    private List<String> notes(Preview.Day day) {
        List<String> notes = new ArrayList<>();
        if (day.closed() != null) {
            notes.add(day.closed().isEmpty() ? texts.get("preview.holiday") : day.closed());
        }
        day.marks().stream()
                .map(mark -> texts.of("preview.mark", mark.kind()))
                .distinct()
                .forEach(notes::add);
        if (has(day, MailRule.UPDATE_REQUEST)) {
            notes.add(texts.get("preview.asked"));
        }
        if (has(day, MailRule.SECOND_UPDATE_REQUEST)) {
            notes.add(texts.get("preview.asked-again"));
        }
        int level = day.raised().stream().mapToInt(Preview.Raised::level).max().orElse(0);
        if (level > 0) {
            notes.add(texts.get("preview.level", "", level));
        }
        return notes;
    }

    private static boolean has(Preview.Day day, MailRule rule) {
        return day.mails().stream().flatMap(mail -> mail.lines().stream()).anyMatch(line -> line.rule() == rule);
    }

    /** The days on which something goes out or is raised. */
    public List<Listed> days(Preview preview) {
        List<Listed> days = new ArrayList<>();
        for (Preview.Day day : preview.days()) {
            if (isListed(day)) {
                days.add(new Listed(
                        id(day),
                        title(day),
                        day.mails().stream().map(this::letter).toList(),
                        day.raised().stream().map(this::raised).toList(),
                        notes(day)));
            }
        }
        return days;
    }

    private Letter letter(Preview.Mail mail) {
        return new Letter(
                texts.of(
                        "preview.to",
                        mail.role(),
                        mail.name() == null ? texts.get("preview.somebody") : mail.name(),
                        mail.party()),
                mail.lines().stream().map(this::item).toList());
    }

    private Item item(Preview.Line line) {
        return new Item(
                line.actionId() == null ? null : "/actions/" + line.actionId(),
                line.reference(),
                line.title() == null ? texts.get("preview.whole-plan") : line.title(),
                rule(line.rule(), line.level()));
    }

    private Raised raised(Preview.Raised raised) {
        return new Raised(
                raised.level(),
                "/actions/" + raised.actionId(),
                raised.reference(),
                raised.title(),
                texts.of("policy.reason", raised.reason()));
    }

    /** "Weekly chase", "Escalation, level 2". */
    String rule(MailRule rule, int level) {
        String words = texts.get("mail.rule." + rule.name().toLowerCase(Locale.ROOT));
        return level == 0 ? words : texts.get("preview.rule.level", words, level);
    }
}
