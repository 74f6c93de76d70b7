package dev.holdup.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was read of the files, and what was lost, chunk by chunk.
 *
 * @param chunks in the order of time
 * @param losses sentences about everything lost in reading, empty if nothing was
 */
public record LoadReport(List<Chunk> chunks, List<String> losses) {

    /**
     * One chunk.
     *
     * @param file its file
     * @param position byte in the file
     * @param sizeBytes bytes of the chunk that are there
     * @param open true if the writer had not finished it
     * @param events counts by event, by name
     * @param damages the first damages with their places
     * @param damageCount number of damages
     * @param lostBytes bytes no sense could be made of
     * @param missingConstants references to constants that are not there
     */
    public record Chunk(
            String file,
            long position,
            long sizeBytes,
            boolean open,
            List<EventCount> events,
            List<String> damages,
            long damageCount,
            long lostBytes,
            long missingConstants) {
        public Chunk {
            events = List.copyOf(events);
            damages = List.copyOf(damages);
        }

        /** True if something could not be read. */
        public boolean isDamaged() {
            return damageCount > 0;
        }

        /** The same with so many events of one type refused, which had been counted as read. */
        Chunk refused(String event, long count, String why) {
            List<EventCount> counted = new ArrayList<>();
            for (EventCount known : events) {
                counted.add(known.event.equals(event) ? known.refused(count) : known);
            }
            List<String> more = new ArrayList<>(damages);
            more.add(event + ": " + count + " refused, " + why);
            return new Chunk(
                    file,
                    position,
                    sizeBytes,
                    open,
                    counted,
                    more,
                    damageCount + 1,
                    lostBytes,
                    missingConstants);
        }
    }

    /**
     * What became of the events of one type.
     *
     * @param event full name
     * @param read read
     * @param skipped not wanted
     * @param broken could not be read, or said what cannot be
     * @param clipped read, but reached outside of the recording's time
     */
    public record EventCount(String event, long read, long skipped, long broken, long clipped) {
        private EventCount refused(long count) {
            return new EventCount(event, read - count, skipped, broken + count, clipped);
        }
    }

    public LoadReport {
        chunks = List.copyOf(chunks);
        losses = List.copyOf(losses);
    }

    /** Events of one type read in all chunks. */
    public long read(String event) {
        long sum = 0;
        for (Chunk chunk : chunks) {
            for (EventCount count : chunk.events) {
                if (count.event.equals(event)) {
                    sum += count.read;
                }
            }
        }
        return sum;
    }

    /** All events of all chunks, whatever became of them. */
    public long totalEvents() {
        long sum = 0;
        for (Chunk chunk : chunks) {
            for (EventCount count : chunk.events) {
                sum += count.read + count.skipped + count.broken;
            }
        }
        return sum;
    }

    /** True if something could not be read. */
    public boolean isDamaged() {
        return !losses.isEmpty();
    }

    /** The report as lines of text: a table for each chunk, then the losses. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Chunk chunk : chunks) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%s, byte %d, %d bytes%s%n",
                            chunk.file,
                            chunk.position,
                            chunk.sizeBytes,
                            chunk.open ? ", not finished by its writer" : ""));
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %-40s %10s %10s %8s %8s%n",
                            "event",
                            "read",
                            "skipped",
                            "broken",
                            "clipped"));
            for (EventCount count : chunk.events) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                "  %-40s %10d %10d %8d %8d%n",
                                count.event,
                                count.read,
                                count.skipped,
                                count.broken,
                                count.clipped));
            }
            for (String damage : chunk.damages) {
                text.append("  damage: ").append(damage).append(System.lineSeparator());
            }
        }
        for (String loss : losses) {
            text.append("loss: ").append(loss).append(System.lineSeparator());
        }
        return text.toString();
    }
}
