package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cells of one group of roots sum to, over the selected victims. */
final class GroupSums {
    /** Cells of one victim that look the same in a report become one victim row. */
    record VictimKey(int victim, boolean self, String operation, List<String> through, int stack) {}

    final Map<VictimKey, Long> victims = new LinkedHashMap<>();
    final Map<String, Long> targets = new HashMap<>();
    long selfNanos;
    long overseerNanos;
    long othersNanos;
    long exactNanos;
    long inferredNanos;
    long incidents;
    long longestNanos;

    /** Stall time of others by the lock next to the root on their way. */
    private final Map<String, Long> othersNanosByLock = new HashMap<>();

    private final Map<String, Integer> largestCellByLock = new HashMap<>();

    void add(
            BlameResult result,
            int cell,
            boolean isSelf,
            boolean isOverseer,
            List<String> through) {
        long nanos = result.cellNanos(cell);
        overseerNanos += isOverseer ? nanos : 0;
        if (isSelf) {
            selfNanos += nanos;
        } else {
            othersNanos += nanos;
            String lock = HeldLock.candidate(result, cell);
            othersNanosByLock.merge(lock, nanos, Long::sum);
            largestCellByLock.merge(
                    lock, cell, (a, b) -> result.cellNanos(b) > result.cellNanos(a) ? b : a);
        }
        targets.merge(RootGroups.target(result, result.cellRoot(cell)), nanos, Long::sum);
        exactNanos += result.cellExactNanos(cell);
        inferredNanos += result.cellInferredNanos(cell);
        incidents += result.cellIncidents(cell);
        longestNanos = Math.max(longestNanos, result.cellLongestNanos(cell));
        String operation =
                result.cellHasOperation(cell)
                        ? result.cellOperation(cell).text()
                        : result.cellState(cell).name();
        victims.merge(
                new VictimKey(
                        result.cellVictim(cell),
                        isSelf,
                        operation,
                        through,
                        result.cellStack(cell)),
                nanos,
                Long::sum);
    }

    /** Brief name of the lock the root held while most of the others waited; empty for none. */
    String heldLock(BlameResult result) {
        for (Map.Entry<String, Integer> entry : largestCellByLock.entrySet()) {
            boolean isMost = othersNanosByLock.getOrDefault(entry.getKey(), 0L) > othersNanos / 2;
            if (isMost) {
                return HeldLock.of(result, entry.getValue());
            }
        }
        return "";
    }

    /** What a row's place in the table goes by. */
    long rankNanos() {
        return totalNanos() - overseerNanos;
    }

    long totalNanos() {
        return selfNanos + othersNanos;
    }
}
