package dev.holdup.report.diff;

import java.util.SplittableRandom;

/**
 * The permutation test on the difference of two means: how often does a random division of all runs
 * into before and after differ as much as the real one? It assumes nothing about the distribution,
 * which of stall times is far from normal.
 */
final class Permutation {
    /** Up to so many divisions are all tried; of more, as many are drawn. */
    private static final int MOST_DIVISIONS = 50_000;

    /** Differences this close are equal: sums in another order differ in their last digits. */
    private static final double ROUNDING = 1e-9;

    private Permutation() {}

    /**
     * Share of the divisions that differ at least as much, between 0 and 1; NaN unless both sides
     * have two values or more.
     */
    static double chance(double[] before, double[] after) {
        if (before.length < 2 || after.length < 2) {
            return Double.NaN;
        }
        double[] all = new double[before.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        double sum = 0;
        double largest = 0;
        for (double value : all) {
            sum += value;
            largest = Math.max(largest, Math.abs(value));
        }
        double real = difference(sumOf(before), sum, before.length, after.length);
        double atLeast = real - ROUNDING * Math.max(1, largest);
        return divisions(all.length, before.length) <= MOST_DIVISIONS
                ? exact(all, before.length, sum, atLeast)
                : drawn(all, before.length, sum, atLeast);
    }

    private static double sumOf(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double difference(double sumOfFirst, double sum, int first, int rest) {
        return Math.abs(sumOfFirst / first - (sum - sumOfFirst) / rest);
    }

    private static double divisions(int of, int choose) {
        double count = 1;
        for (int i = 1; i <= choose; i++) {
            count = count * (of - choose + i) / i;
        }
        return count;
    }

    private static double exact(double[] all, int first, double sum, double atLeast) {
        int[] chosen = new int[first];
        for (int i = 0; i < first; i++) {
            chosen[i] = i;
        }
        long as = 0;
        long divisions = 0;
        while (true) {
            double chosenSum = 0;
            for (int index : chosen) {
                chosenSum += all[index];
            }
            divisions++;
            as += difference(chosenSum, sum, first, all.length - first) >= atLeast ? 1 : 0;
            int moving = first - 1;
            while (moving >= 0 && chosen[moving] == all.length - first + moving) {
                moving--;
            }
            if (moving < 0) {
                return (double) as / divisions;
            }
            chosen[moving]++;
            for (int i = moving + 1; i < first; i++) {
                chosen[i] = chosen[i - 1] + 1;
            }
        }
    }

    private static double drawn(double[] all, int first, double sum, double atLeast) {
        // A fixed seed: the same recordings give the same report.
        SplittableRandom random = new SplittableRandom(1);
        double[] shuffled = all.clone();
        long as = 1; // the real division is one of them
        for (int round = 1; round < MOST_DIVISIONS; round++) {
            double chosenSum = 0;
            for (int i = 0; i < first; i++) {
                int other = random.nextInt(i, shuffled.length);
                double swapped = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = swapped;
                chosenSum += shuffled[i];
            }
            as += difference(chosenSum, sum, first, all.length - first) >= atLeast ? 1 : 0;
        }
        return (double) as / MOST_DIVISIONS;
    }
}
