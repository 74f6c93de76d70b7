package dev.holdup.load;

import dev.holdup.load.event.PauseRows;
import dev.holdup.load.format.LongIntMap;
import dev.holdup.load.format.SymbolDictionary;
import dev.holdup.load.format.ThreadDictionary;
import dev.holdup.model.PauseTable;
import dev.holdup.model.ThreadState;

/**
 * Adds the pauses of the whole JVM, and stops the threads in them. A collection is named by its
 * cause; an operation of the VM thread that did a collection is that collection's pause and not
 * told twice.
 */
final class PauseAssembly {
    /** More states than this say nothing a picture could show, and cost gigabytes. */
    private static final long MAX_STATES = 4_000_000;

    /** What threads lost on the way to a shorter one is less than what is recorded of anything. */
    private static final long MIN_SYNC_NANOS = 100_000;

    private final Assembly assembly;
    private final PauseRows pauses;

    PauseAssembly(Assembly assembly) {
        this.assembly = assembly;
        pauses = assembly.rows.pauses;
    }

    void run() {
        LongIntMap causeById = new LongIntMap();
        for (int row = 0; row < pauses.size(); row++) {
            if (pauses.kinds.get(row) == PauseRows.COLLECTION
                    && pauses.names.get(row) != SymbolDictionary.NONE) {
                causeById.putIfAbsent(pauses.ids.get(row), pauses.names.get(row));
            }
        }
        long states = 0;
        for (int row = 0; row < pauses.size(); row++) {
            long start = pauses.startNanos.get(row);
            long end = pauses.endNanos.get(row);
            boolean stops = true;
            switch (pauses.kinds.get(row)) {
                case PauseRows.COLLECTION_PAUSE -> {
                    int cause = causeById.get(pauses.ids.get(row));
                    String name = assembly.text(cause < 0 ? pauses.names.get(row) : cause);
                    assembly.builder.addPause(PauseTable.Kind.GC, name, start, end);
                }
                case PauseRows.VM_OPERATION -> {
                    stops = !isCollection(row);
                    if (stops) {
                        assembly.builder.addPause(
                                PauseTable.Kind.VM_OPERATION,
                                assembly.text(pauses.names.get(row)),
                                start,
                                end);
                    }
                }
                case PauseRows.SAFEPOINT_BEGIN -> {
                    // Which threads stopped when is not recorded, nor which was the last.
                    stops = end - start >= MIN_SYNC_NANOS;
                    assembly.builder.addPause(
                            PauseTable.Kind.SAFEPOINT_SYNC, "safepoint", start, end);
                }
                default -> stops = false;
            }
            if (stops && states < MAX_STATES) {
                states += stopThreads(start, end);
            }
        }
        if (states >= MAX_STATES) {
            assembly.builder.addNotice(
                    "pauses-not-in-threads",
                    "Too many pauses and threads: from the "
                            + MAX_STATES
                            + "th stop on, pauses are listed but not shown in the threads.");
        }
    }

    private boolean isCollection(int operation) {
        long start = pauses.startNanos.get(operation);
        long end = pauses.endNanos.get(operation);
        for (int row = 0; row < pauses.size(); row++) {
            if (pauses.kinds.get(row) == PauseRows.COLLECTION_PAUSE
                    && pauses.startNanos.get(row) < end
                    && pauses.endNanos.get(row) > start) {
                return true;
            }
        }
        return false;
    }

    /** Only platform threads: which virtual ones were mounted is in the mounts. */
    private long stopThreads(long start, long end) {
        ThreadDictionary threads = assembly.dictionaries.threads();
        long count = 0;
        for (int row = 0; row < threads.size(); row++) {
            if (threads.javaId(row) > 0 && !threads.isVirtual(row)) {
                assembly.builder.addState(assembly.thread(row), start, end, ThreadState.STOPPED_VM);
                count++;
            }
        }
        return count;
    }
}
