package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/**
 * Life of virtual threads on carriers, in three tables: slices (mounted), blocked (unmounted, then
 * queued for a carrier), pinned (waiting and mounted all the same).
 */
public final class VirtualRows {
    public final IntColumn sliceThreads = new IntColumn();
    public final IntColumn sliceCarriers = new IntColumn();
    public final LongColumn sliceStartNanos = new LongColumn();
    public final LongColumn sliceEndNanos = new LongColumn();

    /** State of java.lang.VirtualThread it unmounted into, 0 if it ended. */
    public final ByteColumn sliceReasons = new ByteColumn();

    public final IntColumn blockedThreads = new IntColumn();
    public final LongColumn blockedStartNanos = new LongColumn();

    /** When it was made runnable. */
    public final LongColumn blockedReadyNanos = new LongColumn();

    /** When it ran again. */
    public final LongColumn blockedMountedNanos = new LongColumn();

    public final ByteColumn blockedReasons = new ByteColumn();
    public final IntColumn blockedReadiers = new IntColumn();

    /** Symbol of the text of the stack, NONE if not recorded. */
    public final IntColumn blockedStackTexts = new IntColumn();

    /** 1 if the recording ended first: it was neither made runnable nor mounted. */
    public final ByteColumn blockedUnfinished = new ByteColumn();

    public final IntColumn pinnedThreads = new IntColumn();

    /** Carrier, NONE if not recorded. */
    public final IntColumn pinnedCarriers = new IntColumn();

    public final LongColumn pinnedStartNanos = new LongColumn();
    public final LongColumn pinnedEndNanos = new LongColumn();

    /** Symbol of the reason, NONE if not recorded. */
    public final IntColumn pinnedReasons = new IntColumn();

    public final IntColumn pinnedStacks = new IntColumn();

    public void addSlice(int thread, int carrier, long start, long end, byte reason) {
        sliceThreads.add(thread);
        sliceCarriers.add(carrier);
        sliceStartNanos.add(start);
        sliceEndNanos.add(end);
        sliceReasons.add(reason);
    }

    public void addBlocked(
            int thread,
            long start,
            long ready,
            long mounted,
            byte reason,
            int readier,
            int stackText) {
        blockedThreads.add(thread);
        blockedStartNanos.add(start);
        blockedReadyNanos.add(ready);
        blockedMountedNanos.add(mounted);
        blockedReasons.add(reason);
        blockedReadiers.add(readier);
        blockedStackTexts.add(stackText);
        blockedUnfinished.add((byte) 0);
    }

    /** The wait last added had not ended when the recording did. */
    public void markUnfinished() {
        blockedUnfinished.set(blockedUnfinished.size() - 1, (byte) 1);
    }

    public void addPinned(int thread, int carrier, long start, long end, int reason, int stack) {
        pinnedThreads.add(thread);
        pinnedCarriers.add(carrier);
        pinnedStartNanos.add(start);
        pinnedEndNanos.add(end);
        pinnedReasons.add(reason);
        pinnedStacks.add(stack);
    }

    public void addAll(VirtualRows other, SymbolTranslation symbols) {
        for (int row = 0; row < other.sliceThreads.size(); row++) {
            addSlice(
                    other.sliceThreads.get(row),
                    other.sliceCarriers.get(row),
                    other.sliceStartNanos.get(row),
                    other.sliceEndNanos.get(row),
                    other.sliceReasons.get(row));
        }
        for (int row = 0; row < other.blockedThreads.size(); row++) {
            addBlocked(
                    other.blockedThreads.get(row),
                    other.blockedStartNanos.get(row),
                    other.blockedReadyNanos.get(row),
                    other.blockedMountedNanos.get(row),
                    other.blockedReasons.get(row),
                    other.blockedReadiers.get(row),
                    symbols.translate(other.blockedStackTexts.get(row)));
            blockedUnfinished.set(blockedUnfinished.size() - 1, other.blockedUnfinished.get(row));
        }
        for (int row = 0; row < other.pinnedThreads.size(); row++) {
            addPinned(
                    other.pinnedThreads.get(row),
                    other.pinnedCarriers.get(row),
                    other.pinnedStartNanos.get(row),
                    other.pinnedEndNanos.get(row),
                    symbols.translate(other.pinnedReasons.get(row)),
                    other.pinnedStacks.get(row));
        }
    }
}
