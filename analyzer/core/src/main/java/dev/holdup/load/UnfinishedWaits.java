package dev.holdup.load;

import dev.holdup.load.event.RecordingFacts;
import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.ThreadDictionary;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TraceBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits that had not ended when the recording did: events are written when a wait ends, so these
 * have none, and only a thread dump shows them. Such a wait is taken to reach from the last thing
 * recorded of its thread to the end; a wait of a kind that leaves no event (accept, select without
 * our agent) only if an earlier dump shows the same.
 */
final class UnfinishedWaits {
    private final Assembly assembly;
    private final RecordingFacts facts;
    private final WaitRows waits;
    private final Map<Long, Integer> rowByJavaId = new HashMap<>();

    /** End of the last wait of each thread, by row of the dictionary. */
    private final long[] lastNanos;

    UnfinishedWaits(Assembly assembly) {
        this.assembly = assembly;
        facts = assembly.rows.facts;
        waits = assembly.rows.waits;
        lastNanos = new long[assembly.dictionaries.threads().size()];
    }

    void run() {
        if (facts.lastDump.isEmpty()) {
            return;
        }
        index();
        Map<Long, ThreadDump.Entry> earlier = new HashMap<>();
        if (facts.firstDumpNanos < facts.lastDumpNanos) {
            for (ThreadDump.Entry entry : ThreadDump.parse(facts.firstDump)) {
                earlier.put(entry.javaId(), entry);
            }
        }
        long count = 0;
        for (ThreadDump.Entry entry : ThreadDump.parse(facts.lastDump)) {
            Integer row = rowByJavaId.get(entry.javaId());
            if (row != null && add(entry, row, earlier.get(entry.javaId()))) {
                count++;
            }
        }
        if (count > 0) {
            assembly.builder.addNotice(
                    "unfinished-waits",
                    count == 1
                            ? "One wait had not ended when the recording did; it is known from a"
                                    + " thread dump, and its start is inferred."
                            : count
                                    + " waits had not ended when the recording did; they are known"
                                    + " from a thread dump, and their start is inferred.");
        }
    }

    private void index() {
        ThreadDictionary threads = assembly.dictionaries.threads();
        for (int row = 0; row < threads.size(); row++) {
            if (threads.javaId(row) > 0) {
                rowByJavaId.put(threads.javaId(row), row);
            }
        }
        Arrays.fill(lastNanos, 0);
        for (int wait = 0; wait < waits.size(); wait++) {
            int thread = waits.threads.get(wait);
            if (thread >= 0) {
                lastNanos[thread] = Math.max(lastNanos[thread], waits.endNanos.get(wait));
            }
        }
        for (int life = 0; life < assembly.rows.lives.size(); life++) {
            int thread = assembly.rows.lives.threads.get(life);
            if (thread >= 0) {
                lastNanos[thread] =
                        Math.max(lastNanos[thread], assembly.rows.lives.atNanos.get(life));
            }
        }
    }

    private boolean add(ThreadDump.Entry entry, int row, ThreadDump.@Nullable Entry earlier) {
        if (lastNanos[row] > facts.lastDumpNanos) {
            // It went on after the dump: what the dump shows has ended, and has its event.
            return false;
        }
        Operation operation = operation(entry);
        if (operation == null || (!leavesEvent(operation) && !showsTheSame(entry, earlier))) {
            return false;
        }
        TraceBuilder builder = assembly.builder;
        int wait =
                builder.addWait(
                        assembly.thread(row),
                        lastNanos[row],
                        assembly.windowNanos,
                        operation,
                        resource(entry, operation),
                        builder.stack(entry.frames()));
        builder.waitOutcome(wait, Outcome.UNFINISHED);
        builder.waitConfidence(wait, Confidence.INFERRED);
        Integer owner = rowByJavaId.get(entry.ownerId());
        if (owner != null) {
            builder.waitOwner(wait, assembly.thread(owner));
        }
        return true;
    }

    /** What the thread waits in, null if it does not wait. */
    private static @Nullable Operation operation(ThreadDump.Entry entry) {
        return switch (entry.state()) {
            case ENTERING -> Operation.MONITOR_ENTER;
            case SLEEPING -> Operation.THREAD_SLEEP;
            case PARKED -> ParkLabels.ofFrames(entry.frames(), Operation.PARK);
            case WAITING -> ParkLabels.ofFrames(entry.frames(), Operation.MONITOR_WAIT);
            // A thread in a native method counts as running for the JVM, also where it waits.
            case OTHER -> WaitingFrames.nativeOperation(entry.frames());
        };
    }

    private boolean leavesEvent(Operation operation) {
        return facts.agent
                || switch (operation) {
                    case SOCKET_ACCEPT, SOCKET_CONNECT, SELECTOR_SELECT -> false;
                    default -> true;
                };
    }

    private static boolean showsTheSame(
            ThreadDump.Entry entry, ThreadDump.@Nullable Entry earlier) {
        return earlier != null && earlier.frames().equals(entry.frames());
    }

    private int resource(ThreadDump.Entry entry, Operation operation) {
        if (entry.object() == 0) {
            return ResourceTable.NONE;
        }
        return assembly.builder.resource(
                WaitResources.kind(operation),
                Assembly.plainName(entry.objectClass()),
                entry.object());
    }
}
