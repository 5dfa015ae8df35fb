package org.waymark.query.web.change;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.log.InvalidField;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanCommand;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.BankHolidays;
import org.waymark.contract.time.Nation;
import org.waymark.query.language.Language;
import org.waymark.query.plan.PlanView;
import org.waymark.query.web.Texts;

/** The fields of a reminder policy: from a policy to what stands in them, and from what was typed to a policy. */
final class PolicyForm {

    /** Boxes for days before and after a date. */
    static final int BEFORE_BOXES = 5;

    static final int AFTER_BOXES = 3;

    /** Lines for closures, holds and bank holidays; whoever needs more saves in between. */
    private static final int EMPTY_LINES = 1;

    private static final int MOST_LINES = 60;

    private static final Pattern TIME = Pattern.compile("(\\d{1,2})[:.](\\d{2})");

    /** Reasons that go to one level; lateness climbs, and has a field of its own at each. */
    static final List<EscalationReason> PLACED = java.util.Arrays.stream(EscalationReason.values())
            .filter(reason -> reason != EscalationReason.LATE)
            .toList();

    /** What was typed, read; the policy is null where there are problems, by the field they stand at. */
    record Read(@Nullable Policy policy, Map<String, String> problems) {}

    /** A closure, a hold or a bank holiday, with the day that it was moved from, as it stands in its line. */
    public record Span(String from, String until, String name) {}

    private final Texts texts;
    private final Nation planNation;
    private final Policy saved;
    private final Typed typed;
    private final Map<String, String> problems = new LinkedHashMap<>();

    private PolicyForm(Texts texts, Nation planNation, Policy saved, Typed typed) {
        this.texts = texts;
        this.planNation = planNation;
        this.saved = saved;
        this.typed = typed;
    }

    /** Fills the fields with a policy. */
    static void fill(Typed typed, Policy policy) {
        typed.putAll("before", numbers(policy.remindDaysBefore()));
        typed.put("nextDay", policy.remindDayAfter() ? "yes" : "");
        typed.putAll("after", numbers(policy.furtherDaysAfter()));
        typed.put("chase", policy.chaseWeekly() ? "yes" : "");
        typed.put("chaseWeeks", Integer.toString(policy.chaseEveryWeeks()));
        typed.put("request", Integer.toString(policy.updateRequestBeforePapers()));
        typed.put("second", Integer.toString(policy.secondRequestBeforePapers()));
        typed.put("papers", Integer.toString(policy.papersBeforeIssue()));
        typed.put("clearDays", policy.clearDays() == null ? "" : Integer.toString(policy.clearDays()));
        typed.put("nation", policy.nation() == null ? "" : policy.nation().name());
        typed.put("sendAt", policy.sendAt().toString());
        typed.put("proposals", policy.proposals() ? "yes" : "");
        typed.put("mail", policy.mail() ? "yes" : "");
        typed.put("nearDays", Integer.toString(policy.ladder().level1DaysBefore()));
        typed.put("slips", Integer.toString(policy.ladder().level2Slips()));
        typed.put("redMeetings", Integer.toString(policy.ladder().level3RedMeetings()));
        for (int level = 1; level <= Policy.LEVELS; level++) {
            Policy.Rung rung = policy.ladder().rung(level);
            typed.putAll("tells" + level, rung.tells().stream().map(Enum::name).toList());
            typed.put("late" + level, rung.reasons().contains(EscalationReason.LATE) ? "yes" : "");
            typed.put("days" + level, Integer.toString(policy.ladder().daysLate(level)));
        }
        for (EscalationReason reason : PLACED) {
            typed.put(
                    "reason-" + Texts.slug(reason),
                    Integer.toString(policy.ladder().levelOf(reason)));
        }
        fill(
                typed,
                "closure",
                policy.closures(),
                each -> new Span(each.from().toString(), each.until().toString(), each.name()));
        fill(
                typed,
                "hold",
                policy.holds(),
                each -> new Span(each.from().toString(), each.until().toString(), each.name()));
        fill(
                typed,
                "holiday",
                policy.holidays(),
                each -> new Span(
                        each.date().toString(),
                        each.insteadOf() == null ? "" : each.insteadOf().toString(),
                        each.name()));
    }

