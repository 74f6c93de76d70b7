package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TroubleTest {
    @ParameterizedTest
    @EnumSource
    void everyErrorPointsToASectionThatExists(Trouble trouble) throws IOException {
        Path page = Path.of("..", "..", "docs", "troubleshooting.md");
        Set<String> anchors;
        try (java.util.stream.Stream<String> lines = Files.lines(page)) {
            anchors =
                    lines.filter(line -> line.startsWith("## "))
                            .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
                            .map(title -> title.replace(' ', '-'))
                            .collect(Collectors.toSet());
        }
        assertThat(anchors).contains(trouble.anchor());
    }
}
