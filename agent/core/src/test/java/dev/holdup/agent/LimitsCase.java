package dev.holdup.agent;

import dev.holdup.agent.scene.limits.Expected;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One try of a situation, and what the recording says of it.
 *
 * @param row situation
 * @param recordedAs how the analyzer calls it
 * @param differences what the recording has wrong, in words of the table
 */
record LimitsCase(String row, String recordedAs, List<String> differences) {
    static final String YES = "yes";
    static final String NOT_THERE = "–";
    private static final String NO_EVENT = "not recorded";
    private static final String WRONG_TIME = "wrong duration";
    private static final long TOLERANCE_NANOS = 1_000_000;
    private static final int TOLERANCE_PARTS = 50;

    /** From the program's last word until the JVM has written the recording. */
    private static final long EXIT_NANOS = 10_000_000_000L;

    /** What a line of the program says. */
    private record Line(
            String row,
            String expected,
            String outcome,
            long nanos,
            long thread,
            long waker,
            long other) {}

    static LimitsCase of(String[] cells, Trace trace) {
        Line line =
                new Line(
                        cells[1],
                        cells[2],
                        cells[3],
                        Long.parseLong(cells[5]),
                        Long.parseLong(cells[6]),
                        Long.parseLong(cells[7]),
                        Long.parseLong(cells[8]));
        List<String> differences =
                line.nanos < 0
                        ? List.of(NOT_THERE)
                        : switch (line.expected) {
                            case Expected.TASK -> task(line, trace);
                            case Expected.START -> start(line, trace);
                            case Expected.CARRIER -> carrier(line, trace);
                            default -> wait(line, trace);
                        };
        return new LimitsCase(line.row, recordedAs(line.expected), differences);
    }

    private static String recordedAs(String expected) {
        return switch (expected) {
            case Expected.TASK -> "task";
            case Expected.START -> "thread";
            case Expected.CARRIER -> "RUNNABLE_CARRIER";
            default -> Operation.valueOf(expected).text();
        };
    }

