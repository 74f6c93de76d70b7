package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cells of one group of roots sum to, over the selected victims. */
final class GroupSums {
    /** Cells of one victim that look the same in a report become one victim row. */
    record VictimKey(int victim, String operation, List<String> through, int stack) {}

    final Map<VictimKey, Long> victims = new LinkedHashMap<>();
    long selfNanos;
    long othersNanos;
    long exactNanos;
    long inferredNanos;
    long incidents;
    long longestNanos;

    /** The cell of another victim with the most stall time, -1 without one. */
    private int largestOthersCell = -1;

    /** Stall time of others by the lock next to the root on their way. */
    private final Map<String, Long> othersNanosByLock = new HashMap<>();

    void add(BlameResult result, int cell, boolean isSelf, List<String> through) {
        long nanos = result.cellNanos(cell);
        if (isSelf) {
            selfNanos += nanos;
        } else {
            othersNanos += nanos;
            othersNanosByLock.merge(HeldLock.candidate(result, cell), nanos, Long::sum);
            if (largestOthersCell < 0 || nanos > result.cellNanos(largestOthersCell)) {
                largestOthersCell = cell;
            }
        }
        exactNanos += result.cellExactNanos(cell);
        inferredNanos += result.cellInferredNanos(cell);
        incidents += result.cellIncidents(cell);
        longestNanos = Math.max(longestNanos, result.cellLongestNanos(cell));
        String operation =
                result.cellHasOperation(cell)
                        ? result.cellOperation(cell).text()
                        : result.cellState(cell).name();
        victims.merge(
                new VictimKey(result.cellVictim(cell), operation, through, result.cellStack(cell)),
                nanos,
                Long::sum);
    }

    /** Brief name of the lock the root held while most of the others waited; empty for none. */
    String heldLock(BlameResult result) {
        if (largestOthersCell < 0) {
            return "";
        }
        String lock = HeldLock.of(result, largestOthersCell);
        boolean isMost = othersNanosByLock.getOrDefault(lock, 0L) > othersNanos / 2;
        return isMost ? lock : "";
    }

    long totalNanos() {
        return selfNanos + othersNanos;
    }
}
