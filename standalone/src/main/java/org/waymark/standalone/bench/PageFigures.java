package org.waymark.standalone.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;

/** Pages as browsers get them, read whole. The baseline is the driver reading what such a page shows, by key. */
final class PageFigures {

    private final Caller browser;
    private final RawDriver raw;
    private final Scale scale;

    PageFigures(Caller browser, RawDriver raw, Scale scale) {
        this.browser = browser;
        this.raw = raw;
        this.scale = scale;
    }

    /** Boards of many plans in turn, each with all of its rows on one page. */
    List<Figure> board(List<String> plans) {
        int rows = scale.planSize();
        int first = scale.bigPlanSize();
        List<List<String>> keys = new ArrayList<>();
        for (int plan = 0; plan < plans.size(); plan++) {
            int begin = first + plan * rows;
            keys.add(IntStream.range(begin, begin + rows)
                    .mapToObj(Filling::actionId)
                    .toList());
        }
        requireRows(browser.get("/plans/" + plans.getFirst()), rows);
        Load.Step page = (thread, number) -> browser.get("/plans/" + plans.get(number % plans.size()));
        Load.warmUp(Scale.THREADS, scale.warmUp(), page);
        List<Round> rates = new ArrayList<>();
        List<Round> slow = new ArrayList<>();
        for (int round = 0; round < scale.rounds(); round++) {
            Load.Result pages = Load.run(Scale.THREADS, scale.steps(), Scale.AT_MOST, page);
            String view = raw.view("actions");
            double bare = Load.run(
                            Scale.THREADS,
                            scale.steps(),
                            Scale.AT_MOST,
                            (thread, number) -> raw.read(view, keys.get(number % keys.size())))
                    .perSecond();
            rates.add(new Round(pages.perSecond(), bare));
            slow.add(Round.of(pages.percentile(99)));
        }
        return List.of(
                Figure.rate("board-page", "pages/s", rates, Goal.atLeast(300)),
                Figure.cost("board-page-p99", "ms", slow, Goal.atMost(100)));
    }

    private static void requireRows(String page, int rows) {
        int shown = page.split("/actions/a-bench-", -1).length - 1;
        if (shown < rows) {
            throw new IllegalStateException("The board shows " + shown + " links to actions and not " + rows);
        }
    }

    /** Actions to which much happened. */
    Figure action(List<String> actions) {
        Load.Step page = (thread, number) -> browser.get("/actions/" + actions.get(number % actions.size()));
        Load.warmUp(Scale.THREADS, scale.warmUp(), page);
        List<Round> rates = new ArrayList<>();
        String row = raw.view("actions");
        String history = raw.view("histories");
        Map<String, List<String>> parts = raw.partsOfHistories(Set.copyOf(actions));
        for (int round = 0; round < scale.rounds(); round++) {
            double pages =
                    Load.run(Scale.THREADS, scale.steps(), Scale.AT_MOST, page).perSecond();
            double bare = Load.run(Scale.THREADS, scale.steps(), Scale.AT_MOST, (thread, number) -> {
                        String action = actions.get(number % actions.size());
                        raw.read(row, List.of(action));
                        raw.read(history, parts.getOrDefault(action, List.of()));
                    })
                    .perSecond();
            rates.add(new Round(pages, bare));
        }
        return Figure.rate("action-page", "pages/s", rates, Goal.atLeast(300));
    }

    /** The big plan as it stands, all of it on one page, one reader. */
    List<Figure> bigBoard() {
        String board = "/plans/" + Filling.BIG_PLAN;
        requireRows(browser.get(board), scale.bigPlanSize());
        Load.warmUp(1, scale.warmUp(), (thread, number) -> browser.get(board));
        List<Round> times = new ArrayList<>();
        List<Round> sizes = new ArrayList<>();
        for (int round = 0; round < scale.rounds(); round++) {
            double[] millis = new double[20];
            for (int i = 0; i < millis.length; i++) {
                Caller.Fetched page = browser.fetch(board);
                millis[i] = page.firstByteMillis();
                sizes.add(Round.of(page.bytes() / 1e3));
            }
            times.add(Round.of(Samples.percentile(millis, 50)));
        }
        return List.of(
                Figure.cost("big-board-first-byte", "ms", times, Goal.atMost(100)),
                Figure.cost("big-board-size", "kB", sizes, Goal.atMost(150)));
    }

    /** The big plan on another past day each time, one reader. */
    Figure asAt(LocalDate day) {
        Set<String> actions = IntStream.range(0, scale.bigPlanSize())
                .mapToObj(Filling::actionId)
                .collect(Collectors.toSet());
        String view = raw.view("histories");
        List<String> keys = raw.partsOfHistories(actions).values().stream()
                .flatMap(List::stream)
                .toList();
        List<Round> times = new ArrayList<>();
        int days = 0;
        for (int round = -1; round < scale.rounds(); round++) {
            double[] millis = new double[10];
            for (int i = 0; i < millis.length; i++) {
                LocalDate past = day.minusDays(days++ % 30);
                long begin = System.nanoTime();
                browser.get("/plans/" + Filling.BIG_PLAN + "?asAt=" + past);
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
            double bare = Load.run(1, 10, Scale.AT_MOST, (thread, number) -> raw.read(view, keys))
                    .percentile(50);
            if (round >= 0) {
                times.add(new Round(Samples.percentile(millis, 50), bare));
            }
        }
        return Figure.cost("board-as-at", "ms", times, Goal.atMost(300));
    }
}
