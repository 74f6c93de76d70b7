package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1 us",
        "1234, 1.23 us",
        "999499, 999 us",
        "999500, 1 ms",
        "412000000, 412 ms",
        "412600000, 413 ms",
        "999499999, 999 ms",
        "999500000, 1 s",
        "1234567890, 1.23 s",
        "12345678900, 12.3 s",
        "599499999999, 599 s",
        "599500000000, 10 min 0 s",
        "3599999999999, 60 min 0 s",
        "3600000000000, 1 h 0 min",
        "9223372036854775807, 2562047 h 47 min",
        "-1500000, -1.5 ms"
    })
    void writesThreeDigitsAndTheUnitThatFits(long nanos, String text) {
        assertThat(DurationText.of(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 5, 0 %", "1, 10000, < 0.1 %", "1, 8, 12.5 %", "5, 5, 100.0 %", "3, 0, 0 %"})
    void writesShares(long part, long whole, String text) {
        assertThat(DurationText.percent(part, whole)).isEqualTo(text);
    }
}
