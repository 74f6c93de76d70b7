package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.io.IOException;

/**
 * Waker edges (blame.md 2.4): {@code from} acted at act time, {@code to} became runnable at wake
 * time, act ≤ wake.
 */
public final class WakeTable {
    /** No edge. */
    public static final int NONE = -1;

    private final IntColumn froms = new IntColumn();
    private final IntColumn tos = new IntColumn();
    private final LongColumn actNanos = new LongColumn();
    private final LongColumn wakeNanos = new LongColumn();
    private final ByteColumn kinds = new ByteColumn();
    private final ByteColumn confidences = new ByteColumn(Confidence.EXACT.code());
    private final IntColumn stacks = new IntColumn(StackTable.NONE);

    WakeTable() {}

    int add(
            int from,
            int to,
            long act,
            long wake,
            WakeKind kind,
            Confidence confidence,
            int stack) {
        froms.add(from);
        tos.add(to);
        actNanos.add(act);
        wakeNanos.add(wake);
        kinds.add(kind.code());
        confidences.add(confidence.code());
        stacks.add(stack);
        return froms.size() - 1;
    }

    void wakeNanos(int wake, long nanos) {
        wakeNanos.set(wake, nanos);
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(froms);
        visitor.visit(tos);
        visitor.visit(actNanos);
        visitor.visit(wakeNanos);
        visitor.visit(kinds);
        visitor.visit(confidences);
        visitor.visit(stacks);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int threadCount, int stackCount) {
        return froms.isWithin(ThreadTable.NONE, threadCount - 1)
                && tos.isWithin(ThreadTable.NONE, threadCount - 1)
                && kinds.isWithin((byte) 0, (byte) (WakeKind.values().length - 1))
                && confidences.isWithin((byte) 0, Confidence.UNKNOWN.code())
                && stacks.isWithin(StackTable.NONE, stackCount - 1);
    }

    public int size() {
        return froms.size();
    }

    /** The waker. */
    public int from(int wake) {
        return froms.get(wake);
    }

    /** The woken thread. */
    public int to(int wake) {
        return tos.get(wake);
    }

    public long actNanos(int wake) {
        return actNanos.get(wake);
    }

    public long wakeNanos(int wake) {
        return wakeNanos.get(wake);
    }

    public WakeKind kind(int wake) {
        return WakeKind.ofCode(kinds.get(wake));
    }

    public Confidence confidence(int wake) {
        return Confidence.ofCode(confidences.get(wake));
    }

    /** The waker's stack at the act, or {@link StackTable#NONE}. */
    public int stack(int wake) {
        return stacks.get(wake);
    }
}
