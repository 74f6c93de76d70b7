package dev.holdup.blame;

import java.util.Random;

/**
 * A deadlock of some threads, each of which owns one lock and wants that of the next, and more
 * threads queued behind it, one behind the other or side by side. In nanoseconds.
 */
final class RandomDeadlock {
    private static final long END = 100;

    private final StringBuilder text = new StringBuilder("unit ns\n");
    private final long[] blockedFrom;
    private final long[] stuckFrom;
    private final int members;
    private long closes;

    private RandomDeadlock(long seed) {
        Random random = new Random(seed);
        members = 2 + random.nextInt(3);
        int behind = random.nextInt(4);
        blockedFrom = new long[members + behind];
        int[] wantedOf = new int[blockedFrom.length];
        for (int i = 0; i < blockedFrom.length; i++) {
            blockedFrom[i] = 1L + random.nextInt((int) END - 20);
            boolean member = i < members;
            int wanted = member ? (i + 1) % members : random.nextInt(i);
            wantedOf[i] = wanted;
            closes = member ? Math.max(closes, blockedFrom[i]) : closes;
            text.append("T" + i + ": holds m" + i + " 0.." + END);
            text.append(", L(m" + wanted + ") " + blockedFrom[i] + ".." + END + "\n");
        }
        text.append("end ").append(END).append("\n");
        stuckFrom = new long[blockedFrom.length];
        for (int i = 0; i < stuckFrom.length; i++) {
            long ahead = i < members ? closes : stuckFrom[wantedOf[i]];
            stuckFrom[i] = Math.max(blockedFrom[i], ahead);
        }
    }

    static RandomDeadlock of(long seed) {
        return new RandomDeadlock(seed);
    }

    String text() {
        return text.toString();
    }

    int threads() {
        return blockedFrom.length;
    }

    int members() {
        return members;
    }

    /** When the last member begins to wait. */
    long closesNanos() {
        return closes;
    }

    /** From when on the thread and all it waits for are stuck. */
    long stuckFromNanos(int thread) {
        return stuckFrom[thread];
    }
}
