package dev.holdup.load.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.vocabulary.EventType;
import dev.holdup.vocabulary.EventVocabulary;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventReadersTest {
    /** Written by the agent; nothing of the analysis asks for it yet. */
    private static final Set<String> ONLY_WRITTEN = Set.of("dev.holdup.VirtualStarts");

    @Test
    void readExactlyTheEventsOfTheVocabulary() {
        Set<String> read = new TreeSet<>();
        for (EventReader reader : EventReaders.ALL) {
            assertThat(read.add(reader.event())).as("second reader of " + reader.event()).isTrue();
        }
        Set<String> listed = new TreeSet<>();
        for (EventType type : EventVocabulary.ALL) {
            if (!ONLY_WRITTEN.contains(type.name())) {
                listed.add(type.name());
            }
        }
        assertThat(read).isEqualTo(listed);
    }
}
