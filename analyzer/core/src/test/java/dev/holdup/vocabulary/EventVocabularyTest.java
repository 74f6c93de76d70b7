package dev.holdup.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventVocabularyTest {
    /** Tests run in the module's folder; the root is the nearest parent that has the wrapper. */
    private static Path repositoryRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("no parent folder with mvnw");
            }
            folder = parent;
        }
        return folder;
    }

    @Test
    void pageInDocsIsGeneratedFromTheTable() throws IOException {
        Path page = repositoryRoot().resolve("docs/events.md");
        if (Boolean.getBoolean("holdup.rewrite")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, EventsPage.text());
        }
        assertThat(Files.readString(page))
                .as("run with -Dholdup.rewrite=true to rewrite")
                .isEqualTo(EventsPage.text());
    }

    @Test
    void namesAreUniqueAndFieldsOfAnEventToo() {
        Set<String> events = new HashSet<>();
        for (EventType type : EventVocabulary.ALL) {
            assertThat(events.add(type.name())).as(type.name()).isTrue();
            Set<String> fields = new HashSet<>();
            for (EventField field : type.fields()) {
                assertThat(fields.add(field.name())).as(type.name() + field.name()).isTrue();
            }
        }
    }

    @Test
    void everyIntervalOrActOfOursTellsItsAge() {
        for (EventType type : EventVocabulary.own()) {
            boolean interval =
                    type.fields().stream().anyMatch(f -> f.name().equals("durationNanos"));
            boolean aged = type.fields().stream().anyMatch(f -> f.name().equals("ageNanos"));
            assertThat(aged || !interval).as(type.name()).isTrue();
        }
    }

    @Test
    void namesKnownEventsWhenAskedForAnUnknownOne() {
        assertThatThrownBy(() -> EventVocabulary.named("dev.holdup.Nothing"))
                .hasMessageContaining("EventVocabulary.ALL")
                .hasMessageContaining("dev.holdup.Nothing");
    }
}
