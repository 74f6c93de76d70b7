package dev.holdup.report.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Stall time by site, before against after, normalised so that runs of different length can be
 * compared. Where runs repeat, each line carries the probability to see such a difference by
 * chance.
 *
 * @param unit what the rates are per: {@code second} or {@code request}
 * @param total all sites together
 * @param lines largest change first
 * @param beforeRuns number of runs before
 * @param afterRuns number of runs after
 */
public record Diff(String unit, Line total, List<Line> lines, int beforeRuns, int afterRuns) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * One site.
     *
     * @param site as {@link Run#site} writes it
     * @param before mean stall time per unit, in nanoseconds
     * @param after the same after
     * @param chance probability of a difference at least as large if nothing had changed; {@link
     *     Double#NaN} where too few runs repeat to tell
     */
    public record Line(String site, double before, double after, double chance) {
        /** After less before, in nanoseconds per unit. */
        public double change() {
            return after - before;
        }
    }

    /** Compares stall time per second of run. */
    public static Diff perSecond(List<Run> before, List<Run> after) {
        return of("second", before, after, durations(before), durations(after), NANOS_PER_SECOND);
    }

    /**
     * Compares stall time per request.
     *
     * @param beforeRequests requests of each run before, at least 1 each, as many as runs
     * @param afterRequests requests of each run after, the same
     */
    public static Diff perRequest(
            List<Run> before, List<Run> after, long[] beforeRequests, long[] afterRequests) {
        if (beforeRequests.length != before.size() || afterRequests.length != after.size()) {
            throw new IllegalArgumentException(
                    "requests: expected a number for each run, "
                            + before.size()
                            + " and "
                            + after.size()
                            + ", found "
                            + beforeRequests.length
                            + " and "
                            + afterRequests.length);
        }
        return of("request", before, after, beforeRequests, afterRequests, 1);
    }

    private static long[] durations(List<Run> runs) {
        long[] nanos = new long[runs.size()];
        for (int run = 0; run < nanos.length; run++) {
            nanos[run] = runs.get(run).durationNanos();
        }
        return nanos;
    }

    private static Diff of(
            String unit,
            List<Run> before,
            List<Run> after,
            long[] beforeUnits,
            long[] afterUnits,
            double scale) {
        TreeSet<String> sites = new TreeSet<>();
        before.forEach(run -> sites.addAll(run.nanosBySite().keySet()));
        after.forEach(run -> sites.addAll(run.nanosBySite().keySet()));
        List<Line> lines = new ArrayList<>();
        for (String site : sites) {
            ToLongFunction<Run> nanos = run -> run.nanosBySite().getOrDefault(site, 0L);
            lines.add(
                    line(
                            site,
                            rates(before, nanos, beforeUnits, scale),
                            rates(after, nanos, afterUnits, scale)));
        }
        lines.sort(
                Comparator.comparingDouble((Line line) -> -Math.abs(line.change()))
                        .thenComparing(Line::site));
        Line total =
                line(
                        "all stalls",
                        rates(before, Run::totalNanos, beforeUnits, scale),
                        rates(after, Run::totalNanos, afterUnits, scale));
        return new Diff(unit, total, List.copyOf(lines), before.size(), after.size());
    }

    private static Line line(String site, double[] before, double[] after) {
        return new Line(site, mean(before), mean(after), Permutation.chance(before, after));
    }

    private static double[] rates(
            List<Run> runs, ToLongFunction<Run> nanos, long[] units, double scale) {
        double[] rates = new double[runs.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = units[i] == 0 ? 0 : nanos.applyAsLong(runs.get(i)) * scale / units[i];
        }
        return rates;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return values.length == 0 ? 0 : sum / values.length;
    }
}
