package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/** What stopped, or was about to stop, the whole JVM. */
public final class PauseRows {
    /** A garbage collection; its id joins it to its pauses. */
    public static final byte COLLECTION = 0;

    /** A pause of a collection. */
    public static final byte COLLECTION_PAUSE = 1;

    /** From the wish to stop until all threads stood. */
    public static final byte SAFEPOINT_BEGIN = 2;

    /** Threads go on. */
    public static final byte SAFEPOINT_END = 3;

    /** An operation that needed all threads stopped. */
    public static final byte VM_OPERATION = 4;

    public final ByteColumn kinds = new ByteColumn();

    /** Symbol of a name, NONE if there is none. */
    public final IntColumn names = new IntColumn();

    public final LongColumn startNanos = new LongColumn();
    public final LongColumn endNanos = new LongColumn();

    /** Id of the collection or the safepoint. */
    public final LongColumn ids = new LongColumn();

    public int size() {
        return kinds.size();
    }

    public void add(byte kind, int name, long start, long end, long id) {
        kinds.add(kind);
        names.add(name);
        startNanos.add(start);
        endNanos.add(end);
        ids.add(id);
    }

    /** Takes over the rows of another table, which must not be used any more. */
    public void takeAll(PauseRows other, SymbolTranslation symbols) {
        symbols.translateAll(other.names);
        int from = size();
        kinds.takeAll(from, other.kinds);
        names.takeAll(from, other.names);
        startNanos.takeAll(from, other.startNanos);
        endNanos.takeAll(from, other.endNanos);
        ids.takeAll(from, other.ids);
    }
}
