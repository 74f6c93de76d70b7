package dev.holdup.bench.capture;

import java.util.Arrays;
import java.util.Locale;

/**
 * Median and spread of a few figures.
 *
 * @param low first quartile
 * @param high third quartile
 */
record Spread(double median, double low, double high, double least, double most) {

    static Spread of(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Spread(
                at(sorted, 0.5),
                at(sorted, 0.25),
                at(sorted, 0.75),
                sorted[0],
                sorted[sorted.length - 1]);
    }

    /** Quantile by linear interpolation. */
    private static double at(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Like {@code 1.02 [1.01 1.04] 0.99-1.06}: median, quartiles, extremes. */
    String text() {
        return String.format(
                Locale.ROOT, "%.3f [%.3f %.3f] %.3f-%.3f", median, low, high, least, most);
    }
}
