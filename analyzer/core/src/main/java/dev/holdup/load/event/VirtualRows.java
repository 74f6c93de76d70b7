package dev.holdup.load.event;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.load.format.EventRow;

/**
 * Life of virtual threads on carriers, in three tables: slices (mounted), blocked (unmounted, then
 * queued for a carrier), pinned (waiting and mounted all the same).
 */
public final class VirtualRows {
    public final IntColumn sliceThreads = new IntColumn();
    public final IntColumn sliceCarriers = new IntColumn(EventRow.NONE);
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
    public final IntColumn blockedReadiers = new IntColumn(EventRow.NONE);

    /** Symbol of the text of the stack, NONE if not recorded. */
    public final IntColumn blockedStackTexts = new IntColumn(EventRow.NONE);

    /**
     * Rows of the waits that had not ended when the recording did, in ascending order: they were
     * neither made runnable nor mounted.
     */
    public final IntColumn unfinishedRows = new IntColumn();

    /** Symbol of the thread's name, NONE if not recorded. */
    public final IntColumn unfinishedNames = new IntColumn();

    /** Symbol of the class of what it waited for, NONE if not recorded. */
    public final IntColumn unfinishedClasses = new IntColumn();

    /** Identity of what it waited for, 0 if not recorded. */
    public final LongColumn unfinishedIds = new LongColumn();

    /** Thread that held it in the end, NONE if not known. */
    public final IntColumn unfinishedOwners = new IntColumn();

    public final IntColumn pinnedThreads = new IntColumn();

    /** Carrier, NONE if not recorded. */
    public final IntColumn pinnedCarriers = new IntColumn(EventRow.NONE);

    public final LongColumn pinnedStartNanos = new LongColumn();
    public final LongColumn pinnedEndNanos = new LongColumn();

    /** Symbol of the reason, NONE if not recorded. */
    public final IntColumn pinnedReasons = new IntColumn(EventRow.NONE);

    public final IntColumn pinnedStacks = new IntColumn(EventRow.NONE);

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
    }

    /** The wait last added had not ended when the recording did, and was for this object. */
    public void addUnfinished(int threadName, int className, long id, int owner) {
        addUnfinished(blockedThreads.size() - 1, threadName, className, id, owner);
    }

    private void addUnfinished(int row, int threadName, int className, long id, int owner) {
        unfinishedRows.add(row);
        unfinishedNames.add(threadName);
        unfinishedClasses.add(className);
        unfinishedIds.add(id);
        unfinishedOwners.add(owner);
    }

    public void addPinned(int thread, int carrier, long start, long end, int reason, int stack) {
        pinnedThreads.add(thread);
        pinnedCarriers.add(carrier);
        pinnedStartNanos.add(start);
        pinnedEndNanos.add(end);
        pinnedReasons.add(reason);
        pinnedStacks.add(stack);
    }

    /** Takes over the rows of another table, which must not be used any more. */
    public void takeAll(VirtualRows other, SymbolTranslation symbols) {
        symbols.translateAll(other.blockedStackTexts);
        symbols.translateAll(other.pinnedReasons);
        int slices = sliceThreads.size();
        sliceThreads.takeAll(slices, other.sliceThreads);
        sliceCarriers.takeAll(slices, other.sliceCarriers);
        sliceStartNanos.takeAll(slices, other.sliceStartNanos);
        sliceEndNanos.takeAll(slices, other.sliceEndNanos);
        sliceReasons.takeAll(slices, other.sliceReasons);
        int blockeds = blockedThreads.size();
        for (int row = 0; row < other.unfinishedRows.size(); row++) {
            addUnfinished(
                    blockeds + other.unfinishedRows.get(row),
                    symbols.translate(other.unfinishedNames.get(row)),
                    symbols.translate(other.unfinishedClasses.get(row)),
                    other.unfinishedIds.get(row),
                    other.unfinishedOwners.get(row));
        }
        blockedThreads.takeAll(blockeds, other.blockedThreads);
        blockedStartNanos.takeAll(blockeds, other.blockedStartNanos);
        blockedReadyNanos.takeAll(blockeds, other.blockedReadyNanos);
        blockedMountedNanos.takeAll(blockeds, other.blockedMountedNanos);
        blockedReasons.takeAll(blockeds, other.blockedReasons);
        blockedReadiers.takeAll(blockeds, other.blockedReadiers);
        blockedStackTexts.takeAll(blockeds, other.blockedStackTexts);
        int pinneds = pinnedThreads.size();
        pinnedThreads.takeAll(pinneds, other.pinnedThreads);
        pinnedCarriers.takeAll(pinneds, other.pinnedCarriers);
        pinnedStartNanos.takeAll(pinneds, other.pinnedStartNanos);
        pinnedEndNanos.takeAll(pinneds, other.pinnedEndNanos);
        pinnedReasons.takeAll(pinneds, other.pinnedReasons);
        pinnedStacks.takeAll(pinneds, other.pinnedStacks);
    }
}
