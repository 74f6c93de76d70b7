package dev.holdup.load.format;

import java.util.ArrayList;
import java.util.List;

/**
 * What was wrong in one chunk and how much was lost by it. Keeps the first cases and counts the
 * rest: a hostile file can have millions.
 */
public final class DamageLog {
    private static final int KEPT = 20;

    private final List<String> texts = new ArrayList<>();
    private long count;
    private long lostBytes;

    void add(String what, DamageException damage) {
        count++;
        if (texts.size() < KEPT) {
            texts.add(what + ": " + damage.getMessage());
        }
    }

    void addLostBytes(long bytes) {
        lostBytes += bytes;
    }

    /** The first cases, each with its place. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** Number of cases. */
    public long count() {
        return count;
    }

    /** Bytes that could not be made sense of. */
    public long lostBytes() {
        return lostBytes;
    }
}
