package dev.holdup.drawing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One {@code expect} line of a drawing:
 *
 * <pre>
 *   expect W1 -&gt; CALL H thread.sleep 80     share of W1's stalls whose root is that call of H
 *   expect W1 -&gt; EXEC H 20                  … that H was running
 *   expect T1 -&gt; CYCLE T1,T2 70             … that is a deadlock of these two
 *   expect T2 -&gt; LATENCY 3                  … of a kind without a thread
 *   expect T2 suffers 30                    all stalls of a thread; also 'idle', 'inflicts'
 *   expect T2 state BLOCKED_LOCK 30         time in a state
 *   expect total suffers 180                all threads; also 'idle', 'unknown', 'inferred'
 *   expect A blocked 10..30 ms &lt;- B, holds m
 * </pre>
 *
 * <p>If any share of a victim is listed, all of them must be.
 *
 * @param words the line's words, without the time at its end
 * @param nanos the time
 * @param text the line, for messages
 */
public record Expectation(List<String> words, long nanos, String text) {

    public Expectation {
        words = List.copyOf(words);
    }

    static Expectation parse(
            String text,
            long unitNanos,
            BiFunction<String, String, IllegalArgumentException> error) {
        String[] words = text.replace(",", " , ").split("\\s+", -1);
        if (words.length > 1 && words[1].equals("blocked")) {
            return new Expectation(Arrays.asList(words), unitNanos, text);
        }
        String[] plain = text.split("\\s+", -1);
        if (plain.length < 3) {
            throw error.apply("an expectation with a time at its end", text);
        }
        try {
            long nanos =
                    new BigDecimal(plain[plain.length - 1])
                            .multiply(BigDecimal.valueOf(unitNanos))
                            .longValueExact();
            return new Expectation(Arrays.asList(plain).subList(0, plain.length - 1), nanos, text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw error.apply("an expectation with a time at its end", text);
        }
    }
}
