package org.waymark.command.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.contract.log.Metadata;
import org.waymark.contract.log.Role;
import org.waymark.contract.projection.ProjectionEvent.DiscardReasonRedacted;
import org.waymark.contract.projection.ProjectionEvent.EntryDiscarded;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

class DiscardTest {

    private static final RunningService SERVICE = RunningService.get();

    @BeforeAll
    static void there_is_a_plan() {
        SERVICE.plan("discard-plan");
    }

    private static Answer discard(Role role, String projection, long position, String reason) {
        return SERVICE.commandAs(
                RunningService.token("u-ada", role),
                UUID.randomUUID().toString(),
                "projections/" + projection + "/discard-entry",
                "{\"position\": " + position + ", \"reason\": \"" + reason + "\"}");
    }

    private static List<StoredEvent> record(String projection) {
        return SERVICE.bean(EventLog.class).readStream(projection);
    }

    private static StoredEvent anEntry(String reference) {
        return SERVICE.bean(EventLog.class)
                .readStream(SERVICE.action("discard-plan", reference, ""))
                .getLast();
    }

    @Test
    void what_is_left_out_is_on_record_once_with_who_which_entry_and_why() {
        StoredEvent entry = anEntry("1.1");

        Answer answer = discard(Role.ADMINISTRATOR, "query-views", entry.position(), "A row was damaged");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(discard(Role.ADMINISTRATOR, "query-views", entry.position(), "Again")
                        .status())
                .isEqualTo(200);

        assertThat(record("query-views"))
                .filteredOn(stored -> about(stored, entry))
                .singleElement()
                .satisfies(stored -> {
                    assertThat(stored.position())
                            .isEqualTo(answer.json().path("position").asLong());
                    EntryDiscarded discarded = (EntryDiscarded) stored.payload();
                    assertThat(discarded.subject()).isEqualTo(entry.streamId());
                    assertThat(discarded.event()).isEqualTo("action.added");
                    assertThat(discarded.reason().text()).isEqualTo("A row was damaged");
                    assertThat(stored.metadata())
                            .containsEntry(Metadata.ACTOR, "u-ada")
                            .containsEntry(Metadata.ROLE, "ADMINISTRATOR");
                });
    }

    @Test
    void one_projection_may_leave_out_what_the_other_can_read() {
        StoredEvent entry = anEntry("1.2");

        discard(Role.ADMINISTRATOR, "notifier-agenda", entry.position(), "Nothing to remind about");

        assertThat(record("notifier-agenda")).anyMatch(stored -> about(stored, entry));
        assertThat(record("query-views")).noneMatch(stored -> about(stored, entry));
    }

    @Test
    void only_an_administrator_leaves_out_an_entry_that_there_is_of_a_projection_that_there_is_with_a_reason() {
        long position = anEntry("1.3").position();

        assertThat(discard(Role.GOVERNANCE, "query-views", position, "why").problem())
                .isEqualTo("not-allowed");
        assertThat(discard(Role.ADMINISTRATOR, "query-views", 1_000_000, "why").text("field"))
                .isEqualTo("position");
        assertThat(discard(Role.ADMINISTRATOR, "query-views", 0, "why").text("field"))
                .isEqualTo("position");
        assertThat(discard(Role.ADMINISTRATOR, "query-views", position, " ").text("field"))
                .isEqualTo("reason");
        assertThat(discard(Role.ADMINISTRATOR, "discard-plan", position, "why").text("field"))
                .isEqualTo("projectionId");
        assertThat(record("query-views"))
                .noneMatch(stored ->
                        stored.payload() instanceof EntryDiscarded discarded && discarded.position() == position);
    }

    @Test
    void its_reason_can_be_removed_on_the_record() {
        StoredEvent entry = anEntry("1.4");
        discard(Role.ADMINISTRATOR, "query-views", entry.position(), "Ada Lin told me so");
        StoredEvent discarded = record("query-views").stream()
                .filter(stored -> about(stored, entry))
                .findFirst()
                .orElseThrow();
        String digest = Objects.requireNonNull(
                ((EntryDiscarded) discarded.payload()).reason().digest());

        for (int i = 0; i < 2; i++) {
            Answer answer = SERVICE.commandAs(
                    RunningService.token("u-ada", Role.ADMINISTRATOR),
                    UUID.randomUUID().toString(),
                    "projections/query-views/redact-discard-reason",
                    "{\"position\": " + discarded.position() + ", \"digest\": \"" + digest
                            + "\", \"reason\": \"Names a person\"}");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        assertThat(record("query-views"))
                .filteredOn(stored -> stored.payload() instanceof DiscardReasonRedacted redacted
                        && redacted.digest().equals(digest))
                .hasSize(1);
        assertThat(record("query-views"))
                .filteredOn(stored -> about(stored, entry))
                .allSatisfy(stored -> assertThat(
                                ((EntryDiscarded) stored.payload()).reason().redacted())
                        .isTrue());
    }

    @Test
    void no_plan_can_take_the_name_of_a_projection() {
        assertThat(SERVICE.command("plans/query-views/create-plan", "{}").text("field"))
                .isEqualTo("planId");
    }

    private static boolean about(StoredEvent stored, StoredEvent entry) {
        return stored.payload() instanceof EntryDiscarded discarded && discarded.position() == entry.position();
    }
}
