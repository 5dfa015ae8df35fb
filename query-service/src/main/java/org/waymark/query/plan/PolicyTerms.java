package org.waymark.query.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.Policy;
import org.waymark.query.people.Words;

/** A policy in words, term by term, so that a page, a history and a comparison say the same. */
public final class PolicyTerms {

    /** One term: "While late", "every 2 weeks". */
    public record Term(String name, String label, String words) {}

    /** A term that differs. */
    public record Difference(String name, String label, String from, String to) {

        /** "While late: every 2 weeks, before every week". */
        public String sentence() {
            return Words.of("policy.difference", label, to, from);
        }
    }

    private PolicyTerms() {}

    /** All terms, in the order of the page. */
    public static List<Term> of(Policy policy) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("before", before(policy));
        words.put("after", after(policy));
        words.put(
                "chase",
                policy.chaseWeekly()
                        ? Words.count("policy.chase", policy.chaseEveryWeeks())
                        : Words.of("policy.chase.never"));
        words.put("request", Words.count("policy.request", policy.updateRequestBeforePapers()));
        words.put("second", Words.count("policy.second", policy.secondRequestBeforePapers()));
        words.put("papers", Words.count("policy.papers", policy.papersBeforeIssue()));
        words.put(
                "clear-days",
                policy.clearDays() == null
                        ? Words.of("policy.clear-days.nation")
                        : Words.count("policy.clear-days", policy.clearDays()));
        words.put("send-at", policy.sendAt().toString());
        words.put(
                "nation",
                policy.nation() == null ? Words.of("policy.nation.plan") : Words.of("nation", policy.nation()));
        words.put(
                "closures",
                spans(policy.closures().stream()
                        .map(each -> span(each.from(), each.until(), each.name()))
                        .toList()));
        words.put(
                "holidays",
                spans(policy.holidays().stream().map(PolicyTerms::holiday).toList()));
        for (int level = 1; level <= Policy.LEVELS; level++) {
            words.put("level" + level, rung(policy.ladder(), level));
        }
        words.put("proposals", Words.of(policy.proposals() ? "policy.proposals.on" : "policy.proposals.off"));
        words.put(
                "holds",
                spans(policy.holds().stream()
                        .map(each -> span(each.from(), each.until(), each.name()))
                        .toList()));
        words.put("mail", Words.of(policy.mail() ? "policy.mail.on" : "policy.mail.off"));
        List<Term> terms = new ArrayList<>();
        words.forEach((name, said) -> terms.add(new Term(name, Words.of("policy.term." + name), said)));
        return terms;
    }

    /** What differs between two policies; empty where they are the same. */
    public static List<Difference> between(Policy from, Policy to) {
        List<Term> before = of(from);
        List<Term> after = of(to);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Term now = after.get(i);
            String then = before.get(i).words();
            if (!then.equals(now.words())) {
                differences.add(new Difference(now.name(), now.label(), then, now.words()));
            }
        }
        return differences;
    }

    private static String before(Policy policy) {
        return policy.remindDaysBefore().isEmpty()
                ? Words.of("policy.none")
                : Words.of("policy.before", listed(numbers(policy.remindDaysBefore())));
    }

    private static String after(Policy policy) {
        List<String> parts = new ArrayList<>();
        if (policy.remindDayAfter()) {
            parts.add(Words.of("policy.after.next"));
        }
        if (!policy.furtherDaysAfter().isEmpty()) {
            parts.add(Words.of("policy.after.further", listed(numbers(policy.furtherDaysAfter()))));
        }
        return parts.isEmpty() ? Words.of("policy.none") : listed(parts);
    }

    private static String rung(Policy.Ladder ladder, int level) {
        Policy.Rung rung = ladder.rung(level);
        List<String> reasons = new ArrayList<>();
        for (EscalationReason reason : rung.reasons()) {
            reasons.add(
                    switch (reason) {
                        case LATE -> Words.count("policy.reason.LATE", ladder.daysLate(level));
                        case SLIPPED -> Words.count("policy.reason.SLIPPED", ladder.level2Slips());
                        case RED_AT_MEETINGS ->
                            Words.count("policy.reason.RED_AT_MEETINGS", ladder.level3RedMeetings());
                        case NOT_STARTED_NEAR_DATE, RED_NEAR_DATE, UNANSWERED_NEAR_DATE ->
                            Words.count("policy.reason." + reason, ladder.level1DaysBefore());
                        default -> Words.of("reason", reason);
                    });
        }
        return Words.of(
                "policy.rung",
                StringUtils.capitalize(
                        listed(rung.tells().stream().map(PolicyTerms::who).toList())),
                reasons.isEmpty() ? Words.of("policy.rung.nothing") : String.join("; ", reasons));
    }

    /** Whom a rung tells: "the governance officer". */
    public static String who(RecipientRole role) {
        return Words.of("policy.who", role);
    }

    private static String span(LocalDate from, LocalDate until, @Nullable String name) {
        String days =
                from.equals(until) ? Words.date(from) : Words.of("policy.span", Words.date(from), Words.date(until));
        return name == null || name.isBlank() ? days : Words.of("policy.span.named", days, name);
    }

    private static String holiday(Policy.Holiday holiday) {
        String day = span(holiday.date(), holiday.date(), holiday.name());
        return holiday.insteadOf() == null
                ? day
                : Words.of("policy.holiday.moved", day, Words.date(holiday.insteadOf()));
    }

    private static String spans(List<String> spans) {
        return spans.isEmpty() ? Words.of("policy.none") : String.join("; ", spans);
    }

    private static List<String> numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    /** "28, 14 and 3". */
    private static String listed(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : Words.of("policy.and", String.join(", ", parts.subList(0, last)), parts.get(last));
    }
}
