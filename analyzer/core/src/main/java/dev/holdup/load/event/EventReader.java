package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/**
 * Reads one event: which, which fields, and what becomes of a row.
 *
 * @param event full name
 * @param fields besides start, duration, thread and stack, as numbered by the body
 * @param body turns a row into rows of the tables
 */
public record EventReader(String event, List<String> fields, Body body) {
    /** What becomes of a row. Must not keep the row, nor throw. */
    @FunctionalInterface
    public interface Body {
        void read(EventRow row, EventRows rows);
    }

    public EventReader {
        fields = List.copyOf(fields);
    }
}
