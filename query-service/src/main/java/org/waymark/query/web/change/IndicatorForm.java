package org.waymark.query.web.change;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.indicator.IndicatorCommand;
import org.waymark.contract.indicator.ReadingGap;
import org.waymark.query.indicator.IndicatorView;
import org.waymark.query.view.NotKnown;
import org.waymark.query.web.Texts;

/** The forms about an indicator: what they begin with, and the commands that they make. */
@Component
final class IndicatorForm {

    static final String DEFINE = "define-indicator";
    private static final String RECORD = "record-reading";
    private static final String CORRECT = "correct-reading";
    private static final String LINK = "link-actions";

    private static final Map<String, List<String>> FIELDS = Map.of(
            DEFINE,
            List.of("name", "code", "unit", "source"),
            "amend-indicator",
            List.of("name", "code", "unit", "source"),
            RECORD,
            List.of("area", "period", "gap", "value"),
            CORRECT,
            List.of("gap", "value", "reason"),
            LINK,
            List.of("actions"));

    /** What stands where there is a value and no gap. */
    private static final String VALUE = "value";

    private static final Pattern NUMBER =
            Pattern.compile("(-?(?:\\d{1,3}(?:,\\d{3})+|\\d{1,15})(?:\\.\\d{1,6})?)\\s*%?");

    private final References references;
    private final Texts texts;

    IndicatorForm(References references, Texts texts) {
        this.references = references;
        this.texts = texts;
    }

    /** @throws NotKnown when there is no such form */
    static List<String> fields(String command) {
        List<String> fields = FIELDS.get(command);
        if (fields == null) {
            throw new NotKnown("change", command);
        }
        return fields;
    }

    /** Fills in what stands now. */
    void begin(IndicatorView indicator, String command, Typed typed) {
        switch (command) {
            case CORRECT -> {
                IndicatorView.Reading reading = indicator.reading(typed.get("area"), typed.get("period"));
                if (reading == null) {
                    throw new NotKnown("reading", typed.get("area") + ", " + typed.get("period"));
                }
                put(typed, reading);
            }
            case LINK ->
                typed.put(
                        "actions",
                        String.join(
                                "\n",
                                indicator.actions().stream()
                                        .map(IndicatorView.Measured::reference)
                                        .toList()));
            case "amend-indicator" -> {
                typed.put("name", indicator.name());
                typed.put("code", indicator.code());
                typed.put("unit", indicator.unit());
                typed.put("source", indicator.source());
            }
            default -> {}
        }
    }

    private static void put(Typed typed, IndicatorView.Reading reading) {
        ReadingGap gap = reading.gap();
        typed.put("gap", gap == null ? VALUE : Texts.slug(gap));
        BigDecimal value = reading.value();
        typed.put(VALUE, value == null ? null : value.toPlainString());
    }

    /** Where what stands now differs from what was typed; nothing for a reading that nobody else has recorded. */
    List<Sides> sides(IndicatorView indicator, String command, Typed typed) {
        Typed now = new Typed();
        List.of("area", "period", "reason").forEach(field -> now.put(field, typed.get(field)));
        if (command.equals(RECORD)) {
            IndicatorView.Reading reading = indicator.reading(
                    typed.get("area"),
                    IndicatorCommand.DASH.matcher(typed.get("period")).replaceAll("-"));
            if (reading == null) {
                return List.of();
            }
            put(now, reading);
        } else {
            begin(indicator, command, now);
        }
        return Sides.between(
                new Sides.Filled(draw(command, indicator, now, Map.of()), now),
                new Sides.Filled(draw(command, indicator, typed, Map.of()), typed));
    }

    /** The command's JSON; what cannot be used stands in {@code problems}, by field. */
    Map<String, @Nullable Object> body(String planId, String command, Typed typed, Map<String, String> problems) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (command.equals(CORRECT)) {
            body.put("area", typed.get("area"));
            body.put("period", typed.get("period"));
        }
        for (String field : fields(command)) {
            switch (field) {
                case "gap" -> reading(typed, body, problems);
                case VALUE -> {}
                case "actions" ->
                    body.put(
                            "actionIds",
                            references.ids(
                                    List.of(planId), typed.lines(field), problem -> problems.put(field, problem)));
                case "code", "unit", "source" -> body.put(field, typed.get(field));
                default -> {
                    body.put(field, typed.get(field));
                    if (typed.get(field).isEmpty()) {
                        problems.put(field, texts.get("indicators.field." + field + ".required"));
                    }
                }
            }
        }
        return body;
    }

    /** A value, or why there is none: a number alone says that there is one. */
    private void reading(Typed typed, Map<String, @Nullable Object> body, Map<String, String> problems) {
        String chosen = typed.get("gap");
        String value = typed.get(VALUE);
        if (chosen.isEmpty() && value.isEmpty()) {
            problems.put("gap", texts.get("indicators.field.gap.required"));
        } else if (chosen.isEmpty() || chosen.equals(VALUE)) {
            Matcher number = NUMBER.matcher(value);
            if (number.matches()) {
                body.put(VALUE, new BigDecimal(number.group(1).replace(",", "")));
            } else {
                problems.put(VALUE, texts.get("indicators.field.value.wrong"));
            }
        } else if (!value.isEmpty()) {
            problems.put("gap", texts.get("indicators.field.gap.both"));
        } else {
            body.put("gap", chosen.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }

    List<FormFields.Drawn> draw(
            String command, @Nullable IndicatorView indicator, Typed typed, Map<String, String> problems) {
        List<FormFields.Drawn> drawn = new ArrayList<>();
        for (String field : fields(command)) {
            String key = "indicators.field." + field;
            drawn.add(new FormFields.Drawn(
                    field,
                    field,
                    switch (field) {
                        case "gap" -> "gap";
                        case "reason" -> "words";
                        case "actions" -> "lines";
                        default -> "line";
                    },
                    texts.get(key),
                    hint(field, key, indicator),
                    problems.get(field),
                    typed.get(field),
                    field.equals("gap") ? gaps(typed) : List.of(),
                    ""));
        }
        return drawn;
    }

    /** What was written so far, so that the same area is not entered under two names. */
    private @Nullable String hint(String field, String key, @Nullable IndicatorView indicator) {
        List<String> known = indicator == null
                ? List.of()
                : switch (field) {
                    case "area" -> indicator.areas();
                    case "period" ->
                        indicator.periods().stream().map(Texts::period).toList();
                    default -> List.of();
                };
        return known.isEmpty()
                ? texts.has(key + ".hint") ? texts.get(key + ".hint") : null
                : texts.get("indicators.field.known", String.join(", ", known));
    }

    private List<FormFields.Option> gaps(Typed typed) {
        List<FormFields.Option> options = new ArrayList<>();
        String chosen = typed.get("gap").isEmpty() && !typed.get(VALUE).isEmpty() ? VALUE : typed.get("gap");
        options.add(new FormFields.Option(VALUE, texts.get("indicators.field.gap.value"), null, chosen.equals(VALUE)));
        for (ReadingGap gap : ReadingGap.values()) {
            String value = Texts.slug(gap);
            options.add(new FormFields.Option(
                    value,
                    texts.of("indicators.field.gap", gap),
                    texts.get("indicators.field.gap." + value + ".hint"),
                    chosen.equals(value)));
        }
        return options;
    }

    /** The field of the form that a field of the command stands for. */
    static @Nullable String fieldOf(@Nullable String field) {
        return "actionIds".equals(field) ? "actions" : field;
    }
}
