package dev.holdup.load;

import dev.holdup.load.event.ParkedRows;
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
 * recorded of its thread to the end, unless it is a park and our agent said since when; a wait of a
 * kind that leaves no event (accept, select without our agent) only if an earlier dump shows the
 * same.
 */
final class UnfinishedWaits {
    private final Assembly assembly;
    private final RecordingFacts facts;
    private final WaitRows waits;
    private final ParkedRows said;
    private final Map<Long, Integer> rowByJavaId = new HashMap<>();

    /** End of the last wait of each thread, by row of the dictionary. */
    private final long[] lastNanos;

    /** Row of what the agent said last of a thread that was parked in the end, by its id. */
    private final Map<Long, Integer> parkedByJavaId = new HashMap<>();

    private long count;
    private long inferred;

    UnfinishedWaits(Assembly assembly) {
        this.assembly = assembly;
        facts = assembly.rows.facts;
        waits = assembly.rows.waits;
        said = assembly.rows.parked;
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
        for (ThreadDump.Entry entry : ThreadDump.parse(facts.lastDump)) {
            Integer row = rowByJavaId.get(entry.javaId());
            if (row != null) {
                add(entry, row, earlier.get(entry.javaId()));
            }
        }
        if (count > 0) {
            assembly.builder.addNotice("unfinished-waits", notice());
        }
    }

    private String notice() {
        String known =
                count == 1
                        ? "One wait had not ended when the recording did; it is known from a"
                                + " thread dump"
                        : count
                                + " waits had not ended when the recording did; they are known"
                                + " from a thread dump";
        if (inferred == 0) {
            return known + ".";
        }
        return inferred == count
                ? known + ", and " + (count == 1 ? "its" : "their") + " start is inferred."
                : known + ", and the start of " + inferred + " of them is inferred.";
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
        for (int parked = 0; parked < said.size(); parked++) {
            if (said.threads.get(parked) >= 0) {
                parkedByJavaId.put(threads.javaId(said.threads.get(parked)), parked);
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

    private void add(ThreadDump.Entry entry, int row, ThreadDump.@Nullable Entry earlier) {
        if (lastNanos[row] > facts.lastDumpNanos) {
            // It went on after the dump: what the dump shows has ended, and has its event.
            return;
        }
        Operation operation = operation(entry);
        if (operation == null || (!leavesEvent(operation) && !showsTheSame(entry, earlier))) {
            return;
        }
        int parked = parked(entry);
        TraceBuilder builder = assembly.builder;
        int wait =
                builder.addWait(
                        assembly.thread(row),
                        parked < 0
                                ? lastNanos[row]
                                : Math.max(lastNanos[row], said.startNanos.get(parked)),
                        assembly.windowNanos,
                        operation,
                        parked < 0 ? resource(entry, operation) : saidResource(parked, operation),
                        builder.stack(entry.frames()));
        builder.waitOutcome(wait, Outcome.UNFINISHED);
        Integer owner = parked < 0 ? rowByJavaId.get(entry.ownerId()) : saidOwner(parked);
        if (owner != null) {
            builder.waitOwner(wait, assembly.thread(owner));
        }
        if (parked < 0) {
            inferred++;
        }
        if (parked < 0 || owner != null) {
            // The owner is the one of the end; that it has held the lock all the time is concluded.
            builder.waitConfidence(wait, Confidence.INFERRED);
        }
        count++;
    }

    /** What the agent said of this park, less than 0 for nothing. */
    private int parked(ThreadDump.Entry entry) {
        boolean isParked = entry.state() == ThreadDump.State.PARKED;
        return isParked ? parkedByJavaId.getOrDefault(entry.javaId(), -1) : -1;
    }

    private @Nullable Integer saidOwner(int parked) {
        int owner = said.owners.get(parked);
        return owner < 0 ? null : owner;
    }

    private int saidResource(int parked, Operation operation) {
        return said.identities.get(parked) == 0
                ? ResourceTable.NONE
                : assembly.builder.resource(
                        WaitResources.kind(operation),
                        assembly.className(said.classes.get(parked)),
                        said.identities.get(parked));
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
