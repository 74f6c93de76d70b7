package dev.holdup.load.event;

import dev.holdup.base.Blocks;
import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.load.format.EventRow;

/**
 * Waits as the events tell them, in columns. Threads and stacks are those of the dictionaries,
 * names are symbols.
 */
public final class WaitRows {
    private static final int NONE = EventRow.NONE;

    public final ByteColumn origins = new ByteColumn();

    /** NONE for a row that fills up a block between the rows of two chunks. */
    public final IntColumn threads = new IntColumn(NONE);

    public final LongColumn startNanos = new LongColumn();
    public final LongColumn endNanos = new LongColumn();

    /** Codes of Operation; a park's is decided from its stack later. */
    public final ByteColumn operations = new ByteColumn();

    /** Symbol of the class of the object, the host or the path; NONE if not recorded. */
    public final IntColumn names = new IntColumn(NONE);

    /** Port, 0 if not applicable. */
    public final IntColumn ports = new IntColumn();

    /** Tells objects of one class apart, 0 if not recorded. */
    public final LongColumn identities = new LongColumn();

    public final IntColumn stacks = new IntColumn(NONE);

    /** Longest time to wait, 0 for no limit or not recorded. */
    public final LongColumn timeoutNanos = new LongColumn();

    /** Thread that owned the lock at the start, NONE if not recorded. */
    public final IntColumn owners = new IntColumn(NONE);

    /** Thread that let go of the monitor, or notified; NONE if not recorded. */
    public final IntColumn releasers = new IntColumn(NONE);

    /** Codes of Outcome. */
    public final ByteColumn outcomes = new ByteColumn();

    /** Bytes transferred, -1 if not recorded. */
    public final LongColumn bytes = new LongColumn(-1);

    public int size() {
        return threads.size();
    }

    /** Adds a wait with nothing known but where, when and how; returns its row. */
    public int add(
            Origin origin, int thread, long start, long end, byte operation, int name, int stack) {
        origins.add(origin.code());
        threads.add(thread);
        startNanos.add(start);
        endNanos.add(end);
        operations.add(operation);
        names.add(name);
        stacks.add(stack);
        return threads.size() - 1;
    }

    /**
     * Takes over the rows of another table, which must not be used any more; {@code symbols}
     * translates its symbols. Many rows begin at a new block, so that nothing is copied.
     */
    public void takeAll(WaitRows other, SymbolTranslation symbols) {
        int from = other.size() < Blocks.SIZE / 2 ? size() : Blocks.nextStart(size());
        symbols.translateAll(other.names);
        origins.takeAll(from, other.origins);
        threads.takeAll(from, other.threads);
        startNanos.takeAll(from, other.startNanos);
        endNanos.takeAll(from, other.endNanos);
        operations.takeAll(from, other.operations);
        names.takeAll(from, other.names);
        ports.takeAll(from, other.ports);
        identities.takeAll(from, other.identities);
        stacks.takeAll(from, other.stacks);
        timeoutNanos.takeAll(from, other.timeoutNanos);
        owners.takeAll(from, other.owners);
        releasers.takeAll(from, other.releasers);
        outcomes.takeAll(from, other.outcomes);
        bytes.takeAll(from, other.bytes);
    }
}
