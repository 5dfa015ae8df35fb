package org.waymark.standalone.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.waymark.eventstore.EventLog;
import org.waymark.standalone.bench.Figure.Goal;
import org.waymark.standalone.bench.Figure.Round;

/** Reports of progress over HTTP, with {@code If-Match} and {@code Idempotency-Key}, to actions picked by chance. */
final class ChangeFigures {

    private static final double GOAL = 600;
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    private static final int SAMPLES = 200;

    private final Caller api;
    private final RawDriver raw;
    private final EventLog log;
    private final Scale scale;
    private final Random chance = new Random(1);
    private final AtomicIntegerArray versions;
    private final List<Round> processorMillis = new ArrayList<>();
    private List<Round> atFew = List.of();

    ChangeFigures(Caller api, RawDriver raw, EventLog log, Scale scale) {
        this.api = api;
        this.raw = raw;
        this.log = log;
        this.scale = scale;
        versions = new AtomicIntegerArray(scale.actions());
        for (int i = 0; i < scale.actions(); i++) {
            versions.set(i, scale.history());
        }
    }

    /** The first measurement, while there are few actions. */
    Figure atFew() {
        Load.warmUp(Scale.THREADS, scale.warmUp(), step(scale.firstActions()));
        atFew = rounds(scale.firstActions());
        return Figure.rate("change-at-few-actions", "changes/s", atFew, Goal.atLeast(GOAL));
    }

    /** The second one, with all actions there, and how the two compare. */
    List<Figure> atAll() {
        Load.warmUp(Scale.THREADS, scale.warmUp(), step(scale.actions()));
        processorMillis.clear();
        List<Round> atAll = rounds(scale.actions());
        List<Round> growth = new ArrayList<>();
        for (int i = 0; i < atAll.size(); i++) {
            growth.add(new Round(atAll.get(i).value() / atFew.get(i).value(), Double.NaN));
        }
        return List.of(
                Figure.rate("change", "changes/s", atAll, Goal.atLeast(GOAL)),
                Figure.rate("change-growth", "x", growth, Goal.atLeast(0.8)),
                Figure.cost("change-processor-time", "ms", processorMillis, null));
    }

    private List<Round> rounds(int actions) {
        List<Round> rounds = new ArrayList<>();
        for (int round = 0; round < scale.rounds(); round++) {
            double value = run(actions);
            List<Document> like = raw.lastCommits(log.head().position(), SAMPLES);
            double bare = raw.insert(like, Scale.THREADS, scale.steps(), Scale.AT_MOST)
                    .perSecond();
            rounds.add(new Round(value, bare));
        }
        return rounds;
    }

    private double run(int actions) {
        Load.Result result = Load.run(Scale.THREADS, scale.steps(), Scale.AT_MOST, step(actions));
        processorMillis.add(Round.of(result.processorMillis()));
        return result.perSecond();
    }

    private Load.Step step(int actions) {
        // Each thread has actions of its own: what is measured is a change, not a conflict
        int perThread = actions / Scale.THREADS;
        int start = chance.nextInt(perThread);
        int stride = coprime(perThread);
        return (thread, number) -> {
            int turn = number / Scale.THREADS;
            int action = thread * perThread + (int) ((start + (long) turn * stride) % perThread);
            String answer = api.post(
                    "/api/commands/actions/" + Filling.actionId(action) + "/report-progress",
                    "{\"note\":\"Two more practices ask, and write it down; the third begins in May\"}",
                    versions.get(action));
            versions.set(action, version(answer));
        };
    }

    private static int version(String answer) {
        Matcher matcher = VERSION.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("The answer has no version: " + answer);
        }
        return Integer.parseInt(matcher.group(1));
    }

    private static int coprime(int size) {
        int stride = Math.max(1, (int) (size * 0.618));
        while (gcd(stride, size) != 1) {
            stride++;
        }
        return stride;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
