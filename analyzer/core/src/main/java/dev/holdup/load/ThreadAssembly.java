package dev.holdup.load;

import dev.holdup.load.event.LifeRows;
import dev.holdup.load.event.VirtualRows;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.SymbolDictionary;
import dev.holdup.load.format.ThreadDictionary;
import dev.holdup.model.TraceBuilder;
import java.util.Arrays;

/**
 * Adds the threads with their lives. Numbers follow the ids of the threads, not the order in which
 * chunks were read. The life of a virtual thread whose start or end was not recorded is what is
 * known of it, from the first trace of it to the last.
 */
final class ThreadAssembly {
    private static final String CARRIER_GROUP = "CarrierThreads";

    private final Assembly assembly;
    private final ThreadDictionary threads;
    private final int[] order;

    /** By row of the dictionary. */
    private final boolean[] carriers;

    private final boolean[] startKnown;
    private final boolean[] endKnown;
    private final long[] firstNanos;
    private final long[] lastNanos;

    ThreadAssembly(Assembly assembly) {
        this.assembly = assembly;
        threads = assembly.dictionaries.threads();
        int count = threads.size();
        order = threads.inOrderOfIds();
        carriers = new boolean[count];
        startKnown = new boolean[count];
        endKnown = new boolean[count];
        firstNanos = new long[count];
        lastNanos = new long[count];
        Arrays.fill(firstNanos, Long.MAX_VALUE);
        Arrays.fill(lastNanos, Long.MIN_VALUE);
    }

    void run() {
        assembly.threads = new int[order.length];
        describeVirtuals();
        findCarriers();
        for (int row : order) {
            add(row);
        }
        addLives();
        boundVirtualLives();
    }

    /** True if a start was recorded; by row of the dictionary. */
    boolean startKnown(int row) {
        return startKnown[row];
    }

    /** A virtual thread that wrote no event itself is described by what was written of it. */
    private void describeVirtuals() {
        VirtualRows virtuals = assembly.rows.virtuals;
        for (int row = 0; row < virtuals.unfinishedRows.size(); row++) {
            int thread = virtuals.blockedThreads.get(virtuals.unfinishedRows.get(row));
            if (thread >= 0) {
                threads.markVirtual(thread);
                threads.nameIfUnknown(thread, virtuals.unfinishedNames.get(row));
            }
        }
    }

    private void findCarriers() {
        VirtualRows virtuals = assembly.rows.virtuals;
        for (int row = 0; row < virtuals.sliceCarriers.size(); row++) {
            markCarrier(virtuals.sliceCarriers.get(row));
        }
        for (int row = 0; row < virtuals.pinnedCarriers.size(); row++) {
            markCarrier(virtuals.pinnedCarriers.get(row));
        }
    }

    private void markCarrier(int thread) {
        if (thread >= 0) {
            carriers[thread] = true;
        }
    }

    private void add(int row) {
        String name = assembly.text(threads.name(row));
        String group = assembly.text(threads.group(row));
        boolean virtual = threads.isVirtual(row);
        boolean carrier = !virtual && (carriers[row] || group.equals(CARRIER_GROUP));
        boolean system = !virtual && !carrier && SystemThreads.contain(assembly, row);
        int thread =
                assembly.builder.addThread(
                        nameOrId(row, name, virtual),
                        threads.javaId(row),
                        threads.osId(row),
                        group);
        assembly.builder.threadFlags(thread, virtual, carrier, system);
        assembly.threads[row] = thread;
    }

    /** A thread without a name is called as Java prints it. */
    private String nameOrId(int row, String name, boolean virtual) {
        if (!name.isEmpty()) {
            return name;
        }
        if (virtual) {
            return "VirtualThread[#" + threads.javaId(row) + "]";
        }
        return threads.javaId(row) > 0
                ? "Thread[#" + threads.javaId(row) + "]"
                : "native thread " + threads.osId(row);
    }

    private void addLives() {
        LifeRows lives = assembly.rows.lives;
        TraceBuilder builder = assembly.builder;
        for (int row = 0; row < lives.size(); row++) {
            int thread = lives.threads.get(row);
            if (thread < 0) {
                continue;
            }
            long at = lives.atNanos.get(row);
            if (lives.kinds.get(row) == LifeRows.START) {
                startKnown[thread] = true;
                builder.threadStart(assembly.thread(thread), at);
                builder.threadCreator(
                        assembly.thread(thread),
                        assembly.thread(lives.creators.get(row)),
                        assembly.stack(lives.stacks.get(row)));
            } else {
                endKnown[thread] = true;
                builder.threadEnd(assembly.thread(thread), at);
            }
        }
    }

    private void boundVirtualLives() {
        WaitRows waits = assembly.rows.waits;
        for (int row = 0; row < waits.size(); row++) {
            seen(waits.threads.get(row), waits.startNanos.get(row), waits.endNanos.get(row));
        }
        VirtualRows virtuals = assembly.rows.virtuals;
        for (int row = 0; row < virtuals.sliceThreads.size(); row++) {
            seen(
                    virtuals.sliceThreads.get(row),
                    virtuals.sliceStartNanos.get(row),
                    virtuals.sliceEndNanos.get(row));
        }
        for (int row = 0; row < virtuals.blockedThreads.size(); row++) {
            seen(
                    virtuals.blockedThreads.get(row),
                    virtuals.blockedStartNanos.get(row),
                    virtuals.blockedMountedNanos.get(row));
        }
        for (int row = 0; row < virtuals.unfinishedRows.size(); row++) {
            int blocked = virtuals.unfinishedRows.get(row);
            seen(
                    virtuals.blockedThreads.get(blocked),
                    virtuals.blockedStartNanos.get(blocked),
                    assembly.windowNanos);
        }
        for (int row = 0; row < order.length; row++) {
            if (!threads.isVirtual(row) || lastNanos[row] == Long.MIN_VALUE) {
                continue;
            }
            if (!startKnown[row]) {
                assembly.builder.threadStart(assembly.thread(row), firstNanos[row]);
            }
            if (!endKnown[row]) {
                assembly.builder.threadEnd(assembly.thread(row), lastNanos[row]);
            }
        }
    }

    private void seen(int thread, long start, long end) {
        if (thread != SymbolDictionary.NONE) {
            firstNanos[thread] = Math.min(firstNanos[thread], start);
            lastNanos[thread] = Math.max(lastNanos[thread], end);
        }
    }
}
