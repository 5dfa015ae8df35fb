package org.waymark.query.web.link;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Stand;
import org.waymark.contract.time.ReadingContext;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.query.action.ActionView;
import org.waymark.query.view.ActionRow.ProposalKind;
import org.waymark.query.web.Kept;
import org.waymark.query.web.Texts;

/** What an answer asks for: its choices, what is wrong with what was typed, and the command's JSON. */
@Component
class AnswerForm {

    /** Fields in the order of the page. */
    static final List<String> FIELDS =
            List.of("milestones", "note", "stand", "timescale", "reason", "suggestion", "rating");

    private static final String MILESTONE = "milestone-";

    /** One choice of a question. */
    public record Choice(
            String value, String text, @Nullable String hint, boolean chosen) {}

    private static final List<Rating> RATINGS = List.of(Rating.RED, Rating.AMBER, Rating.GREEN);

    private final Texts texts;

    AnswerForm(Texts texts) {
        this.texts = texts;
    }

    /** The stands that make sense as the action is now; what waits for governance is not asked for again. */
    List<Choice> stands(ActionView action, Map<String, String> typed) {
        List<Choice> choices = new ArrayList<>();
        boolean dated = action.timescale().dated();
        boolean recurring = action.timescale().kind() == Timescale.Kind.RECURRING;
        choices.add(stand(Stand.GOING_ON, dated ? "going-on" : "going-on.undated", null, typed));
        if (none(action, ProposalKind.DATE)) {
            choices.add(stand(
                    Stand.DATE_MOVES,
                    dated ? "date-moves" : "date-moves.undated",
                    action.proposalsOn() ? "date-moves.proposed" : null,
                    typed));
        }
        if (none(action, ProposalKind.COMPLETION)) {
            choices.add(stand(
                    Stand.DONE,
                    recurring ? "done.recurring" : "done",
                    recurring ? "done.recurring.hint" : action.proposalsOn() ? "done.proposed" : null,
                    typed));
        }
        if (none(action, ProposalKind.LEAD)) {
            choices.add(stand(Stand.NOT_OURS, "not-ours", "not-ours.hint", typed));
        }
        return choices;
    }

    private static boolean none(ActionView action, ProposalKind kind) {
        return action.proposals().stream().noneMatch(proposal -> proposal.kind() == kind);
    }

    private Choice stand(Stand stand, String text, @Nullable String hint, Map<String, String> typed) {
        String value = Texts.slug(stand);
        return new Choice(
                value,
                texts.get("answer.stand." + text),
                hint == null ? null : texts.get("answer.stand." + hint),
                value.equals(typed.get("stand")));
    }

    /** Milestones that were not reached yet, to be ticked; each is a field of its own. */
    List<Choice> milestones(ActionView action, Map<String, String> typed) {
        return action.milestones().stream()
                .filter(milestone -> milestone.reachedOn() == null)
                .map(milestone -> new Choice(
                        MILESTONE + milestone.milestoneId(),
                        milestone.text(),
                        milestone.timescale().written(),
                        typed.containsKey(MILESTONE + milestone.milestoneId())))
                .toList();
    }

    private static List<String> ticked(Map<String, String> typed) {
        return typed.keySet().stream()
                .filter(name -> name.startsWith(MILESTONE))
                .map(name -> name.substring(MILESTONE.length()))
                .sorted()
                .toList();
    }

    /** Red, amber and green, each as the plan defines it. Blue is for what is complete, which is a stand. */
    List<Choice> ratings(ActionView action, Map<String, String> typed) {
        return RATINGS.stream()
                .map(rating -> {
                    String value = Texts.slug(rating);
                    String defined = action.ratingDefinitions().get(rating);
                    return new Choice(
                            value,
                            texts.of("rating", rating),
                            defined == null ? texts.get("answer.rating." + value) : defined,
                            value.equals(typed.get("rating")));
                })
                .toList();
    }