    /**
     * What most tries of a situation have in common; the duration is right if it is in one, since
     * the program's own measure is spoiled whenever something else wants the processor.
     */
    static String cell(String row, List<LimitsCase> cases) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        int tries = 0;
        for (LimitsCase one : cases) {
            if (one.row.equals(row)) {
                tries++;
                for (String difference : one.differences) {
                    counts.merge(difference, 1, Integer::sum);
                }
            }
        }
        List<String> common = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            int needed = entry.getKey().equals(WRONG_TIME) ? tries : tries / 2 + 1;
            if (entry.getValue() >= needed) {
                common.add(entry.getKey());
            }
        }
        return common.isEmpty() ? YES : String.join(", ", common);
    }

    private static boolean isRight(long recorded, long measured) {
        long tolerance = Math.max(TOLERANCE_NANOS, measured / TOLERANCE_PARTS);
        return Math.abs(recorded - measured) <= tolerance;
    }

    private static int thread(Trace trace, long javaId) {
        ThreadTable threads = trace.threads();
        for (int thread = 0; thread < threads.size(); thread++) {
            if (threads.javaThreadId(thread) == javaId) {
                return thread;
            }
        }
        return ThreadTable.NONE;
    }

    private static List<String> wait(Line line, Trace trace) {
        int thread = thread(trace, line.thread);
        Operation operation = Operation.valueOf(line.expected);
        int wait = longest(trace, thread, operation);
        if (wait == WaitTable.NONE) {
            int other = longest(trace, thread, null);
            return List.of(
                    other != WaitTable.NONE
                                    && line.nanos > 5 * TOLERANCE_NANOS
                                    && isRight(length(trace, other), line.nanos)
                            ? "only as " + trace.waits().operation(other).text()
                            : NO_EVENT);
        }
        List<String> differences = new ArrayList<>();
        Outcome outcome = trace.waits().outcome(wait);
        if (outcome != Outcome.valueOf(line.outcome)) {
            differences.add("outcome " + outcome);
        }
        if (outcome == Outcome.UNFINISHED) {
            long longer = length(trace, wait) - line.nanos;
            if (longer < -TOLERANCE_NANOS || longer > EXIT_NANOS) {
                differences.add(WRONG_TIME);
            }
        } else if (!isRight(length(trace, wait), line.nanos)) {
            differences.add(WRONG_TIME);
        }
        if (line.waker != 0) {
            addWaker(differences, trace, wait, line.waker);
        }
        if (trace.waits().stack(wait) == StackTable.NONE) {
            differences.add("no stack");
        }
        return differences;
    }

    private static void addWaker(List<String> differences, Trace trace, int wait, long waker) {
        if (isJoinOf(trace, wait, waker)) {
            return;
        }
        int wake = trace.waits().wake(wait);
        if (wake == WakeTable.NONE) {
            differences.add("no waker");
        } else if (trace.threads().javaThreadId(trace.wakes().from(wake)) != waker) {
            differences.add("wrong waker");
        } else if (trace.wakes().confidence(wake) != Confidence.EXACT) {
            differences.add("waker inferred");
        }
    }

    /** Who joins a thread waits for its end, which needs no act: the wait names the thread. */
    private static boolean isJoinOf(Trace trace, int wait, long thread) {
        int resource = trace.waits().resource(wait);
        return trace.waits().operation(wait) == Operation.THREAD_JOIN
                && trace.waits().outcome(wait) == Outcome.SATISFIED
                && resource != ResourceTable.NONE
                && trace.resources().identity(resource) == thread;
    }

    /** The longest wait in this operation, or in any. */
    private static int longest(
            Trace trace, int thread, @org.jspecify.annotations.Nullable Operation operation) {
        WaitTable waits = trace.waits();
        int longest = WaitTable.NONE;
        for (int wait = 0; wait < waits.size(); wait++) {
            if (waits.thread(wait) == thread
                    && (operation == null || waits.operation(wait) == operation)
                    && (longest == WaitTable.NONE
                            || length(trace, wait) > length(trace, longest))) {
                longest = wait;
            }
        }
        return longest;
    }

    /** Until the thread ran again, which is what it can measure itself. */
    private static long length(Trace trace, int wait) {
        long end = trace.waits().endNanos(wait);
        int thread = trace.waits().thread(wait);
        SegmentTable segments = trace.segments();
        int after = segments.at(thread, end);
        if (after >= 0
                && (segments.state(after) == ThreadState.RUNNABLE_CPU
                        || segments.state(after) == ThreadState.RUNNABLE_CARRIER)) {
            end = segments.endNanos(thread, after);
        }
        return end - trace.waits().startNanos(wait);
    }

    private static List<String> task(Line line, Trace trace) {
        int submitter = thread(trace, line.thread);
        for (int task = 0; task < trace.tasks().size(); task++) {
            int worker = trace.tasks().worker(task);
            if (trace.tasks().submitter(task) == submitter
                    && submitter >= 0
                    && isRight(
                            trace.tasks().startNanos(task) - trace.tasks().submitNanos(task),
                            line.nanos)) {
                return worker >= 0 && trace.threads().javaThreadId(worker) == line.other
                        ? List.of()
                        : List.of("no worker");
            }
        }
        return List.of(NO_EVENT);
    }

    private static List<String> start(Line line, Trace trace) {
        int child = thread(trace, line.other);
        if (child < 0) {
            return List.of(NO_EVENT);
        }
        List<String> differences = new ArrayList<>();
        long life = trace.threads().endNanos(child) - trace.threads().startNanos(child);
        if (!isRight(life, line.nanos)) {
            differences.add(WRONG_TIME);
        }
        int creator = trace.threads().creator(child);
        if (creator < 0 || trace.threads().javaThreadId(creator) != line.thread) {
            differences.add("no creator");
        } else if (trace.threads().creationStack(child) == StackTable.NONE) {
            differences.add("no stack");
        }
        return differences;
    }

    private static List<String> carrier(Line line, Trace trace) {
        int child = thread(trace, line.other);
        if (child < 0) {
            return List.of(NO_EVENT);
        }
        SegmentTable segments = trace.segments();
        long queued = 0;
        for (int i = segments.first(child); i < segments.end(child); i++) {
            if (segments.state(i) == ThreadState.RUNNABLE_CARRIER) {
                queued += segments.endNanos(child, i) - segments.startNanos(i);
            }
        }
        return isRight(queued, line.nanos) ? List.of() : List.of(WRONG_TIME);
    }
}
