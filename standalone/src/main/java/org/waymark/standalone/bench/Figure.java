package org.waymark.standalone.bench;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of the result.
 *
 * @param name stable, lower case with hyphens
 * @param value median over the rounds; null when it could not be measured here
 * @param ratio how fast it is next to the baseline of the same round, median: 1 is as fast, 0.5 takes twice the time;
 *     null without a baseline
 * @param baseline what the bare driver or the bare mail server did, in the same unit, median; null without one
 * @param goal what is to be reached, in words; null where the row only explains another one
 * @param met whether it is; null without a goal, or when it could not be measured
 */
record Figure(
        String name,
        @Nullable Double value,
        String unit,
        @Nullable Double ratio,
        @Nullable Double baseline,
        @Nullable String goal,
        @Nullable Boolean met) {

    /** One round: what was measured, and the baseline measured beside it (NaN without one). */
    record Round(double value, double baseline) {
        static Round of(double value) {
            return new Round(value, Double.NaN);
        }
    }

    /** What counts as reached. */
    record Goal(double value, double ratio, boolean more) {

        /** A rate: the more, the better. */
        static Goal atLeast(double value) {
            return new Goal(value, Double.NaN, true);
        }

        /** A time or a size: the less, the better. */
        static Goal atMost(double value) {
            return new Goal(value, Double.NaN, false);
        }

        static Goal ratioOf(double ratio) {
            return new Goal(Double.NaN, ratio, true);
        }

        Goal andRatio(double least) {
            return new Goal(value, least, more);
        }

        String words(String unit) {
            String absolute = Double.isNaN(value) ? "" : (more ? ">= " : "<= ") + number(value) + " " + unit;
            String relative = Double.isNaN(ratio) ? "" : "ratio >= " + number(ratio);
            return absolute.isEmpty() || relative.isEmpty() ? absolute + relative : absolute + ", " + relative;
        }

        boolean reached(double measured, double measuredRatio) {
            boolean absolute = Double.isNaN(value) || (more ? measured >= value : measured <= value);
            return absolute && (Double.isNaN(ratio) || measuredRatio >= ratio);
        }
    }

    /** A rate: the more, the better. */
    static Figure rate(String name, String unit, List<Round> rounds, @Nullable Goal goal) {
        return of(name, unit, rounds, true, goal);
    }

    /** A time or a size: the less, the better. */
    static Figure cost(String name, String unit, List<Round> rounds, @Nullable Goal goal) {
        return of(name, unit, rounds, false, goal);
    }

    /** A row that this machine cannot give. */
    static Figure missing(String name, String unit, Goal goal) {
        return new Figure(name, null, unit, null, null, goal.words(unit), null);
    }

    private static Figure of(String name, String unit, List<Round> rounds, boolean more, @Nullable Goal goal) {
        double value = Samples.median(rounds.stream().mapToDouble(Round::value));
        boolean compared = rounds.stream().noneMatch(round -> Double.isNaN(round.baseline()));
        double ratio = compared
                ? Samples.median(rounds.stream()
                        .mapToDouble(
                                round -> more ? round.value() / round.baseline() : round.baseline() / round.value()))
                : Double.NaN;
        return new Figure(
                name,
                rounded(value),
                unit,
                compared ? rounded(ratio) : null,
                compared ? rounded(Samples.median(rounds.stream().mapToDouble(Round::baseline))) : null,
                goal == null ? null : goal.words(unit),
                goal == null ? null : goal.reached(value, ratio));
    }

    /** Three significant digits at least; nobody needs more of a measurement. */
    private static double rounded(double value) {
        double scale = Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 10 ? 10 : 1000;
        return Math.round(value * scale) / scale;
    }

    /** In a line of words. */
    String inWords() {
        return name
                + ": "
                + (value == null ? "not measured" : number(value) + " " + unit)
                + (ratio == null ? "" : ", ratio " + number(ratio));
    }

    /** A number as people write it. */
    static String number(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
