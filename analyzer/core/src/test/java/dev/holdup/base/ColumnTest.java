package dev.holdup.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnTest {
    private static final int MANY = Blocks.SIZE * 3 + 100;

    @Test
    void holdsWhatWasAddedInAllItsBlocks() {
        LongColumn longs = new LongColumn();
        IntColumn ints = new IntColumn();
        ByteColumn bytes = new ByteColumn();
        for (int row = 0; row < MANY; row++) {
            longs.add(row * 3_000_000_000L);
            ints.add(row * 7);
            bytes.add((byte) row);
        }
        for (int row = 0; row < MANY; row++) {
            assertThat(longs.get(row)).isEqualTo(row * 3_000_000_000L);
            assertThat(ints.get(row)).isEqualTo(row * 7);
            assertThat(bytes.get(row)).isEqualTo((byte) row);
        }
        assertThat(longs.size()).isEqualTo(MANY);
        assertThat(longs.toArray()).hasSize(MANY).endsWith((MANY - 1) * 3_000_000_000L);
    }

    @Test
    void rowsNobodySetHaveTheUsualValue() {
        IntColumn column = new IntColumn(-1);
        column.set(MANY, 5);
        assertThat(column.get(0)).isEqualTo(-1);
        assertThat(column.get(MANY - 1)).isEqualTo(-1);
        assertThat(column.get(MANY)).isEqualTo(5);
        assertThat(column.get(MANY + 1)).isEqualTo(-1);
        assertThat(column.size()).isEqualTo(MANY + 1);
        assertThat(column.toArray()).startsWith(-1, -1).endsWith(-1, 5);
    }

    @Test
    void isWhatAListIsAfterAnySteps() {
        Random random = new Random(1);
        LongColumn column = new LongColumn(-1);
        List<Long> list = new ArrayList<>();
        for (int step = 0; step < 200_000; step++) {
            long value = random.nextInt(3) == 0 ? -1 : random.nextLong();
            if (list.isEmpty() || random.nextInt(3) > 0) {
                column.add(value);
                list.add(value);
            } else {
                int row = random.nextInt(list.size());
                column.set(row, value);
                list.set(row, value);
            }
        }
        assertThat(column.size()).isEqualTo(list.size());
        for (int row = 0; row < list.size(); row++) {
            assertThat(column.get(row)).isEqualTo(list.get(row));
        }
    }

    @Test
    void takesOverAnotherAtAnyRow() {
        for (int size : new int[] {0, 1, 17, Blocks.SIZE - 1, Blocks.SIZE, MANY}) {
            for (int from : new int[] {size, Blocks.nextStart(size), size + 1000}) {
                LongColumn taking = numbered(size, 0);
                taking.takeAll(from, numbered(MANY, 1_000_000));
                taking.add(77);
                assertThat(taking.size()).isEqualTo(from + MANY + 1);
                for (int row = 0; row < from; row++) {
                    assertThat(taking.get(row)).isEqualTo(row < size ? row : -1);
                }
                for (int row = 0; row < MANY; row++) {
                    assertThat(taking.get(from + row)).isEqualTo(usualOr(row, 1_000_000));
                }
                assertThat(taking.get(from + MANY)).isEqualTo(77);
            }
        }
    }

    /** With one block in which all rows have the usual value. */
    private static LongColumn numbered(int size, long base) {
        LongColumn column = new LongColumn(-1);
        for (int row = 0; row < size; row++) {
            column.add(base == 0 ? row : usualOr(row, base));
        }
        return column;
    }

    private static long usualOr(int row, long base) {
        return row / Blocks.SIZE == 1 ? -1 : base + row;
    }
}
