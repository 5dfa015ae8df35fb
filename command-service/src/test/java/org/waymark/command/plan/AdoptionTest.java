package org.waymark.command.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waymark.command.RunningService;
import org.waymark.command.RunningService.Answer;
import org.waymark.contract.action.ActionEvent.OccurrenceScheduled;
import org.waymark.contract.plan.PlanEvent.PlanAdopted;
import org.waymark.eventstore.EventLog;
import org.waymark.eventstore.StoredEvent;

/** What the adoption of a plan does to its actions. */
class AdoptionTest {

    private static final RunningService SERVICE = RunningService.get();

    @Test
    void what_names_no_part_of_the_year_comes_due_counted_from_it_in_the_same_commit() {
        SERVICE.plan("adoption");
        String assumed = action("adoption", "Six monthly");
        String settled = action("adoption", "TBC");
        send("actions/" + settled + "/set-timescale", "{\"timescale\": \"Annually\"}", "If-Match", "\"1\"");
        String moved = action("adoption", "June each year");
        String ended = action("adoption", "Quarterly");
        send("actions/" + ended + "/end", "{\"reason\": \"No longer needed\"}", "If-Match", "\"1\"");

        String key = UUID.randomUUID().toString();
        Answer adopted = SERVICE.commandWithKey(key, "plans/adoption/adopt-plan", "{}");
        Answer again = SERVICE.commandWithKey(key, "plans/adoption/adopt-plan", "{}");

        assertThat(adopted.text("id")).isEqualTo("adoption");
        assertThat(again.text("id")).isEqualTo("adoption");
        assertThat(again.json().path("version")).isEqualTo(adopted.json().path("version"));
        StoredEvent adoption = last("adoption");
        assertThat(adoption.payload()).isInstanceOf(PlanAdopted.class);
        OccurrenceScheduled first = scheduled(last(assumed));
        assertThat(first.adoptedOn()).isEqualTo("2018-06-25");
        assertThat(first.from().target()).isNull();
        assertThat(first.to().target()).isEqualTo("2018-12-25");
        assertThat(first.to().unconfirmed()).isTrue();
        OccurrenceScheduled second = scheduled(last(settled));
        assertThat(second.to().target()).isEqualTo("2019-06-25");
        assertThat(second.to().unconfirmed()).isFalse();
        assertThat(List.of(last(assumed).hash(), last(settled).hash())).containsOnly(adoption.hash());
        assertThat(last(moved).payload()).isNotInstanceOf(OccurrenceScheduled.class);
        assertThat(last(ended).payload()).isNotInstanceOf(OccurrenceScheduled.class);
        assertThat(adopted.json().path("position").asLong())
                .isEqualTo(Math.max(last(assumed).position(), last(settled).position()));

        send("actions/" + assumed + "/complete-occurrence", "{}", "If-Match", "\"2\"");
    }

    private static OccurrenceScheduled scheduled(StoredEvent stored) {
        assertThat(stored.payload()).isInstanceOf(OccurrenceScheduled.class);
        return (OccurrenceScheduled) stored.payload();
    }

    private static StoredEvent last(String streamId) {
        return SERVICE.bean(EventLog.class).readStream(streamId).getLast();
    }

    private static Answer send(String path, String body, String... headers) {
        Answer answer = SERVICE.command(path, body, headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String action(String planId, String timescale) {
        return send("actions/new/add-action", """
                {"planId": "%s", "details": {"themeId": "t1", "reference": "1", "text": "Something"},
                 "timescale": "%s", "rating": "NONE"}""".formatted(planId, timescale)).text("id");
    }
}
