package dev.holdup.load.format;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way back to events behind damaged bytes: the next place from which several events
 * follow each other, each of a known type, with a possible size and a time within the recording.
 */
final class Resync {
    /** So many events in a row are no accident. */
    private static final int CHAIN = 6;

    private static final int MAX_EVENT = 16 << 20;

    /** Type ids of the JVM are below; only asked when the types are not known. */
    private static final int MAX_TYPE = 20_000;

    private final ChunkInput input;
    private final ChunkHeader header;
    private final long end;
    private final @Nullable ChunkTypes types;
    private final long firstTicks;
    private final long lastTicks;

    /** Of the event last looked at. */
    private long ticks;

    /**
     * @param input of its own: it is moved about
     * @param types null if they are not known
     */
    Resync(ChunkInput input, ChunkHeader header, long end, @Nullable ChunkTypes types) {
        this.input = input;
        this.header = header;
        this.end = end;
        this.types = types;
        // Waits may have begun an hour before the chunk; a chunk lasts no longer than a year.
        firstTicks =
                header.startTicks() - 3_600 * (double) header.ticksPerSecond() < Long.MIN_VALUE
                        ? Long.MIN_VALUE
                        : header.startTicks() - Math.min(header.ticksPerSecond(), 1L << 40) * 3_600;
        lastTicks = header.startTicks() + Math.min(header.ticksPerSecond(), 1L << 36) * 31_536_000;
    }

    /** First place behind {@code from} where events go on, or {@code end}. */
    long next(long from) throws IOException {
        for (long at = from + 1; at < end - 2; at++) {
            if (isChain(at)) {
                return at;
            }
        }
        return end;
    }

    /**
     * Most of them must have begun within the chunk. In a JVM that started a moment before, any
     * small number is a time before it: digits of a text looked like events.
     */
    private boolean isChain(long start) throws IOException {
        long at = start;
        int within = 0;
        int length = 0;
        while (length < CHAIN && at != end) {
            long size = sizeIfEvent(at);
            if (size < 0) {
                return false;
            }
            at += size;
            length++;
            within += ticks >= header.startTicks() ? 1 : 0;
        }
        return length > 1 && within * 2 > length;
    }

    /** Size of what may be an event, -1 if it is none. */
    private long sizeIfEvent(long at) throws IOException {
        if (!input.seek(at, 0)) {
            return -1;
        }
        input.fill(EventSize.HEAD + 9);
        if (input.available() < 3) {
            return -1;
        }
        long size = input.readInteger(4, header.compressed());
        if (size < 3 || size > MAX_EVENT || size > end - at) {
            return -1;
        }
        long type = input.readInteger(8, header.compressed());
        if (!isKnown(type)) {
            return -1;
        }
        ticks = input.readInteger(8, header.compressed());
        return ticks >= firstTicks && ticks <= lastTicks ? size : -1;
    }

    private boolean isKnown(long type) {
        if (type == 0 || type == 1) {
            return true;
        }
        ChunkTypes known = types;
        if (known == null) {
            return type > 1 && type < MAX_TYPE;
        }
        JfrType described = known.byId(type);
        return described != null && described.isEvent();
    }
}
