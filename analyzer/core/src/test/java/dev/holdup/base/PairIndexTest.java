package dev.holdup.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairIndexTest {
    @Test
    void numbersManyPairsAsItDoesOneByOne() {
        Random random = new Random(5);
        PairIndex oneByOne = new PairIndex();
        PairIndex together = new PairIndex();
        int[] first = new int[100];
        int[] second = new int[100];
        int[] numbers = new int[100];
        int[] expected = new int[100];
        // Few enough pairs to repeat within one call, enough of them for the index to grow.
        for (int round = 0; round < 200; round++) {
            int count = random.nextInt(first.length + 1);
            for (int i = 0; i < count; i++) {
                first[i] = random.nextInt(60) - 1;
                second[i] = random.nextInt(60) - 1;
                expected[i] = oneByOne.intern(first[i], second[i]);
            }
            together.internAll(first, second, count, numbers);
            assertThat(Arrays.copyOf(numbers, count)).isEqualTo(Arrays.copyOf(expected, count));
        }
        assertThat(together.size()).isEqualTo(oneByOne.size()).isGreaterThan(3_000);
    }
}
