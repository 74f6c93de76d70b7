package dev.holdup.server;

import java.util.Arrays;
import org.eclipse.jetty.util.Fields;

/**
 * The query of an address, read with limits. Every failure is a {@link BadRequestException} that
 * says which parameter, what was expected and what was found.
 */
final class Parameters {
    private final Fields fields;

    Parameters(Fields fields) {
        this.fields = fields;
    }

    boolean has(String name) {
        return fields.getValue(name) != null;
    }

    /** Text of at most {@code maxLength} characters. */
    String text(String name, int maxLength) {
        String value = fields.getValue(name);
        if (value == null) {
            throw new BadRequestException(name + ": expected, found none");
        }
        if (value.length() > maxLength) {
            throw new BadRequestException(
                    name
                            + ": expected at most "
                            + maxLength
                            + " characters, found "
                            + value.length());
        }
        return value;
    }

    long number(String name, long min, long max) {
        return checked(name, text(name, 20), min, max);
    }

    int integer(String name, int min, int max) {
        return (int) number(name, min, max);
    }

    long number(String name, long min, long max, long otherwise) {
        return has(name) ? number(name, min, max) : otherwise;
    }

    /** Numbers separated by commas, at most {@code maxCount}. */
    int[] integers(String name, int min, int max, int maxCount) {
        String[] parts = text(name, 12 * maxCount).split(",", -1);
        if (parts.length > maxCount) {
            throw new BadRequestException(
                    name + ": expected at most " + maxCount + " numbers, found " + parts.length);
        }
        int[] numbers = new int[parts.length];
        Arrays.setAll(numbers, i -> (int) checked(name, parts[i], min, max));
        return numbers;
    }

    private static long checked(String name, String text, long min, long max) {
        try {
            long number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        throw new BadRequestException(
                name + ": expected a number from " + min + " to " + max + ", found " + text);
    }
}
