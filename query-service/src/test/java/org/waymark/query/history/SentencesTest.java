package org.waymark.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.waymark.contract.action.ActionDetails;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Escalation;
import org.waymark.contract.action.EscalationReason;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.group.GroupDetails;
import org.waymark.contract.group.ReportDetails;
import org.waymark.contract.log.Event;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.log.FreeText;
import org.waymark.contract.mail.Mail;
import org.waymark.contract.mail.MailRule;
import org.waymark.contract.mail.RecipientRole;
import org.waymark.contract.plan.PlanDetails;
import org.waymark.contract.plan.PlanEvent;
import org.waymark.contract.plan.PlanOutline;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import org.waymark.contract.time.ReadingContext;
import org.waymark.contract.time.Timescale;
import org.waymark.contract.time.TimescaleReader;
import org.waymark.query.TestEvents;
import org.waymark.query.plan.PolicyTerms;

class SentencesTest {

    private final Sentences sentences = new Sentences(Sentences.names(
            Map.of("p-1", "Carers Count", "p-2", "Barnardo’s"), Map.of("a-2", "8.1 (1)"), Map.of(), Map.of()));

    @TestFactory
    List<DynamicTest> every_event_has_a_sentence() {
        return EventCatalogue.entries().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> {
                    Sentences.Told told = sentences.tell(example(entry.type()));
                    assertThat(told.sentence())
                            .isNotBlank()
                            .doesNotContain("could not be read")
                            .doesNotContain("null")
                            .doesNotContain("{")
                            .endsWith(".");
                }))
                .toList();
    }

    @Test
    void a_changed_policy_is_told_term_by_term() {
        Policy before = Policy.standard();
        Policy after = before.change()
                .remindAfter(true, List.of(3))
                .chaseEvery(2)
                .closures(
                        List.of(new Policy.Closure(LocalDate.of(2018, 12, 24), LocalDate.of(2019, 1, 1), "Christmas")))
                .mail(false)
                .made();

        Sentences.Told told = sentences.tell(new PlanEvent.PolicySet("kirklees", before, after));

        assertThat(told.sentence()).isEqualTo("Reminder policy set.");
        assertThat(told.details())
                .containsExactly(
                        "After it: the next day and 3 days after; before: the next day",
                        "While late: every 2 weeks; before: every week",
                        "Quiet periods: 24 December 2018 to 1 January 2019 (Christmas); before: none",
                        "Mail: off; before: on");
    }

    @Test
    void every_term_of_a_policy_is_told_in_words() {
        Policy policy = Policy.standard()
                .change()
                .nation(Nation.SCOTLAND)
                .clearDays(3)
                .chaseEvery(0)
                .made();
        for (PolicyTerms.Term term : PolicyTerms.of(policy)) {
            assertThat(term.label() + term.words())
                    .isNotBlank()
                    .doesNotContain("{")
                    .doesNotContain("null")
                    .doesNotContain("'");
        }
        assertThat(PolicyTerms.between(policy, policy)).isEmpty();
    }

    @Test
    void every_reason_is_told_in_words() {
        for (EscalationReason reason : EscalationReason.values()) {
            for (int count : new int[] {0, 1, 2, 56}) {
                assertThat(Sentences.reason(new Escalation("e-1", 2, reason, "cause", null, count, null)))
                        .isNotBlank();
            }
        }
    }

    @Test
    void a_first_occurrence_says_from_when_it_counts() {
        Timescale to = TimescaleReader.read("Six monthly", ReadingContext.from(LocalDate.parse("2018-06-25")));
        assertThat(sentences
                        .tell(new ActionEvent.OccurrenceScheduled(
                                "a-1", TimescaleReader.read("Six monthly"), to, LocalDate.parse("2018-06-25")))
                        .sentence())
                .isEqualTo("First due 25 December 2018, counted from the adoption of the plan on 25 June 2018.");
    }

    @Test
    void a_proposed_completion_says_on_which_day_it_was_done_where_somebody_said_so() {
        FreeText note = FreeText.of("All carers have a card.");
        assertThat(sentences
                        .tell(new ActionEvent.CompletionProposed("a-1", "r-1", note, LocalDate.parse("2018-04-27")))
                        .sentence())
                .isEqualTo("Completion proposed, done on 27 April 2018. Waits for governance.");
        assertThat(sentences
                        .tell(new ActionEvent.CompletionProposed("a-1", "r-1", note))
                        .sentence())
                .isEqualTo("Completion proposed. Waits for governance.");
    }

    @Test
    void numbers_agree_with_their_nouns() {
        assertThat(reason(EscalationReason.LATE, 1)).isEqualTo("1 day late");
        assertThat(reason(EscalationReason.LATE, 1056)).isEqualTo("1,056 days late");
        assertThat(reason(EscalationReason.SLIPPED, 2)).isEqualTo("slipped twice");
    }

    @Test
    void a_first_slip_and_a_later_one_read_as_designed() {
        assertThat(sentences
                        .tell(TestEvents.slip("a-1", "2017-09-30", "2017-12-31", 1, "2017-09-30"))
                        .sentence())
                .isEqualTo("Target date slipped from 30 September 2017 to 31 December 2017: 92 days, first slip.");
        assertThat(sentences
                        .tell(TestEvents.slip("a-1", "2017-12-31", "2018-04-30", 2, "2017-09-30"))
                        .sentence())
                .isEqualTo("Target date slipped from 31 December 2017 to 30 April 2018: 120 days, second slip,"
                        + " 212 days in all.");
    }

    @Test
    void a_removed_text_stays_removed() {
        Sentences.Told told = sentences.tell(new ActionEvent.ProgressReported("a-1", new FreeText(null, "digest")));

        assertThat(Objects.requireNonNull(told.quote()).redacted()).isTrue();
    }

    private static String reason(EscalationReason reason, int count) {
        return Sentences.reason(new Escalation("e-1", 2, reason, "cause", null, count, null));
    }

    private static Event example(Class<? extends Event> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> example(component.getName(), component.getType()))
                .toArray();
        Constructor<? extends Event> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return constructor.newInstance(values);
    }

    private static Object example(String name, Class<?> type) {
        if (type == String.class) {
            return switch (name) {
                case "partyId", "into" -> "p-1";
                case "waitsFor" -> "a-2";
                default -> name;
            };
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        Map<Class<?>, Object> examples = Map.ofEntries(
                Map.entry(int.class, 2),
                Map.entry(long.class, 3_897L),
                Map.entry(LocalDate.class, LocalDate.of(2018, 3, 31)),
                Map.entry(List.class, List.of("p-1", "p-2")),
                Map.entry(FreeText.class, FreeText.of("Waits for the contract")),
                Map.entry(Timescale.class, TestEvents.on("2018-03-31")),
                Map.entry(Leads.class, Leads.of("p-1", "p-2")),
                Map.entry(
                        ActionDetails.class, new ActionDetails("t1", null, "1.1", 0, "Promise", null, null, List.of())),
                Map.entry(Escalation.class, new Escalation("e-1", 3, EscalationReason.LATE, "cause", null, 56, null)),
                Map.entry(
                        PlanDetails.class,
                        new PlanDetails(
                                "Plan", "Kirklees", Nation.ENGLAND, null, null, null, Map.of(Rating.RED, "Late"))),
                Map.entry(PlanOutline.class, PlanOutline.empty()),
                Map.entry(Policy.class, Policy.standard()),
                Map.entry(
                        GroupDetails.class,
                        new GroupDetails(
                                "Board",
                                GroupDetails.Kind.BOARD,
                                Nation.ENGLAND,
                                null,
                                null,
                                null,
                                List.of(),
                                List.of())),
                Map.entry(
                        ReportDetails.class,
                        new ReportDetails("Annual report", "plan", List.of(), List.of(), 12, null)),
                Map.entry(java.math.BigDecimal.class, java.math.BigDecimal.TEN),
                Map.entry(
                        Mail.class,
                        new Mail(
                                "mail-1",
                                "c-1",
                                RecipientRole.LEAD,
                                "p-1",
                                LocalDate.of(2018, 3, 31),
                                "id@waymark.example",
                                List.of(new Mail.Item("plan", "a-1", MailRule.WEEKLY_CHASE, "2018-03-31")))));
        return Objects.requireNonNull(examples.get(type), () -> "No example of " + type);
    }
}
