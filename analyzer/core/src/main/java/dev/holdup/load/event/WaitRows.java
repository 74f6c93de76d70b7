package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/**
 * Waits as the events tell them, in columns. Threads and stacks are those of the dictionaries,
 * names are symbols.
 */
public final class WaitRows {
    public final ByteColumn origins = new ByteColumn();
    public final IntColumn threads = new IntColumn();
    public final LongColumn startNanos = new LongColumn();
    public final LongColumn endNanos = new LongColumn();

    /** Codes of Operation; a park's is decided from its stack later. */
    public final ByteColumn operations = new ByteColumn();

    /** Symbol of the class of the object, the host or the path; NONE if not recorded. */
    public final IntColumn names = new IntColumn();

    /** Port, 0 if not applicable. */
    public final IntColumn ports = new IntColumn();

    /** Tells objects of one class apart, 0 if not recorded. */
    public final LongColumn identities = new LongColumn();

    public final IntColumn stacks = new IntColumn();

    /** Longest time to wait, 0 for no limit or not recorded. */
    public final LongColumn timeoutNanos = new LongColumn();

    /** Thread that owned the lock at the start, NONE if not recorded. */
    public final IntColumn owners = new IntColumn();

    /** Thread that let go of the monitor, or notified; NONE if not recorded. */
    public final IntColumn releasers = new IntColumn();

    /** Codes of Outcome. */
    public final ByteColumn outcomes = new ByteColumn();

    /** Bytes transferred, -1 if not recorded. */
    public final LongColumn bytes = new LongColumn();

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
        ports.add(0);
        identities.add(0);
        stacks.add(stack);
        timeoutNanos.add(0);
        owners.add(-1);
        releasers.add(-1);
        outcomes.add((byte) 0);
        bytes.add(-1);
        return threads.size() - 1;
    }

    /** Adds the rows of another table, whose symbols {@code symbols} translates. */
    public void addAll(WaitRows other, SymbolTranslation symbols) {
        origins.addAll(other.origins);
        threads.addAll(other.threads);
        startNanos.addAll(other.startNanos);
        endNanos.addAll(other.endNanos);
        operations.addAll(other.operations);
        symbols.addAll(names, other.names);
        ports.addAll(other.ports);
        identities.addAll(other.identities);
        stacks.addAll(other.stacks);
        timeoutNanos.addAll(other.timeoutNanos);
        owners.addAll(other.owners);
        releasers.addAll(other.releasers);
        outcomes.addAll(other.outcomes);
        bytes.addAll(other.bytes);
    }
}
