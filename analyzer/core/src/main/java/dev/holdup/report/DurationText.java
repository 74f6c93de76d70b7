package dev.holdup.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Durations as people read them: three digits and the unit that fits. */
public final class DurationText {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private DurationText() {}

    /** For instance {@code 412 ms}, {@code 1.23 s}, {@code 850 ns}, {@code 3 min 20 s}. */
    public static String of(long nanos) {
        if (nanos < 0) {
            return "-" + of(-Math.max(nanos, -Long.MAX_VALUE));
        }
        if (nanos >= NANOS_PER_HOUR) {
            long minutes = Math.round(nanos / (double) NANOS_PER_MINUTE);
            return minutes / 60 + " h " + minutes % 60 + " min";
        }
        // From here on a rounded value may reach the next unit: 999.6 us is 1.00 ms.
        if (nanos >= 599_500_000_000L) {
            long seconds = Math.round(nanos / 1e9);
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (nanos >= 999_500_000L) {
            return digits(nanos, 9) + " s";
        }
        if (nanos >= 999_500L) {
            return digits(nanos, 6) + " ms";
        }
        if (nanos >= 1_000L) {
            return digits(nanos, 3) + " us";
        }
        return nanos + " ns";
    }

    private static String digits(long nanos, int scale) {
        BigDecimal rounded = BigDecimal.valueOf(nanos, scale).round(THREE_DIGITS);
        return rounded.stripTrailingZeros().scale() < 0
                ? rounded.toBigInteger().toString()
                : rounded.stripTrailingZeros().toPlainString();
    }

    /** {@code part} of {@code whole} in percent with one digit, {@code 0 %} of nothing. */
    public static String percent(long part, long whole) {
        if (part == 0 || whole == 0) {
            return "0 %";
        }
        long tenths = Math.round(part * 1000.0 / whole);
        return tenths == 0 ? "< 0.1 %" : tenths / 10 + "." + tenths % 10 + " %";
    }
}
