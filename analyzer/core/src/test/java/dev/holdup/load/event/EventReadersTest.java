package dev.holdup.load.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.vocabulary.EventField;
import dev.holdup.vocabulary.EventType;
import dev.holdup.vocabulary.EventVocabulary;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventReadersTest {
    /** Read of every event that has them, without being asked for. */
    private static final Set<String> STANDARD = Set.of("duration", "eventThread", "stackTrace");

    @Test
    void readExactlyTheEventsOfTheVocabulary() {
        Set<String> read = new TreeSet<>();
        for (EventReader reader : EventReaders.ALL) {
            assertThat(read.add(reader.event())).as("second reader of " + reader.event()).isTrue();
        }
        Set<String> listed = new TreeSet<>();
        for (EventType type : EventVocabulary.ALL) {
            listed.add(type.name());
        }
        assertThat(read).isEqualTo(listed);
    }

    /** Of our own events the vocabulary lists all fields, of others those that are read. */
    @Test
    void readOnlyFieldsOfTheVocabularyAndOfForeignEventsAllOfThem() {
        for (EventReader reader : EventReaders.ALL) {
            EventType type = EventVocabulary.named(reader.event());
            Set<String> listed = new TreeSet<>();
            for (EventField field : type.fields()) {
                if (!STANDARD.contains(field.name())) {
                    listed.add(field.name());
                }
            }
            Set<String> read = new TreeSet<>(reader.fields());
            if (type.writer() == EventType.Writer.HOLDUP) {
                assertThat(listed).as(reader.event()).containsAll(read);
            } else {
                assertThat(read).as(reader.event()).isEqualTo(listed);
            }
        }
    }
}
