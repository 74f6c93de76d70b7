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
        return of("second", before, after, run -> run.durationNanos(), 1e9);
    }

    /**
     * Compares stall time per request.
     *
     * @param beforeRequests requests of each run before, at least 1
     * @param afterRequests requests of each run after, at least 1
     */
    public static Diff perRequest(
            List<Run> before, List<Run> after, long beforeRequests, long afterRequests) {
        return of(
                "request",
                before,
                after,
                run -> before.contains(run) ? beforeRequests : afterRequests,
                1);
    }

    private static Diff of(
            String unit,
            List<Run> before,
            List<Run> after,
            ToLongFunction<Run> divisor,
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
                            rates(before, nanos, divisor, scale),
                            rates(after, nanos, divisor, scale)));
        }
        lines.sort(
                Comparator.comparingDouble((Line line) -> -Math.abs(line.change()))
                        .thenComparing(Line::site));
        Line total =
                line(
                        "all stalls",
                        rates(before, Run::totalNanos, divisor, scale),
                        rates(after, Run::totalNanos, divisor, scale));
        return new Diff(unit, total, List.copyOf(lines), before.size(), after.size());
    }

    private static Line line(String site, double[] before, double[] after) {
        return new Line(site, mean(before), mean(after), Permutation.chance(before, after));
    }

    private static double[] rates(
            List<Run> runs, ToLongFunction<Run> nanos, ToLongFunction<Run> divisor, double scale) {
        double[] rates = new double[runs.size()];
        for (int i = 0; i < rates.length; i++) {
            long parts = divisor.applyAsLong(runs.get(i));
            rates[i] = parts == 0 ? 0 : nanos.applyAsLong(runs.get(i)) * scale / parts;
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
