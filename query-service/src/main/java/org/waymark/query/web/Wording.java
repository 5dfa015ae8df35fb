package org.waymark.query.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.Timescale;
import org.waymark.query.view.ActionRow;
import org.waymark.query.view.Counts;
import org.waymark.query.view.Gap;
import org.waymark.query.view.PartyName;
import org.waymark.query.view.When;

/** The sentences and half sentences that several pages say about an action. */
@Component
public final class Wording {

    private static final int LONGEST_NOTE = 110;

    private final Texts texts;

    Wording(Texts texts) {
        this.texts = texts;
    }

    /** "30 April 2018", "Ongoing", "No date needed"; null where a gap tag stands instead. */
    public @Nullable String when(ActionRow row) {
        When when = row.when();
        if (dateGap(row) != null) {
            return null;
        }
        if (when.target() != null && !(row.status().open() && when.ongoingByNow())) {
            return Dates.day(when.target());
        }
        return switch (when.kind()) {
            case ONGOING, DATE_THEN_ONGOING -> texts.get("when.ongoing");
            case RECURRING -> texts.get("when.recurring");
            default -> texts.get(row.status().open() ? "when.none" : "when.not-needed");
        };
    }

    /** The line under it: "written 'Apr-18'". Empty where the words say nothing more. */
    public String whenWritten(ActionRow row) {
        When when = row.when();
        String written = when.written().strip();
        if (written.isEmpty()) {
            return when.unconfirmed() ? texts.get("when.unconfirmed") : "";
        }
        Gap gap = dateGap(row);
        if (gap != null) {
            return texts.get("when.quoted", written);
        }
        if (when.kind() == Timescale.Kind.ONGOING && written.equalsIgnoreCase("ongoing")) {
            return row.status().open() ? texts.get("when.asked-before-meetings") : "";
        }
        if (when.target() != null && written.equals(Dates.day(when.target()))) {
            return "";
        }
        String line = texts.get(
                when.kind() == Timescale.Kind.DATE_THEN_ONGOING ? "when.written.then-ongoing" : "when.written",
                written);
        return when.unconfirmed() ? texts.get("when.both", line, texts.get("when.unconfirmed")) : line;
    }

    /** "Late 56 days", or empty. */
    public String late(When when) {
        return when.late() ? texts.get("when.late", when.lateDays()) : "";
    }

    /** "Slipped twice, 212 days: first 30 September 2017", or empty. */
    public String slips(When when) {
        if (when.slips() == 0 || when.first() == null) {
            return "";
        }
        return texts.get("when.slipped", times(when.slips()), texts.get("days", when.slippedDays()), when.first());
    }

    /** "once", "twice", "3 times". */
    public String times(int count) {
        return count == 2 ? texts.get("times.two") : texts.get("times", count);
    }

    /** "first", "second", "12th". */
    public String ordinal(int count) {
        String key = "ordinal." + count;
        if (texts.has(key)) {
            return texts.get(key);
        }
        boolean teen = count % 100 >= 11 && count % 100 <= 13;
        String end = teen
                ? "th"
                : switch (count % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return count + end;
    }

    /** The gap that stands in the time column, or null. */
    public @Nullable Gap dateGap(ActionRow row) {
        for (Gap gap : List.of(Gap.UNREADABLE, Gap.CONDITIONAL, Gap.NO_DATE)) {
            if (row.gaps().contains(gap)) {
                return gap;
            }
        }
        return null;
    }

    public String status(Status status) {
        return texts.of("status", status);
    }

    /** The line under the status: the newest word, or that there is none. */
    public String lastWord(ActionRow row) {
        String note = shortened(row.lastNote());
        if (!row.status().open()) {
            LocalDate day = row.closedOn();
            return joined(day, note);
        }
        if (row.noUpdateSince() != null) {
            return texts.get("row.no-update-since", row.noUpdateSince());
        }
        return joined(row.lastUpdate(), note);
    }

    private String joined(@Nullable LocalDate day, String note) {
        if (day == null) {
            return note;
        }
        return note.isEmpty() ? Dates.day(day) : texts.get("row.day-and-note", day, note);
    }

    private static String shortened(@Nullable String note) {
        if (note == null) {
            return "";
        }
        return note.length() <= LONGEST_NOTE
                ? note
                : note.substring(0, LONGEST_NOTE - 1).strip() + "…";
    }

    /** Names, separated by semicolons. */
    public String names(List<PartyName> parties) {
        return switch (parties.size()) {
            case 0 -> "";
            case 1 -> parties.getFirst().name();
            default -> parties.stream().map(PartyName::name).collect(Collectors.joining("; "));
        };
    }

    /** "11 actions: 2 amber, 9 green": every rating that occurs, the most urgent first. */
    public String counts(Counts counts) {
        String ratings = ratings(counts.ratings());
        if (ratings.isEmpty()) {
            return texts.get("theme.counts.empty", counts.actions());
        }
        String text = texts.get("theme.counts", counts.actions(), ratings);
        return counts.actions() > 0 && counts.complete() == counts.actions()
                ? texts.get("theme.all-complete", text)
                : text;
    }

    private String ratings(Map<Rating, Integer> ratings) {
        StringBuilder words = new StringBuilder();
        for (Rating rating : List.of(Rating.RED, Rating.AMBER, Rating.GREEN, Rating.BLUE, Rating.NONE)) {
            int count = ratings.getOrDefault(rating, 0);
            if (count > 0) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(texts.of("rating.small", rating));
            }
        }
        return words.toString();
    }

    /** The colour's part of a tag's class. */
    public static String colour(Rating rating) {
        return rating.name().toLowerCase(Locale.ROOT);
    }
}
