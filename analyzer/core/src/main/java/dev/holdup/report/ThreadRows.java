package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.RootKind;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The selected threads that lived within the window, and the sums over them. */
final class ThreadRows {
    private final BlameResult result;
    private final ThreadTable threads;
    private final boolean[] selected;
    private final List<Map<Integer, Long>> causesOfThread = new ArrayList<>();
    private final long[] inflictedOthersNanos;
    private long idleShareNanos;
    private long unknownNanos;
    private long inferredNanos;

    ThreadRows(
            BlameResult result,
            RootGroups groups,
            Map<Integer, Integer> idOfGroup,
            boolean[] selected) {
        this.result = result;
        this.threads = result.trace().threads();
        this.selected = selected;
        this.inflictedOthersNanos = new long[threads.size()];
        for (int thread = 0; thread < threads.size(); thread++) {
            causesOfThread.add(new HashMap<>());
        }
        for (int cell = 0; cell < result.cellCount(); cell++) {
            if (selected[result.cellVictim(cell)]) {
                addCell(cell, groups, idOfGroup);
            }
        }
    }

    private void addCell(int cell, RootGroups groups, Map<Integer, Integer> idOfGroup) {
        int root = result.cellRoot(cell);
        int victim = result.cellVictim(cell);
        long nanos = result.cellNanos(cell);
        if (result.rootKind(root) == RootKind.NO_WORK) {
            idleShareNanos += nanos;
            return;
        }
        Integer id = idOfGroup.get(groups.of(root));
        if (id != null) {
            causesOfThread.get(victim).merge(id, nanos, Long::sum);
        }
        if (result.rootKind(root) == RootKind.UNKNOWN) {
            unknownNanos += nanos;
        }
        inferredNanos += result.cellInferredNanos(cell);
        int culprit = result.rootThread(root);
        if (culprit != ThreadTable.NONE && culprit != victim) {
            inflictedOthersNanos[culprit] += nanos;
        }
    }

    List<ThreadRow> rows() {
        List<ThreadRow> rows = new ArrayList<>();
        for (int thread = 0; thread < threads.size(); thread++) {
            if (isShown(thread)) {
                rows.add(row(thread));
            }
        }
        rows.sort(
                Comparator.comparingLong((ThreadRow row) -> -row.sufferedNanos())
                        .thenComparingLong(row -> -row.inflictedOthersNanos())
                        .thenComparing(ThreadRow::name)
                        .thenComparingLong(ThreadRow::javaThreadId));
        return List.copyOf(rows);
    }

    private boolean isShown(int thread) {
        boolean livesInWindow =
                threads.startNanos(thread) < result.toNanos()
                        && threads.endNanos(thread) >= result.fromNanos();
        return selected[thread] && livesInWindow;
    }

    private ThreadRow row(int thread) {
        long lifeNanos =
                Math.max(
                        0,
                        Math.min(threads.endNanos(thread), result.toNanos())
                                - Math.max(threads.startNanos(thread), result.fromNanos()));
        List<ThreadRow.Cause> causes = new ArrayList<>();
        causesOfThread
                .get(thread)
                .forEach((id, nanos) -> causes.add(new ThreadRow.Cause(id, nanos)));
        causes.sort(
                Comparator.comparingLong((ThreadRow.Cause cause) -> -cause.nanos())
                        .thenComparingInt(ThreadRow.Cause::blame));
        return new ThreadRow(
                thread,
                threads.displayName(thread),
                threads.javaThreadId(thread),
                threads.osThreadId(thread),
                threads.isVirtual(thread),
                threads.isCarrier(thread),
                threads.group(thread),
                lifeNanos,
                states(thread),
                ambiguous(thread),
                result.sufferedNanos(thread),
                inflictedOthersNanos[thread],
                List.copyOf(causes));
    }

    private Ambiguous ambiguous(int thread) {
        SegmentTable segments = result.trace().segments();
        long idleNanos = 0;
        long stallNanos = 0;
        for (int segment = segments.first(thread); segment < segments.end(thread); segment++) {
            int wait = segments.wait(segment);
            if (wait == WaitTable.NONE || !result.isAmbiguousWait(wait)) {
                continue;
            }
            long nanos =
                    Math.min(result.toNanos(), segments.endNanos(thread, segment))
                            - Math.max(result.fromNanos(), segments.startNanos(segment));
            ThreadState state = result.stateOf(segment);
            if (nanos > 0 && state == ThreadState.IDLE) {
                idleNanos += nanos;
            } else if (nanos > 0 && state.isBlocked()) {
                stallNanos += nanos;
            }
        }
        return new Ambiguous(idleNanos, stallNanos);
    }

    private Map<ThreadState, Long> states(int thread) {
        EnumMap<ThreadState, Long> states = new EnumMap<>(ThreadState.class);
        for (ThreadState state : ThreadState.values()) {
            long nanos = result.stateNanos(thread, state);
            if (nanos > 0) {
                states.put(state, nanos);
            }
        }
        return Collections.unmodifiableMap(states);
    }

    Report.Totals totals() {
        EnumMap<ThreadState, Long> states = new EnumMap<>(ThreadState.class);
        int count = 0;
        int virtual = 0;
        long suffered = 0;
        Ambiguous ambiguous = Ambiguous.NONE;
        for (int thread = 0; thread < threads.size(); thread++) {
            if (!isShown(thread)) {
                continue;
            }
            count++;
            virtual += threads.isVirtual(thread) ? 1 : 0;
            suffered += result.sufferedNanos(thread);
            ambiguous = ambiguous.plus(ambiguous(thread));
            states(thread).forEach((state, nanos) -> states.merge(state, nanos, Long::sum));
        }
        long idle = states.getOrDefault(ThreadState.IDLE, 0L) + idleShareNanos;
        return new Report.Totals(
                count,
                virtual,
                suffered,
                idle,
                ambiguous,
                unknownNanos,
                inferredNanos,
                Collections.unmodifiableMap(states));
    }
}
