package dev.holdup.vocabulary;

import java.util.List;

/**
 * An event in the vocabulary. {@code startTime}, {@code eventThread} and {@code stackTrace} are not
 * listed among the fields: every event may have them.
 *
 * @param name full name, for instance {@code dev.holdup.Park}
 * @param writer who writes it
 * @param since the first version of the writer that has it
 * @param meaning one sentence
 * @param fields in the order of the event class for our own events; for foreign ones only those we
 *     read, {@code |} between names that differ over versions
 */
public record EventType(
        String name, Writer writer, String since, String meaning, List<EventField> fields) {

    /** Who writes an event. */
    public enum Writer {
        HOLDUP("the agent of Holdup"),
        JDK("the JVM and the JDK's own classes"),
        ASYNC_PROFILER("async-profiler"),
        DATADOG("Datadog's profiler");

        private final String text;

        Writer(String text) {
            this.text = text;
        }

        /** Name in the documentation. */
        public String text() {
            return text;
        }
    }

    public EventType {
        fields = List.copyOf(fields);
    }
}