    /**
     * What is wrong, by field, in the order of the page.
     *
     * @param asShown whether nobody has changed the action since the page was shown: otherwise a form that was sent
     *     twice would be refused instead of recognised
     */
    Map<String, String> problems(ActionView action, Map<String, String> typed, LocalDate today, boolean asShown) {
        Map<String, String> problems = new LinkedHashMap<>();
        Stand stand = standOf(typed);
        if (stand == null) {
            if (given(typed, "note").isEmpty() && ticked(typed).isEmpty()) {
                problems.put("note", texts.get("answer.note.required"));
            }
            problems.put("stand", texts.get("answer.stand.required"));
            return problems;
        }
        switch (stand) {
            case GOING_ON -> {
                if (ticked(typed).isEmpty()) {
                    require(problems, typed, "note", "answer.note.required");
                }
            }
            case DONE -> require(problems, typed, "note", "answer.note.required.done");
            case DATE_MOVES -> {
                require(problems, typed, "timescale", "answer.timescale.required");
                String written = given(typed, "timescale");
                if (!written.isEmpty() && asShown) {
                    LocalDate read = read(written, action, today).target();
                    if (read == null) {
                        problems.put("timescale", texts.get("form.time.needs-date"));
                    } else if (read.equals(action.timescale().target())) {
                        problems.put("timescale", texts.get("answer.timescale.same", read));
                    }
                }
                require(problems, typed, "reason", "answer.reason.required");
            }
            case NOT_OURS -> require(problems, typed, "suggestion", "answer.suggestion.required");
        }
        return problems;
    }

    private void require(Map<String, String> problems, Map<String, String> typed, String field, String key) {
        if (given(typed, field).isEmpty()) {
            problems.put(field, texts.get(key));
        }
    }

    private static Timescale read(String words, ActionView action, LocalDate today) {
        return TimescaleReader.read(words, ReadingContext.of(today, action.adoptedOn()));
    }

    /** What was typed and chosen, in the order of the page: for where it cannot be saved. */
    List<Kept> kept(Map<String, String> typed) {
        List<Kept> kept = new ArrayList<>();
        keep(kept, "answer.note", given(typed, "note"));
        Stand stand = standOf(typed);
        keep(kept, "answer.stand", stand == null ? "" : texts.of("answer.stand", stand));
        for (String field : List.of("timescale", "reason", "suggestion")) {
            keep(kept, "answer." + field, given(typed, field));
        }
        RATINGS.stream()
                .filter(rating -> Texts.slug(rating).equals(given(typed, "rating")))
                .forEach(rating -> keep(kept, "answer.rating", texts.of("rating", rating)));
        return kept;
    }

    private void keep(List<Kept> kept, String key, String words) {
        if (!words.isEmpty()) {
            kept.add(new Kept(texts.get(key), words));
        }
    }

    /** The stand that was chosen, or null. */
    static @Nullable Stand standOf(Map<String, String> typed) {
        for (Stand stand : Stand.values()) {
            if (Texts.slug(stand).equals(typed.get("stand"))) {
                return stand;
            }
        }
        return null;
    }

    /** The command's JSON without the action's id; fields of a stand that was not chosen are left out. */
    static Map<String, @Nullable Object> body(Stand stand, Map<String, String> typed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("stand", stand.name());
        if (stand == Stand.NOT_OURS) {
            String note = given(typed, "note");
            String suggestion = given(typed, "suggestion");
            body.put("reason", note.isEmpty() ? suggestion : suggestion + "\n" + note);
            return body;
        }
        put(body, "note", given(typed, "note"));
        if (!ticked(typed).isEmpty()) {
            body.put("milestones", ticked(typed));
        }
        if (RATINGS.stream().map(Texts::slug).anyMatch(given(typed, "rating")::equals)) {
            body.put("rating", given(typed, "rating").toUpperCase(Locale.ROOT));
        }
        if (stand == Stand.DATE_MOVES) {
            put(body, "timescale", given(typed, "timescale"));
            put(body, "reason", given(typed, "reason"));
        }
        return body;
    }

    private static void put(Map<String, @Nullable Object> body, String name, String value) {
        if (!value.isEmpty()) {
            body.put(name, value);
        }
    }

    static String given(Map<String, String> typed, String field) {
        return typed.getOrDefault(field, "");
    }

    /** The page's own name for a field that the command API blames. */
    static @Nullable String fieldOf(@Nullable String blamed, Stand stand) {
        if ("reason".equals(blamed) && stand == Stand.NOT_OURS) {
            return "suggestion";
        }
        return blamed != null && FIELDS.contains(blamed) ? blamed : null;
    }
}
