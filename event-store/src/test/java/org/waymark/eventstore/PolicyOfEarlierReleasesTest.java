package org.waymark.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.waymark.contract.log.EventCatalogue;
import org.waymark.contract.plan.PlanEvent.PolicySet;
import org.waymark.contract.plan.Policy;
import org.waymark.contract.time.Nation;
import tools.jackson.databind.json.JsonMapper;

/** A policy that was stored before rungs, further reminders, the nation, holds and further holidays came in. */
class PolicyOfEarlierReleasesTest {

    private static final Policy.Ladder LADDER = new Policy.Ladder(3, 10, 30, 3, 60, 2, Policy.standardRungs());

    private static final Policy AS_MEANT = new Policy(
            List.of(7),
            false,
            false,
            3,
            4,
            4,
            1,
            LADDER,
            LocalTime.of(8, 15),
            false,
            List.of(new Policy.Closure(LocalDate.of(2018, 12, 24), LocalDate.of(2019, 1, 1), "Christmas")),
            false,
            List.of(),
            1,
            null,
            List.of(),
            List.of());

    private final EventCodec codec = new EventCodec(Identifiers.seeded(1), List.of());

    @Test
    void it_reads_as_what_that_release_did() throws IOException {
        PolicySet event = (PolicySet)
                codec.decode("kirklees", "plan.policy-set", 1, stored("policy-set-before-rungs.json"), Map.of());

        assertThat(Objects.requireNonNull(EventCatalogue.byType(PolicySet.class))
                        .version())
                .isOne();
        assertThat(event).isEqualTo(new PolicySet("kirklees", Policy.standard(), AS_MEANT));
    }

    /** Agenda and views keep policies in rows of their own, which an earlier release may have written. */
    @Test
    void it_reads_in_a_row_too() throws IOException {
        PolicySet event =
                JsonMapper.builder().build().readValue(stored("policy-set-before-rungs.json"), PolicySet.class);

        assertThat(event.to()).isEqualTo(AS_MEANT);
    }

    @Test
    void what_came_in_is_written_and_comes_back() {
        Policy policy = AS_MEANT.change()
                .remindAfter(true, List.of(3))
                .chaseEvery(2)
                .nation(Nation.SCOTLAND)
                .holds(List.of(new Policy.Hold(LocalDate.of(2018, 3, 26), LocalDate.of(2018, 5, 3), "Local elections")))
                .holidays(List.of(new Policy.Holiday(
                        LocalDate.of(2020, 5, 8), "Early May bank holiday (VE day)", LocalDate.of(2020, 5, 4))))
                .made();
        EventCodec.Encoded encoded = codec.encode(new PolicySet("kirklees", AS_MEANT, policy), "kirklees#1");

        assertThat(encoded.payload())
                .contains(
                        "\"chaseEveryWeeks\":2",
                        "\"furtherDaysAfter\":[3]",
                        "\"nation\":\"SCOTLAND\"",
                        "\"holds\":[{\"from\":\"2018-03-26\",\"until\":\"2018-05-03\",\"name\":\"Local elections\"}]",
                        "\"holidays\":[{\"date\":\"2020-05-08\",\"name\":\"Early May bank holiday (VE day)\",\"insteadOf\":\"2020-05-04\"}]",
                        "\"rungs\":[{\"tells\":[\"ESCALATION_CONTACT\"],\"reasons\":[\"NOT_STARTED_NEAR_DATE\"");
        assertThat(codec.decode("kirklees", encoded.name(), encoded.version(), encoded.payload(), Map.of()))
                .isEqualTo(new PolicySet("kirklees", AS_MEANT, policy));
    }

    private static String stored(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PolicyOfEarlierReleasesTest.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
