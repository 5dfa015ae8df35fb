package org.waymark.query.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Rating;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.action.Actions;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.history.Histories;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.NotKnown;

/** Past days: which entries count, and from which day lateness does. */
class AsAtTest extends ServiceUnderTest {

    @Autowired
    private Boards boards;

    @Autowired
    private Actions actions;

    @Autowired
    private Histories histories;

    @ParameterizedTest
    @ValueSource(strings = {"06-14", "12-14"})
    void a_day_ends_at_midnight_in_london_in_summer_and_in_winter(String monthAndDay) {
        LocalDate day = day(monthAndDay);
        aPlan();
        happens(anAction("a").due(day("05-01").toString()).green());
        settle();
        now(day + "T23:59:59.999");
        happens(rated("a", Rating.GREEN, Rating.AMBER));
        settle();
        now(day.plusDays(1) + "T00:00:00");
        happens(rated("a", Rating.AMBER, Rating.RED));
        settle();
        now(day.plusDays(2) + "T09:00:00");

        assertThat(ratingOn(AsAt.endOf(day.minusDays(1)))).isEqualTo(Rating.GREEN);
        assertThat(ratingOn(AsAt.endOf(day))).isEqualTo(Rating.AMBER);
        assertThat(ratingOn(AsAt.endOf(day.plusDays(1)))).isEqualTo(Rating.RED);
    }

    @Test
    void lateness_counts_from_the_day_looked_at() {
        aPlan();
        happens(anAction("a").due(day("03-31").toString()));
        settle();
        now(year + "-06-30T09:00:00");

        assertThat(board(AsAt.endOf(day("03-31"))).plan().counts().late()).isZero();
        assertThat(board(AsAt.endOf(day("04-10"))).plan().counts().latestBy()).isEqualTo(10);
        assertThat(board(AsAt.now()).plan().counts().latestBy()).isEqualTo(91);
        assertThat(board(AsAt.endOf(day("04-10"))).day()).isEqualTo(day("04-10"));
    }

    @Test
    void what_was_entered_late_counts_from_its_recording_and_in_the_other_view_from_its_happening() throws Exception {
        aPlan();
        happens(anAction("a").due(day("03-31").toString()).green());
        settle();
        now(year + "-03-20T09:00:00");
        happened(
                day("03-05").atTime(15, 0).atZone(ZoneId.of("Europe/London")).toInstant(),
                rated("a", Rating.GREEN, Rating.RED));
        settle();
        now(year + "-04-01T09:00:00");

        assertThat(ratingOn(AsAt.endOf(day("03-10")))).isEqualTo(Rating.GREEN);
        assertThat(ratingOn(AsAt.happenedBy(day("03-10")))).isEqualTo(Rating.RED);
        assertThat(ratingOn(AsAt.happenedBy(day("03-04")))).isEqualTo(Rating.GREEN);
        assertThat(ratingOn(AsAt.endOf(day("03-20")))).isEqualTo(Rating.RED);
        assertThat(board(AsAt.happenedBy(day("03-10"))).plan().counts().rated(Rating.RED))
                .isEqualTo(1);
        assertThat(histories
                        .ofAction(id("a"), java.util.Set.of(), AsAt.endOf(day("03-10")), 1, 10)
                        .total())
                .isEqualTo(1);
        assertThat(histories
                        .ofAction(id("a"), java.util.Set.of(), AsAt.happenedBy(day("03-10")), 1, 10)
                        .rows()
                        .getFirst()
                        .recordedLater())
                .isTrue();
        String path = "/api/actions/" + id("a") + "?asAt=" + day("03-10");
        assertThat(get(path).body()).contains("\"rating\":\"GREEN\"");
        assertThat(get(path + "&by=happened").body()).contains("\"rating\":\"RED\"");
    }

    @Test
    void of_a_day_before_the_plan_and_of_a_day_to_come_nothing_is_told() throws Exception {
        aPlan();
        happens(anAction("a").undated());
        settle();

        assertThatExceptionOfType(NotKnown.class).isThrownBy(() -> board(AsAt.endOf(day("01-01"))));
        assertThat(get("/api/plans/" + plan + "/board?asAt=" + day("01-01")).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/plans/" + plan + "/board?asAt=" + day("01-03")).body())
                .contains("\"field\":\"asAt\"");
        assertThat(get("/api/plans/" + plan + "/board?asAt=" + day("01-02")).statusCode())
                .isEqualTo(200);
    }

    private Board board(AsAt asAt) {
        return boards.board(plan, BoardFilter.everything(), asAt);
    }

    private Rating ratingOn(AsAt asAt) {
        Rating ofAction = actions.action(id("a"), asAt).row().rating();
        assertThat(board(asAt).plan().counts().rated(ofAction)).isEqualTo(1);
        return ofAction;
    }

    private ActionEvent rated(String name, Rating from, Rating to) {
        return new ActionEvent.RatingChanged(id(name), from, to, null);
    }
}
