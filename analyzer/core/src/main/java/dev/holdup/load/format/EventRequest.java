package dev.holdup.load.format;

import java.util.List;

/**
 * Wish to get the rows of an event.
 *
 * @param event its full name
 * @param fields the fields wanted besides start, duration, thread and stack; {@code a|b} where
 *     versions differ
 * @param handler gets each row; the row is only valid during the call
 */
public record EventRequest(String event, List<String> fields, RowHandler handler) {
    /** Receives rows. */
    @FunctionalInterface
    public interface RowHandler {
        void row(EventRow row);
    }

    public EventRequest {
        fields = List.copyOf(fields);
    }
}
