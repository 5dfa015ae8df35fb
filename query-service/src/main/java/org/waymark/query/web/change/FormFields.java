package org.waymark.query.web.change;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.DecisionKind;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.time.ReadingContext;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.eventstore.Identifiers;
import org.waymark.query.action.ActionView;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.group.GroupView;
import org.waymark.query.group.Groups;
import org.waymark.query.party.Parties;
import org.waymark.query.party.PartyView;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.PartyName;
import org.waymark.query.web.Dates;
import org.waymark.query.web.Texts;
import org.waymark.query.web.change.ChangeForm.Field;

/** Draws the fields of a form, checks what was typed, and makes a command's JSON of it. */
@Component
public final class FormFields {

    /** One choice of a field. */
    public record Option(
            String value, String text, @Nullable String hint, boolean chosen) {}

    /**
     * A field as the template draws it.
     *
     * @param kind name of its kind in lower case
     * @param reading how a timescale was read, or empty
     */
    public record Drawn(
            String id,
            String name,
            String kind,
            String label,
            @Nullable String hint,
            @Nullable String error,
            String value,
            List<Option> options,
            String reading) {

        /** A field with its label under a key of the pages' texts, and its hint, where it has one, beside it. */
        static Drawn of(
                Texts texts,
                String name,
                String kind,
                String key,
                List<Option> options,
                Typed typed,
                Map<String, String> problems) {
            String hint = key + ".hint";
            return new Drawn(
                    name,
                    name,
                    kind,
                    texts.get(key),
                    texts.has(hint) ? texts.get(hint) : null,
                    problems.get(name),
                    typed.get(name),
                    options,
                    "");
        }
    }

    private final Texts texts;
    private final Parties parties;
    private final Groups groups;
    private final Boards boards;
    private final Identifiers identifiers;
    private final Clock clock;

