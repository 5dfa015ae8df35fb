package org.waymark.query.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.waymark.contract.action.ActionEvent;
import org.waymark.contract.action.Leads;
import org.waymark.contract.action.Rating;
import org.waymark.contract.action.Status;
import org.waymark.contract.log.FreeText;
import org.waymark.query.ServiceUnderTest;
import org.waymark.query.TestEvents;
import org.waymark.query.board.Board;
import org.waymark.query.board.BoardFilter;
import org.waymark.query.board.Boards;
import org.waymark.query.comparison.Comparison.Change;
import org.waymark.query.comparison.Comparison.Kind;
import org.waymark.query.view.AsAt;
import org.waymark.query.view.InvalidQuery;
import org.waymark.query.view.NotKnown;

/** A plan at two moments: what is different in the end, and which entry made it so. */
class ComparisonTest extends ServiceUnderTest {

    @Autowired
    private Comparisons comparisons;

    @Autowired
    private Boards boards;

    @Test
    void each_difference_is_told_once_with_its_from_and_to_and_the_entry_that_brought_it() {
        theYear();

        Comparison comparison = comparisons.compare(plan, AsAt.endOf(day("03-20")), AsAt.now());

        assertThat(comparison.changes().stream()
                        .map(change ->
                                change.kind() + " " + change.action().actionId().substring(plan.length() + 1)))
                .containsExactly(
                        "TURNED_RED reddens",
                        "SLIPPED slips",
                        "LEAD_CHANGED handed-over",
                        "COMPLETED done",
                        "ENDED stopped",
                        "ADDED new",
                        "REOPENED again");
        Change slip = only(comparison, Kind.SLIPPED);
        assertThat(slip.before()).isNotNull();
        assertThat(slip.before().when().target()).isEqualTo(day("06-30"));
        assertThat(slip.action().when().target()).isEqualTo(day("12-31"));
        assertThat(slip.words()).isEqualTo("Waits for the new contract");
        assertThat(slip.who().inWords()).isEqualTo("Priya Nair, governance officer");
        Change red = only(comparison, Kind.TURNED_RED);
        assertThat(red.before()).isNotNull();
        assertThat(red.before().rating()).isEqualTo(Rating.GREEN);
        assertThat(red.words()).isEqualTo("The last word");
        assertThat(only(comparison, Kind.COMPLETED).action().rating()).isEqualTo(Rating.GREEN);
        assertThat(only(comparison, Kind.ADDED).before()).isNull();
        assertThat(comparison.silent()).extracting(row -> row.actionId()).contains(id("silent"));
        assertThat(comparison.silent()).extracting(row -> row.actionId()).doesNotContain(id("there-and-back"));
        assertThat(comparison.entries()).isEqualTo(12);
    }

    @Test
    void both_sides_count_as_the_boards_of_those_days_do() {
        theYear();
        AsAt before = AsAt.endOf(day("03-20"));

        Comparison comparison = comparisons.compare(plan, before, AsAt.now());

        Board then = boards.board(plan, BoardFilter.everything(), before);
        Board now = boards.board(plan, BoardFilter.everything(), AsAt.now());
        assertThat(comparison.from().counts()).isEqualTo(then.plan().counts());
        assertThat(comparison.from().position()).isEqualTo(then.position());
        assertThat(comparison.to().counts()).isEqualTo(now.plan().counts());
        assertThat(comparison.plan()).isEqualTo(now.plan());
    }

    @Test
    void two_log_entries_can_be_compared_and_an_entry_with_itself_shows_nothing() throws Exception {
        theYear();
        long head = log.head().position();
        long middle = log.positionAt(
                day("03-21").atStartOfDay(java.time.ZoneOffset.UTC).toInstant());

        assertThat(comparisons
                        .compare(plan, AsAt.position(middle), AsAt.position(head))
                        .changes())
                .hasSize(7);
        assertThat(comparisons
                        .compare(plan, AsAt.position(head), AsAt.position(head))
                        .changes())
                .isEmpty();
        assertThat(get("/api/plans/" + plan + "/changes?fromPosition=" + middle + "&toPosition=" + head)
                        .body())
                .contains("\"kind\":\"SLIPPED\"");
    }

    @Test
    void what_cannot_be_compared_is_refused_in_words() throws Exception {
        theYear();

        assertThatExceptionOfType(InvalidQuery.class)
                .isThrownBy(() -> comparisons.compare(plan, AsAt.now(), AsAt.endOf(day("03-20"))));
        assertThatExceptionOfType(InvalidQuery.class)
                .isThrownBy(() -> comparisons.compare(plan, AsAt.happenedBy(day("03-20")), AsAt.now()));
        assertThatExceptionOfType(NotKnown.class)
                .isThrownBy(() -> comparisons.compare("no-such-plan", AsAt.endOf(day("03-20")), AsAt.now()));
        assertThat(get("/api/plans/" + plan + "/changes").body()).contains("\"field\":\"from\"");
    }

    /** Nine actions in January, a meeting's day in March, and after it one difference to most of them. */
    private void theYear() {
        aPlan();
        for (String name : List.of("reddens", "slips", "handed-over", "done", "stopped", "silent", "there-and-back")) {
            happens(anAction(name).due(day("06-30").toString()).green());
        }
        happens(anAction("again").due(day("06-30").toString()).green());
        happens(new ActionEvent.Completed(id("again"), Status.IN_PROGRESS, day("01-02"), null));
        settle();
        now(year + "-07-10T09:00:00");
        happens(rated("reddens", Rating.GREEN, Rating.AMBER, "Not the last word"));
        happens(rated("reddens", Rating.AMBER, Rating.RED, "The last word"));
        happens(TestEvents.slip(
                id("slips"),
                day("06-30").toString(),
                day("12-31").toString(),
                1,
                day("06-30").toString()));
        happens(new ActionEvent.LeadReassigned(
                id("handed-over"), Leads.of("p-count"), Leads.of("p-council"), FreeText.of("Not ours")));
        happens(rated("done", Rating.GREEN, Rating.AMBER, "Nearly"));
        happens(rated("done", Rating.AMBER, Rating.GREEN, "Done"));
        happens(new ActionEvent.Completed(id("done"), Status.IN_PROGRESS, day("07-10"), null));
        happens(new ActionEvent.Ended(id("stopped"), Status.IN_PROGRESS, FreeText.of("The scheme has closed")));
        happens(new ActionEvent.Reopened(
                id("again"), Status.COMPLETE, Status.IN_PROGRESS, FreeText.of("Not done after all")));
        happens(anAction("new").due(day("12-31").toString()));
        happens(rated("there-and-back", Rating.GREEN, Rating.RED, "A bad week"));
        happens(rated("there-and-back", Rating.RED, Rating.GREEN, "A good one"));
        settle();
    }

    private ActionEvent rated(String name, Rating from, Rating to, String why) {
        return new ActionEvent.RatingChanged(id(name), from, to, FreeText.of(why));
    }

    private static Change only(Comparison comparison, Kind kind) {
        assertThat(comparison.count(kind)).isEqualTo(1);
        return comparison.changes().stream()
                .filter(change -> change.kind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
