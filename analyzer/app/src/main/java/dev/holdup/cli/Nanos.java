package dev.holdup.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A duration as a user writes it.
 *
 * @param value nanoseconds, 0 or more
 */
record Nanos(long value) {
    private static final Pattern TEXT =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|\u00b5s|ms|s|m|min|h)");

    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Reads {@code 200ms}, {@code 1.5s}, {@code 30us}, {@code 2m}. */
    static Nanos parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "expected a duration with a unit, like 200ms, 1.5s or 2m, found '"
                            + text
                            + "'");
        }
        BigDecimal nanos =
                new BigDecimal(matcher.group(1))
                        .multiply(BigDecimal.valueOf(unitNanos(matcher.group(2))));
        if (nanos.compareTo(MAX) > 0) {
            throw new TypeConversionException(
                    "expected a duration of at most 292 years, found '" + text + "'");
        }
        return new Nanos(nanos.longValue());
    }

    private static long unitNanos(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "\u00b5s" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m", "min" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw new IllegalArgumentException("unit: " + unit);
        };
    }
}
