package dev.holdup.blame;

import java.util.Arrays;

/**
 * The union of the pieces of each root. Pieces arrive in order of their end, so the union is a
 * stack of disjoint intervals: a new piece swallows those at the top that it touches. Intervals no
 * later piece can reach are added up and forgotten.
 */
final class Walls {
    private static final long ROOM = 1 << 16;

    private long[][] stacks = new long[64][];
    private int[] depths = new int[64];
    private long[] closed = new long[64];
    private long intervals;
    private long room = ROOM;

    void add(int root, long from, long to) {
        if (root >= stacks.length) {
            int size = Math.max(root + 1, stacks.length * 2);
            stacks = Arrays.copyOf(stacks, size);
            depths = Arrays.copyOf(depths, size);
            closed = Arrays.copyOf(closed, size);
        }
        long[] stack = stacks[root];
        if (stack == null) {
            stack = new long[2];
            stacks[root] = stack;
        }
        long start = from;
        int depth = depths[root];
        while (depth > 0 && stack[depth - 1] >= from) {
            start = Math.min(start, stack[depth - 2]);
            depth -= 2;
            intervals--;
        }
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
            stacks[root] = stack;
        }
        stack[depth] = start;
        stack[depth + 1] = to;
        depths[root] = depth + 2;
        intervals++;
    }

    /** Forgets intervals from before the instant, when there are many. */
    void makeRoom(long nanos) {
        if (intervals > room) {
            forgetBefore(nanos);
        }
    }

    private void forgetBefore(long nanos) {
        for (int root = 0; root < stacks.length; root++) {
            long[] stack = stacks[root];
            int keep = 0;
            while (keep < depths[root] && stack[keep + 1] < nanos) {
                closed[root] += stack[keep + 1] - stack[keep];
                keep += 2;
            }
            if (keep > 0) {
                System.arraycopy(stack, keep, stack, 0, depths[root] - keep);
                depths[root] -= keep;
                intervals -= keep / 2;
            }
        }
        room = Math.max(ROOM, intervals * 2);
    }

    long nanos(int root) {
        if (root >= stacks.length) {
            return 0;
        }
        long sum = closed[root];
        for (int i = 0; i < depths[root]; i += 2) {
            sum += stacks[root][i + 1] - stacks[root][i];
        }
        return sum;
    }
}
