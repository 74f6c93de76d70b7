package dev.holdup.blame;

import dev.holdup.base.SortByKey;
import dev.holdup.model.ThreadTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An order of threads that does not depend on their row numbers (law L7): by start, Java id, kernel
 * id, name. It breaks every tie between threads.
 */
final class ThreadOrder {
    private final int[] ranks;

    private ThreadOrder(int[] ranks) {
        this.ranks = ranks;
    }

    static ThreadOrder of(ThreadTable threads) {
        List<Integer> rows = new ArrayList<>();
        for (int thread = 0; thread < threads.size(); thread++) {
            rows.add(thread);
        }
        rows.sort(
                Comparator.<Integer>comparingLong(threads::startNanos)
                        .thenComparingLong(threads::javaThreadId)
                        .thenComparingLong(threads::osThreadId)
                        .thenComparing(threads::name));
        int[] ranks = new int[rows.size()];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[rows.get(rank)] = rank;
        }
        return new ThreadOrder(ranks);
    }

    /** Place of a thread in the order; {@link ThreadTable#NONE} comes first. */
    int rank(int thread) {
        return thread == ThreadTable.NONE ? -1 : ranks[thread];
    }

    /** Orders {@code rows} by {@code times[row]}, equal times by rank of {@code threads[row]}. */
    void sort(int[] rows, long[] times, int[] threads) {
        long[] byRank = new long[times.length];
        for (int row = 0; row < times.length; row++) {
            byRank[row] = rank(threads[row]);
        }
        SortByKey.sort(rows, byRank);
        SortByKey.sort(rows, times);
    }
}
