package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.base.TextColumn;
import java.io.IOException;

/**
 * Logical threads: platform and virtual Java threads, VM threads. A row's number names the thread
 * everywhere in the model. Life is [start, end) within the recording's window.
 */
public final class ThreadTable {
    /** No thread. */
    public static final int NONE = -1;

    private static final int VIRTUAL = 1;
    private static final int CARRIER = 2;
    private static final int SYSTEM = 4;

    private final TextColumn names = new TextColumn();
    private final TextColumn groups = new TextColumn();
    private final LongColumn javaThreadIds = new LongColumn();
    private final LongColumn osThreadIds = new LongColumn();
    private final LongColumn startNanos = new LongColumn(Long.MIN_VALUE);
    private final LongColumn endNanos = new LongColumn(Long.MAX_VALUE);
    private final ByteColumn flags = new ByteColumn();
    private final IntColumn creators = new IntColumn(NONE);
    private final IntColumn creationStacks = new IntColumn(StackTable.NONE);

    ThreadTable() {}

    int add(String name, long javaThreadId, long osThreadId, String group) {
        names.add(name);
        groups.add(group);
        javaThreadIds.add(javaThreadId);
        osThreadIds.add(osThreadId);
        return names.size() - 1;
    }

    void flags(int thread, boolean virtual, boolean carrier, boolean system) {
        int bits = (virtual ? VIRTUAL : 0) | (carrier ? CARRIER : 0) | (system ? SYSTEM : 0);
        flags.set(thread, (byte) bits);
    }

    void start(int thread, long nanos) {
        startNanos.set(thread, nanos);
    }

    void end(int thread, long nanos) {
        endNanos.set(thread, nanos);
    }

    void creator(int thread, int creator, int stack) {
        creators.set(thread, creator);
        creationStacks.set(thread, stack);
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(names);
        visitor.visit(groups);
        visitor.visit(javaThreadIds);
        visitor.visit(osThreadIds);
        visitor.visit(startNanos);
        visitor.visit(endNanos);
        visitor.visit(flags);
        visitor.visit(creators);
        visitor.visit(creationStacks);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int stacks) {
        return creators.isWithin(NONE, size() - 1)
                && creationStacks.isWithin(StackTable.NONE, stacks - 1);
    }

    public int size() {
        return names.size();
    }

    public String name(int thread) {
        return names.get(thread);
    }

    /**
     * The thread's name; {@code virtual-123} or {@code thread-123} by its number if it has none, as
     * most virtual threads.
     */
    public String displayName(int thread) {
        String name = name(thread);
        if (!name.isEmpty()) {
            return name;
        }
        return (isVirtual(thread) ? "virtual-" : "thread-") + javaThreadId(thread);
    }

    /** Name of the thread group or pool, empty if not recorded. */
    public String group(int thread) {
        return groups.get(thread);
    }

    /** {@code Thread.threadId()}, or 0 for a thread that is not a Java thread. */
    public long javaThreadId(int thread) {
        return javaThreadIds.get(thread);
    }

    /** The kernel's thread id, or 0 if not recorded. */
    public long osThreadId(int thread) {
        return osThreadIds.get(thread);
    }

    /** First instant of life within the window. */
    public long startNanos(int thread) {
        return startNanos.get(thread);
    }

    /** End of life within the window, exclusive. */
    public long endNanos(int thread) {
        return endNanos.get(thread);
    }

    public boolean isVirtual(int thread) {
        return (flags.get(thread) & VIRTUAL) != 0;
    }

    /** True for a platform thread that runs virtual threads. */
    public boolean isCarrier(int thread) {
        return (flags.get(thread) & CARRIER) != 0;
    }

    /**
     * True for a thread of the JVM itself (reference handler, compiler, recorder, the agent), false
     * for the application's.
     */
    public boolean isSystem(int thread) {
        return (flags.get(thread) & SYSTEM) != 0;
    }

    /** The thread that started this one, or {@link #NONE} if not recorded. */
    public int creator(int thread) {
        return creators.get(thread);
    }

    /** Stack of the creator at the start, or {@link StackTable#NONE}. */
    public int creationStack(int thread) {
        return creationStacks.get(thread);
    }
}