    private static <T> void fill(Typed typed, String kind, List<T> spans, Function<T, Span> words) {
        for (int i = 0; i < spans.size(); i++) {
            Span span = words.apply(spans.get(i));
            typed.put(kind + "-" + i + "-from", span.from());
            typed.put(kind + "-" + i + "-until", span.until());
            typed.put(kind + "-" + i + "-name", span.name());
        }
    }

    private static List<String> numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    /** Boxes of a list of numbers, filled from the left, with empty ones behind. */
    static List<String> boxes(Typed typed, String name, int most) {
        List<String> boxes = new ArrayList<>(typed.all(name));
        while (boxes.size() < most) {
            boxes.add("");
        }
        return boxes;
    }

    /** Lines of closures, holds or bank holidays, with an empty one behind. */
    static List<Span> spans(Typed typed, String kind) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < MOST_LINES; i++) {
            Span span = new Span(
                    typed.get(kind + "-" + i + "-from"),
                    typed.get(kind + "-" + i + "-until"),
                    typed.get(kind + "-" + i + "-name"));
            if (!blank(span)) {
                spans.add(span);
            }
        }
        for (int i = 0; i < EMPTY_LINES; i++) {
            spans.add(new Span("", "", ""));
        }
        return spans;
    }

    private static boolean blank(Span span) {
        return span.from().isEmpty() && span.until().isEmpty() && span.name().isEmpty();
    }

    /** Reads what was typed over the saved policy of a plan. */
    static Read read(Texts texts, PlanView plan, Typed typed) {
        PolicyForm form = new PolicyForm(texts, plan.summary().nation(), plan.policy(), typed);
        Policy policy = form.read(plan.summary().planId());
        return new Read(form.problems.isEmpty() ? policy : null, form.problems);
    }

    private @Nullable Policy read(String planId) {
        List<Integer> before =
                days("before").stream().sorted(Comparator.reverseOrder()).toList();
        List<Integer> after = days("after").stream().sorted().toList();
        boolean chase = typed.get("chase").equals("yes");
        int weeks = chase ? number("chaseWeeks", 1, 52) : saved.chaseEveryWeeks();
        int request = number("request", 1, 60);
        int second = number("second", 0, 59);
        if (ok("request") && ok("second") && second >= request) {
            problem("second", texts.get("policy.error.second"));
        }
        int papers = number("papers", 0, 60);
        Integer clearDays = typed.get("clearDays").isEmpty() ? null : Integer.valueOf(number("clearDays", 0, 30));
        Nation nation = nation();
        LocalTime sendAt = sendAt();
        Policy.Ladder ladder = ladder();
        List<Policy.Closure> closures = closures();
        List<Policy.Hold> holds = holds();
        List<Policy.Holiday> holidays = holidays(nation == null ? planNation : nation);
        if (!problems.isEmpty() || ladder == null) {
            return null;
        }
        try {
            Policy policy = saved.change()
                    .remindDaysBefore(
                            before.equals(sorted(saved.remindDaysBefore())) ? saved.remindDaysBefore() : before)
                    .remindAfter(typed.get("nextDay").equals("yes"), after)
                    .chaseEvery(chase ? weeks : 0)
                    .requestsBeforePapers(request, second)
                    .papersBeforeIssue(papers)
                    .clearDays(clearDays)
                    .nation(nation)
                    .sendAt(sendAt)
                    .ladder(ladder)
                    .closures(closures)
                    .holds(holds)
                    .holidays(holidays)
                    .proposals(typed.get("proposals").equals("yes"))
                    .mail(typed.get("mail").equals("yes"))
                    .made();
            // The bounds of the command, said here so that a form with a fault is never sent
            return new PlanCommand.SetPolicy(planId, policy).policy();
        } catch (InvalidField e) {
            problem(fieldOf(e.field()), e.sentence().in(Language.current()));
            return null;
        }
    }

    private static List<Integer> sorted(List<Integer> days) {
        return days.stream().sorted(Comparator.reverseOrder()).toList();
    }

    /** The form's own name for a field that the contract names. */
    static String fieldOf(String named) {
        Matcher rung =
                Pattern.compile("policy\\.ladder\\.rungs\\[(\\d)]\\.tells").matcher(named);
        if (rung.matches()) {
            return "tells" + (Integer.parseInt(rung.group(1)) + 1);
        }
        return switch (named) {
            case "policy.remindDaysBefore" -> "before";
            case "policy.furtherDaysAfter" -> "after";
            case "policy.chaseEveryWeeks" -> "chaseWeeks";
            case "policy.clearDays" -> "clearDays";
            case "policy.papersBeforeIssue" -> "papers";
            case "policy.updateRequestBeforePapers" -> "request";
            case "policy.secondRequestBeforePapers" -> "second";
            case "policy.sendAt" -> "sendAt";
            case "policy.ladder.level1DaysBefore" -> "nearDays";
            case "policy.ladder.level1DaysLate" -> "days1";
            case "policy.ladder.level2DaysLate" -> "days2";
            case "policy.ladder.level3DaysLate" -> "days3";
            case "policy.ladder.level2Slips" -> "slips";
            case "policy.ladder.level3RedMeetings" -> "redMeetings";
            case "policy.closures" -> "closure";
            case "policy.holds" -> "hold";
            case "policy.holidays" -> "holiday";
            default -> "";
        };
    }

    private boolean ok(String field) {
        return !problems.containsKey(field);
    }

    private void problem(String field, String message) {
        problems.putIfAbsent(field, message);
    }

    private int number(String field, int least, int most) {
        return number(field, typed.get(field), least, most);
    }

    private int number(String field, String text, int least, int most) {
        if (text.matches("\\d{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problem(field, texts.get("policy.error.number", "", least, most));
        return least;
    }

    /** A list of days; one that lies on the wrong side of the date, or on it, is no reminder of it. */
    private List<Integer> days(String field) {
        List<Integer> days = new ArrayList<>();
        for (String text : typed.all(field)) {
            String stripped = text.strip();
            if (stripped.matches("-\\d{1,9}|0{1,9}")) {
                problem(field, texts.get("policy.error." + field));
            } else {
                days.add(number(field, stripped, 1, 366));
            }
        }
        return days.stream().distinct().toList();
    }

    private @Nullable Nation nation() {
        String chosen = typed.get("nation");
        for (Nation nation : Nation.values()) {
            if (nation.name().equals(chosen)) {
                return nation;
            }
        }
        return null;
    }

    private LocalTime sendAt() {
        Matcher time = TIME.matcher(typed.get("sendAt"));
        if (time.matches()) {
            try {
                LocalTime at = LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)));
                if (at.isBefore(LocalTime.of(5, 0))) {
                    problem("sendAt", texts.get("policy.error.night"));
                }
                return at;
            } catch (DateTimeException e) {
                problem("sendAt", texts.get("policy.error.time"));
                return saved.sendAt();
            }
        }
        problem("sendAt", texts.get("policy.error.time"));
        return saved.sendAt();
    }

    private Policy.@Nullable Ladder ladder() {
        int[] days = new int[Policy.LEVELS + 1];
        List<Policy.Rung> rungs = new ArrayList<>();
        for (int level = 1; level <= Policy.LEVELS; level++) {
            String field = "days" + level;
            boolean late = typed.get("late" + level).equals("yes");
            days[level] = !late && typed.get(field).isEmpty() ? saved.ladder().daysLate(level) : number(field, 1, 3660);
            if (level > 1 && ok(field) && ok("days" + (level - 1)) && days[level] <= days[level - 1]) {
                problem(field, texts.get("policy.error.rung", level - 1, days[level - 1]));
            }
            List<RecipientRole> tells = tells(level);
            if (tells.isEmpty()) {
                problem("tells" + level, texts.get("policy.error.tells", level));
            }
            rungs.add(new Policy.Rung(tells, reasons(level, late)));
        }
        int near = number("nearDays", 0, 366);
        int slips = number("slips", 1, 100);
        int red = number("redMeetings", 1, 100);
        return problems.isEmpty() ? new Policy.Ladder(near, days[1], days[2], slips, days[3], red, rungs) : null;
    }

    /** In the order in which they are saved, where the same are chosen; else the rung's usual person first. */
    private List<RecipientRole> tells(int level) {
        Set<String> chosen = new HashSet<>(typed.all("tells" + level));
        List<RecipientRole> before = saved.ladder().rung(level).tells();
        RecipientRole usual = Policy.standardRungs().get(level - 1).tells().getFirst();
        List<RecipientRole> tells = java.util.Arrays.stream(RecipientRole.values())
                .filter(role -> chosen.contains(role.name()))
                .sorted(Comparator.comparing((RecipientRole role) -> role != usual))
                .toList();
        return new HashSet<>(before).equals(new HashSet<>(tells)) ? before : tells;
    }

    /** Those saved that stay, in their order, and then those that come in. */
    private List<EscalationReason> reasons(int level, boolean late) {
        Set<EscalationReason> chosen = EnumSet.noneOf(EscalationReason.class);
        if (late) {
            chosen.add(EscalationReason.LATE);
        }
        for (EscalationReason reason : PLACED) {
            if (typed.get("reason-" + Texts.slug(reason)).equals(Integer.toString(level))) {
                chosen.add(reason);
            }
        }
        List<EscalationReason> reasons =
                new ArrayList<>(saved.ladder().rung(level).reasons());
        reasons.retainAll(chosen);
        chosen.removeAll(reasons);
        reasons.addAll(chosen);
        return reasons;
    }

    private List<Policy.Closure> closures() {
        List<Policy.Closure> closures = new ArrayList<>();
        for (Days days : spans("closure")) {
            closures.add(new Policy.Closure(days.from(), days.until(), days.name()));
        }
        return closures;
    }

    private List<Policy.Hold> holds() {
        List<Policy.Hold> holds = new ArrayList<>();
        for (Days days : spans("hold")) {
            holds.add(new Policy.Hold(days.from(), days.until(), days.name()));
        }
        return holds;
    }

    private List<Policy.Holiday> holidays(Nation nation) {
        List<Policy.Holiday> holidays = new ArrayList<>();
        for (Span span : spans(typed, "holiday")) {
            if (blank(span)) {
                continue;
            }
            LocalDate date = day(span.from());
            LocalDate insteadOf = span.until().isEmpty() ? null : day(span.until());
            if (date == null || insteadOf == null && !span.until().isEmpty()) {
                problem("holiday", texts.get("policy.error.holiday"));
            } else if (insteadOf != null && !BankHolidays.of(nation).includes(insteadOf)) {
                problem("holiday", texts.get("policy.error.holiday.moved", insteadOf));
            } else if (span.name().isEmpty()) {
                problem("holiday", texts.get("policy.error.holiday.name"));
            } else {
                try {
                    holidays.add(new Policy.Holiday(date, span.name(), insteadOf));
                } catch (InvalidField e) {
                    problem("holiday", e.sentence().in(Language.current()));
                }
            }
        }
        return holidays;
    }

    private record Days(LocalDate from, LocalDate until, String name) {}

    private List<Days> spans(String kind) {
        List<Days> spans = new ArrayList<>();
        for (Span span : spans(typed, kind)) {
            if (blank(span)) {
                continue;
            }
            LocalDate from = day(span.from());
            LocalDate until = span.until().isEmpty() ? from : day(span.until());
            if (from == null || until == null) {
                problem(kind, texts.get("policy.error.days"));
            } else if (until.isBefore(from)) {
                problem(kind, texts.get("policy.error.order"));
            } else if (span.name().isEmpty()) {
                problem(kind, texts.get("policy.error.name"));
            } else {
                spans.add(new Days(from, until, span.name()));
            }
        }
        return spans;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return LocalDate.parse(text.toLowerCase(Locale.ROOT));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