    FormFields(Texts texts, Parties parties, Groups groups, Boards boards, Identifiers identifiers, Clock clock) {
        this.texts = texts;
        this.parties = parties;
        this.groups = groups;
        this.boards = boards;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(Dates.LOCAL));
    }

    /** Fills in what a fresh form begins with: what stands now, where a form amends it. No choice is made for anybody. */
    void begin(ChangeForm form, ActionView action, Typed typed) {
        for (Field field : form.fields()) {
            if (typed.has(field.name())) {
                continue;
            }
            switch (field.kind()) {
                case NEW_ID ->
                    typed.put(field.name(), identifiers.next(field.name().startsWith("proposal") ? "r" : "s"));
                case LEADS -> {
                    typed.putAll(field.name(), action.parties().parties());
                    typed.put(field.name() + ".accountable", action.parties().accountable());
                }
                case LINES ->
                    typed.put(
                            field.name(),
                            String.join(
                                    "\n",
                                    field.name().equals("labels")
                                            ? action.row().labels()
                                            : action.details().measures()));
                default -> typed.put(field.name(), present(form, field, action));
            }
        }
    }

    private static @Nullable String present(ChangeForm form, Field field, ActionView action) {
        ActionDetails details = action.details();
        return switch (field.name()) {
            case "details.reference" -> details.reference();
            case "details.text" -> details.text();
            case "details.title" -> details.title();
            case "details.process" -> details.process();
            case "timescale" ->
                form.command().equals("correct") ? action.timescale().written() : null;
            default -> null;
        };
    }

    /**
     * Everything that is wrong with what was typed, by field, in the order of the form. A date is compared with the
     * action's only as long as nobody changed that: otherwise a form that was sent twice would be refused instead of
     * recognised.
     */
    Map<String, String> problems(ChangeForm form, ActionView action, Typed typed) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (Field field : form.fields()) {
            String problem = problem(form, field, action, typed);
            if (problem != null) {
                problems.put(field.name(), problem);
            }
        }
        return problems;
    }

    private @Nullable String problem(ChangeForm form, Field field, ActionView action, Typed typed) {
        if (field.kind() == ChangeForm.Kind.DAY) {
            if (!typed.hasDay(field.name())) {
                return field.required() ? text(form, field, "required") : null;
            }
            try {
                LocalDate day = typed.day(field.name(), texts.get("form.day.wrong"));
                return day.isAfter(today()) ? texts.get("form.day.future") : null;
            } catch (NoDay e) {
                return e.getMessage();
            }
        }
        boolean empty = field.kind() == ChangeForm.Kind.LEADS
                ? typed.all(field.name()).isEmpty()
                : typed.get(field.name()).isEmpty();
        if (empty) {
            return field.required() ? text(form, field, "required") : null;
        }
        if (field.kind() == ChangeForm.Kind.LEADS) {
            String accountable = typed.get(field.name() + ".accountable");
            return accountable.isEmpty() || typed.all(field.name()).contains(accountable)
                    ? null
                    : texts.get("field.leads.accountable");
        }
        boolean asOpened = typed.get("version").equals(Long.toString(action.version()));
        return field.kind() == ChangeForm.Kind.TIMESCALE && asOpened
                ? timeProblem(form, action, typed.get(field.name()))
                : null;
    }

    private @Nullable String timeProblem(ChangeForm form, ActionView action, String words) {
        LocalDate now = action.timescale().target();
        LocalDate read = read(words, action).target();
        return switch (form.command()) {
            case "slip-timescale", "propose-date" ->
                read == null
                        ? texts.get("form.time.needs-date")
                        : now != null && !read.isAfter(now) && form.command().equals("slip-timescale")
                                ? texts.get("form.time.not-later", now)
                                : null;
            case "bring-forward" ->
                read == null
                        ? texts.get("form.time.needs-date")
                        : now != null && !read.isBefore(now) ? texts.get("form.time.not-earlier", now) : null;
            default -> null;
        };
    }

    Timescale read(String words, ActionView action) {
        return TimescaleReader.read(words, ReadingContext.of(today(), action.adoptedOn()));
    }

    /** How words about time are read: "Read as 30 November 2018. That is 214 days later." */
    String reading(String words, ActionView action) {
        if (words.isBlank()) {
            return "";
        }
        Timescale read = read(words, action);
        LocalDate now = action.timescale().target();
        LocalDate target = read.target();
        if (target == null) {
            return switch (read.kind()) {
                case ONGOING, DATE_THEN_ONGOING -> texts.get("reading.ongoing");
                case CONDITIONAL -> texts.get("reading.conditional");
                case RECURRING -> texts.get("reading.recurring");
                case SETTLED_COMPLETE, SETTLED_ENDED -> texts.get("reading.settled");
                default ->
                    read.suggestion() == null
                            ? texts.get("reading.none")
                            : texts.get("reading.suggestion", read.suggestion());
            };
        }
        String as = read.from() == null || read.from().equals(target)
                ? texts.get("reading.date", target)
                : texts.get("reading.window", read.from(), target);
        long days = now == null ? 0 : ChronoUnit.DAYS.between(now, target);
        String further = days == 0
                ? ""
                : " " + texts.get(days > 0 ? "reading.later" : "reading.earlier", texts.get("days", Math.abs(days)));
        return as + further + (read.unconfirmed() ? " " + texts.get("reading.assumed") : "");
    }

    /** The fields with their texts, what was typed, and what is wrong with it. */
    List<Drawn> draw(ChangeForm form, ActionView action, Typed typed, Map<String, String> problems) {
        List<Drawn> drawn = new ArrayList<>();
        for (Field field : form.fields()) {
            boolean hidden = field.kind() == ChangeForm.Kind.GIVEN || field.kind() == ChangeForm.Kind.NEW_ID;
            drawn.add(new Drawn(
                    field.id(),
                    field.name(),
                    Texts.slug(field.kind()),
                    hidden ? "" : text(form, field, "label"),
                    hidden ? null : hint(form, field),
                    problems.get(field.name()),
                    typed.get(field.name()),
                    options(field, action, typed),
                    field.kind() == ChangeForm.Kind.TIMESCALE ? reading(typed.get(field.name()), action) : ""));
        }
        return drawn;
    }

    String label(ChangeForm form, Field field) {
        return text(form, field, "label");
    }

    private String text(ChangeForm form, Field field, String what) {
        String own = "change." + form.command() + "." + field.name() + "." + what;
        return texts.get(texts.has(own) ? own : "field." + field.name() + "." + what);
    }

    private @Nullable String hint(ChangeForm form, Field field) {
        String own = "change." + form.command() + "." + field.name() + ".hint";
        if (texts.has(own)) {
            return texts.get(own);
        }
        String general = "field." + field.name() + ".hint";
        return texts.has(general) ? texts.get(general) : null;
    }

    private List<Option> options(Field field, ActionView action, Typed typed) {
        List<String> chosen = typed.all(field.name());
        return switch (field.kind()) {
            case RATING -> ratings(action, chosen);
            case STATUS -> List.of(status(Status.NOT_STARTED, chosen), status(Status.IN_PROGRESS, chosen));
            case DECISION -> decisions(chosen);
            case PARTY, LEADS -> partiesOf(action, chosen);
            case PARTNER ->
                action.row().partners().stream()
                        .map(party -> new Option(party.partyId(), party.name(), null, chosen.contains(party.partyId())))
                        .toList();
            case MILESTONE ->
                action.milestones().stream()
                        .filter(milestone -> milestone.reachedOn() == null)
                        .map(milestone -> new Option(
                                milestone.milestoneId(),
                                milestone.text(),
                                milestone.timescale().written(),
                                chosen.contains(milestone.milestoneId())))
                        .toList();
            case ACTION -> actionsBeside(action, chosen);
            case MEETING -> meetings(action, chosen);
            default -> List.of();
        };
    }

    private List<Option> ratings(ActionView action, List<String> chosen) {
        List<Option> options = new ArrayList<>();
        for (Rating rating : Rating.values()) {
            String definition = action.ratingDefinitions().get(rating);
            if (rating != Rating.BLUE || definition != null || action.row().rating() == Rating.BLUE) {
                String value = Texts.slug(rating);
                String hint = rating == action.row().rating()
                        ? texts.get("form.rating.now", definition == null ? "" : definition)
                                .strip()
                        : definition;
                options.add(new Option(value, texts.of("rating", rating), hint, chosen.contains(value)));
            }
        }
        return options;
    }

    private Option status(Status status, List<String> chosen) {
        String value = Texts.slug(status);
        return new Option(value, texts.of("status", status), null, chosen.contains(value));
    }

    private List<Option> decisions(List<String> chosen) {
        List<Option> options = new ArrayList<>();
        for (DecisionKind kind : DecisionKind.values()) {
            String value = Texts.slug(kind);
            options.add(new Option(value, texts.of("decision", kind), null, chosen.contains(value)));
        }
        return options;
    }

    private List<Option> partiesOf(ActionView action, List<String> chosen) {
        List<Option> options = new ArrayList<>();
        for (PartyView party : parties.all()) {
            options.add(new Option(
                    party.partyId(),
                    party.name(),
                    party.nobodyToWriteTo() ? texts.get("gap.nobody-to-write-to") : null,
                    chosen.contains(party.partyId())));
        }
        for (PartyName lead : action.row().leads()) {
            if (options.stream().noneMatch(option -> option.value().equals(lead.partyId()))) {
                options.add(new Option(lead.partyId(), lead.name(), null, chosen.contains(lead.partyId())));
            }
        }
        return options;
    }

    private List<Option> actionsBeside(ActionView action, List<String> chosen) {
        List<Option> options = new ArrayList<>();
        for (Board.Theme theme : boards.board(action.row().planId(), BoardFilter.everything(), AsAt.now())
                .themes()) {
            for (Board.Section section : theme.sections()) {
                section.actions().stream()
                        .filter(row -> !row.actionId().equals(action.row().actionId()))
                        .forEach(row -> options.add(new Option(
                                row.actionId(),
                                texts.get("form.action.option", row.reference(), row.name(), theme.title()),
                                null,
                                chosen.contains(row.actionId()))));
            }
        }
        return options;
    }

    private List<Option> meetings(ActionView action, List<String> chosen) {
        List<Option> options = new ArrayList<>();
        for (GroupView group : groups.all()) {
            if (group.plans().stream()
                    .noneMatch(plan -> plan.planId().equals(action.row().planId()))) {
                continue;
            }
            for (GroupView.Meeting meeting : group.meetings()) {
                if (meeting.state() != GroupView.MeetingState.CANCELLED
                        && !meeting.date().isAfter(today())) {
                    String value = group.groupId() + " " + meeting.meetingId();
                    options.add(new Option(
                            value,
                            texts.get("form.meeting.option", group.details().name(), meeting.date()),
                            null,
                            chosen.contains(value)));
                }
            }
        }
        return options;
    }

    /** The command's JSON, without the action's id. Call it only when there are no problems. */
    Map<String, @Nullable Object> body(ChangeForm form, ActionView action, Typed typed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        boolean correct = form.command().equals("correct");
        for (Field field : form.fields()) {
            String name = field.name();
            if (name.startsWith("details.")) {
                continue;
            }
            switch (field.kind()) {
                case LEADS -> {
                    Map<String, @Nullable Object> leads = new LinkedHashMap<>();
                    leads.put("parties", typed.all(name));
                    String accountable = typed.get(name + ".accountable");
                    leads.put("accountable", accountable.isEmpty() ? null : accountable);
                    body.put(name, leads);
                }
                case LINES -> body.put(name, typed.lines(name));
                case DAY -> {
                    if (typed.hasDay(name)) {
                        body.put(
                                name,
                                typed.day(name, texts.get("form.day.wrong")).toString());
                    }
                }
                case RATING, STATUS, DECISION -> {
                    if (!typed.get(name).isEmpty()) {
                        body.put(name, typed.get(name).toUpperCase(Locale.ROOT).replace('-', '_'));
                    }
                }
                case MEETING -> {
                    String[] groupAndMeeting = typed.get(name).split(" ", 2);
                    if (groupAndMeeting.length == 2) {
                        body.put("groupId", groupAndMeeting[0]);
                        body.put("meetingId", groupAndMeeting[1]);
                    }
                }
                case TIMESCALE -> {
                    if (!correct || !typed.get(name).equals(action.timescale().written())) {
                        put(body, name, typed.get(name));
                    }
                }
                default -> put(body, name, name.equals("position") ? position(typed) : typed.get(name));
            }
        }
        if (form.fields().stream().anyMatch(field -> field.name().startsWith("details."))) {
            ActionDetails given = details(form, action.details(), typed);
            if (!correct || !given.equals(action.details())) {
                body.put("details", given);
            }
        }
        return body;
    }

    private static Object position(Typed typed) {
        String digits = typed.get("position");
        return digits.matches("\\d{1,18}") ? Long.valueOf(digits) : digits;
    }

    private static void put(Map<String, @Nullable Object> body, String name, Object value) {
        if (value.equals("")) {
            return;
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            body.put(name, value);
            return;
        }
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> nested = (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(
                body.computeIfAbsent(name.substring(0, dot), key -> new LinkedHashMap<>()));
        nested.put(name.substring(dot + 1), value);
    }

    private static ActionDetails details(ChangeForm form, ActionDetails now, Typed typed) {
        boolean whole = form.command().equals("amend-details");
        return new ActionDetails(
                now.themeId(),
                now.objectiveId(),
                whole ? typed.get("details.reference") : now.reference(),
                now.ordinal(),
                typed.get("details.text").isEmpty() ? now.text() : typed.get("details.text"),
                whole ? blankToNull(typed.get("details.title")) : now.title(),
                whole ? blankToNull(typed.get("details.process")) : now.process(),
                whole ? typed.lines("details.measures") : now.measures());
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
