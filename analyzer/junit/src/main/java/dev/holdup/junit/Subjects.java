package dev.holdup.junit;

import dev.holdup.model.ThreadTable;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The threads that belong to a test: its own, and those started while it ran by a thread that
 * belongs to it. Threads whose creator was not recorded count if they started in that time.
 */
final class Subjects implements IntPredicate {
    private final BitSet rows = new BitSet();

    private Subjects() {}

    static Subjects of(ThreadTable threads, long testThreadId, long fromNanos, long toNanos) {
        Subjects subjects = new Subjects();
        for (int row = 0; row < threads.size(); row++) {
            if (threads.javaThreadId(row) == testThreadId) {
                subjects.rows.set(row);
            }
        }
        // Rows are in no order of creation: repeated until a round adds nobody.
        boolean grows = true;
        while (grows) {
            grows = false;
            for (int row = 0; row < threads.size(); row++) {
                if (!subjects.rows.get(row)
                        && threads.startNanos(row) >= fromNanos
                        && threads.startNanos(row) < toNanos
                        && subjects.isCreator(threads.creator(row))) {
                    subjects.rows.set(row);
                    grows = true;
                }
            }
        }
        return subjects;
    }

    private boolean isCreator(int creator) {
        return creator == ThreadTable.NONE || rows.get(creator);
    }

    @Override
    public boolean test(int row) {
        return rows.get(row);
    }
}
