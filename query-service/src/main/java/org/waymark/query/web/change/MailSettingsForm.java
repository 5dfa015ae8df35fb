package org.waymark.query.web.change;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.waymark.query.people.Absence;
import org.waymark.query.people.LinkOwners.MailSettings;
import org.waymark.query.web.Kept;
import org.waymark.query.web.Pages;
import org.waymark.query.web.Texts;

/** What somebody says about their own mail, by link or signed in: the weekday, and who gets it while they are away. */
@Component
public final class MailSettingsForm {

    private static final List<String> AWAY = List.of("from", "until", "deputy");

    private final Texts texts;
    private final Pages pages;

    MailSettingsForm(Texts texts, Pages pages) {
        this.texts = texts;
        this.pages = pages;
    }

    /**
     * An absence as it was typed.
     *
     * @param body what the directory is asked for
     * @param problems what is wrong, by field; empty where it can be sent
     */
    public record Typing(Map<String, @Nullable Object> body, Map<String, String> problems) {}

    /** Fills the fields of an absence with the one that is entered. */
    public static Typed filled(HttpServletRequest request, MailSettings settings) {
        Typed typed = Typed.of(request);
        Absence away = settings.away();
        if (away != null) {
            typed.putDay("from", away.from());
            typed.putDay("until", away.until());
            typed.put("deputy", away.deputy());
        }
        return typed;
    }

    /** The weekday that was chosen, as the directory is asked for it. */
    public static Map<String, @Nullable Object> weekday(Typed typed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("day", typed.get("weekday").isEmpty() ? null : typed.get("weekday"));
        return body;
    }

    /** @param alone whether somebody may go away without a deputy */
    public Typing absence(Typed typed, boolean alone) {
        Map<String, String> problems = new LinkedHashMap<>();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        for (String field : List.of("from", "until")) {
            try {
                body.put(
                        field,
                        typed.day(field, texts.get("contact.field." + field + ".required"))
                                .toString());
            } catch (NoDay e) {
                problems.put(field, Objects.requireNonNullElse(e.getMessage(), ""));
            }
        }
        if (typed.get("deputy").isEmpty() && !alone) {
            problems.put("deputy", texts.get("link.mail.deputy.required"));
        }
        body.put("deputy", typed.get("deputy").isEmpty() ? null : typed.get("deputy"));
        return new Typing(body, problems);
    }

    /** The weekday that was chosen: for where it cannot be saved. */
    public List<Kept> keptDay(Typed typed) {
        return ContactChangeController.weekdays(texts, typed.get("weekday")).stream()
                .filter(FormFields.Option::chosen)
                .map(day -> new Kept(texts.get("link.mail.weekday"), day.text()))
                .toList();
    }

    /** The days that were typed: for where they cannot be saved. Who stands in has a name in the directory alone. */
    public List<Kept> keptAbsence(Typed typed) {
        List<Kept> kept = new ArrayList<>();
        for (String field : List.of("from", "until")) {
            String day = Stream.of("day", "month", "year")
                    .map(part -> typed.get(field + "-" + part))
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
            if (!day.isEmpty()) {
                kept.add(new Kept(texts.get("link.mail.field." + field), day));
            }
        }
        return kept;
    }

    /** Whether what was refused can be said at a field of the absence. */
    public static boolean stands(@Nullable String field) {
        return field != null && AWAY.contains(field);
    }

    /**
     * The page, but for where it is and where it leads.
     *
     * @param hints which words stand at the fields: the keys of their texts begin with it
     */
    public Pages.Draft page(
            HttpServletRequest request,
            MailSettings settings,
            Typed typed,
            Map<String, String> problems,
            @Nullable String refusal,
            String hints) {
        List<FormFields.Drawn> fields = new ArrayList<>();
        for (String field : AWAY) {
            boolean deputy = field.equals("deputy");
            fields.add(new FormFields.Drawn(
                    field,
                    field,
                    deputy ? "partner" : "day",
                    texts.get((deputy ? hints : "link.mail") + ".field." + field),
                    texts.get((deputy ? hints : "link.mail") + ".field." + field + ".hint"),
                    problems.get(field),
                    typed.get(field),
                    deputy
                            ? settings.colleagues().stream()
                                    .map(other -> new FormFields.Option(
                                            other.contactId(),
                                            other.name(),
                                            null,
                                            other.contactId().equals(typed.get("deputy"))))
                                    .toList()
                            : List.of(),
                    ""));
        }
        String weekday =
                settings.digestDay() == null ? "" : settings.digestDay().name();
        return pages.page(request, "mail-settings", Pages.Section.NONE)
                .status(problems.isEmpty() && refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .with("weekdays", ContactChangeController.weekdays(texts, weekday))
                .with("away", settings.away())
                .with("typed", typed)
                .with("fields", fields)
                .with("refusal", refusal);
    }
}
