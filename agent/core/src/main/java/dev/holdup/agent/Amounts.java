package dev.holdup.agent;

import java.util.Locale;

/** Durations and sizes as people write them: {@code 200ms}, {@code 1.5s}, {@code 250m}. */
final class Amounts {
    private static final String[] TIME_UNITS = {"ns", "us", "ms", "s", "m", "h"};
    private static final long[] TIME_NANOS = {
        1, 1_000, 1_000_000, 1_000_000_000L, 60_000_000_000L, 3_600_000_000_000L
    };

    private Amounts() {}

    /** Nanoseconds. */
    static long parseNanos(String key, String text) throws OptionException {
        if (text.equals("0")) {
            return 0;
        }
        int unit = 0;
        while (unit < text.length() && (isDigit(text.charAt(unit)) || text.charAt(unit) == '.')) {
            unit++;
        }
        for (int i = 0; i < TIME_UNITS.length; i++) {
            if (unit > 0 && text.substring(unit).equals(TIME_UNITS[i])) {
                try {
                    return Math.round(Double.parseDouble(text.substring(0, unit)) * TIME_NANOS[i]);
                } catch (NumberFormatException malformed) {
                    break;
                }
            }
        }
        throw new OptionException(
                key + ": expected a duration like 1ms, 1.5s or 0, found \"" + text + "\"");
    }

    /** Bytes; {@code k}, {@code m} and {@code g} are powers of 1024. */
    static long parseBytes(String key, String text) throws OptionException {
        String lower = text.toLowerCase(Locale.ROOT);
        int end = lower.length();
        long factor = 1;
        if (end > 0 && !isDigit(lower.charAt(end - 1))) {
            int unit = "kmg".indexOf(lower.charAt(end - 1));
            factor = unit < 0 ? 0 : 1L << (10 * (unit + 1));
            end--;
        }
        return factor * parseCount(key, lower.substring(0, end), text, factor > 0);
    }

    /** A whole number, zero or more. */
    static long parseCount(String key, String text) throws OptionException {
        return parseCount(key, text, text, true);
    }

    private static long parseCount(String key, String digits, String text, boolean valid)
            throws OptionException {
        try {
            long count = Long.parseLong(digits);
            if (valid && count >= 0 && digits.charAt(0) != '+') {
                return count;
            }
        } catch (NumberFormatException malformed) {
            // Told below.
        }
        throw new OptionException(
                key
                        + ": expected a whole number like 500 or a size like 250m, found \""
                        + text
                        + "\"");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
