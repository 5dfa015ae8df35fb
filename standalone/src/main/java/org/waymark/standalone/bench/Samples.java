package org.waymark.standalone.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Medians and percentiles of what was measured, by sorting. */
final class Samples {

    private Samples() {}

    static double median(DoubleStream values) {
        return percentile(values.toArray(), 50);
    }

    /** The value that this many of a hundred do not exceed (nearest rank); NaN without values. */
    static double percentile(double[] values, double percent) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }
}
