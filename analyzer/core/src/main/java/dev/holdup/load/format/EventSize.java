package dev.holdup.load.format;

import java.io.IOException;

/** Reads the size that every event begins with. */
final class EventSize {
    /** Longest size and type together. */
    static final int HEAD = 24;

    private EventSize() {}

    /**
     * Size of the event at {@code position}, itself included; the input stays at the event.
     *
     * @throws DamageException if there can be no event of that size
     */
    static int read(ChunkInput input, long position, boolean compressed)
            throws IOException, DamageException {
        if (!input.seek(position, 2)) {
            throw new DamageException(position, "an event", "the end of the file");
        }
        input.fill(HEAD);
        int here = input.position;
        long size = input.readInteger(4, compressed);
        input.position = here;
        if (size < 2 || size > Integer.MAX_VALUE) {
            throw new DamageException(position, "event size > 1", Long.toString(size));
        }
        return (int) size;
    }
}
