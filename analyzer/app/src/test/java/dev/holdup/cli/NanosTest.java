package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class NanosTest {
    @ParameterizedTest
    @CsvSource({
        "200ms, 200000000",
        "1.5s, 1500000000",
        "0s, 0",
        "30us, 30000",
        "7ns, 7",
        "2m, 120000000000",
        "2min, 120000000000",
        "1h, 3600000000000",
        "0.0000000019s, 1"
    })
    void readsANumberWithAUnit(String text, long nanos) {
        assertThat(Nanos.parse(text).value()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "-1s", "1,5s", "1e3ms", "1 day", "s1", "999999999h"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Nanos.parse(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("expected a duration")
                .hasMessageContaining("'" + text + "'");
    }
}
