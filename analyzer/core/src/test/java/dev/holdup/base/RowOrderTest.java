package dev.holdup.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowOrderTest {
    private static final int THREADS = 7;

    @Test
    void groupsByThreadAndOrdersByTimeWithTiesAsTheyCame() {
        Random random = new Random(2);
        for (int rows : new int[] {0, 1, 5, 1000, 20_000}) {
            for (int runLength : new int[] {1, 3, 500, 100_000}) {
                check(random, rows, runLength);
            }
        }
    }

    private static void check(Random random, int rows, int runLength) {
        IntColumn threads = new IntColumn();
        LongColumn nanos = new LongColumn();
        long[] now = new long[THREADS];
        for (int row = 0; row < rows; row++) {
            int thread = random.nextInt(THREADS + 1) - 1;
            threads.add(thread);
            if (thread < 0) {
                nanos.add(random.nextInt(100));
                continue;
            }
            boolean back = random.nextInt(runLength) == 0;
            now[thread] =
                    Math.max(0, now[thread] + (back ? -random.nextInt(50) : random.nextInt(3)));
            nanos.add(now[thread]);
        }
        RowOrder order = RowOrder.of(threads, nanos, THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            List<Integer> expected = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                if (threads.get(row) == thread) {
                    expected.add(row);
                }
            }
            expected.sort(Comparator.comparingLong(nanos::get));
            List<Integer> found = new ArrayList<>();
            for (int place = order.first(thread); place < order.end(thread); place++) {
                found.add(order.row(place));
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void findsTheFirstRowAfterATime() {
        LongColumn nanos = new LongColumn();
        IntColumn threads = new IntColumn();
        for (long at : new long[] {10, 20, 20, 30}) {
            threads.add(0);
            nanos.add(at);
        }
        RowOrder order = RowOrder.of(threads, nanos, 1);
        assertThat(order.firstAfter(0, 9, nanos)).isZero();
        assertThat(order.firstAfter(0, 20, nanos)).isEqualTo(3);
        assertThat(order.firstAfter(0, 30, nanos)).isEqualTo(4);
    }
}
