package dev.holdup.blame;

import dev.holdup.base.IntColumn;

/** Sets of occupants, each in its canonical order: set k is a run of one column. */
final class PoolSets {
    private final IntColumn members = new IntColumn();
    private final IntColumn first = new IntColumn();

    PoolSets() {
        first.add(0);
    }

    int add(int[] threads, int count) {
        for (int i = 0; i < count; i++) {
            members.add(threads[i]);
        }
        first.add(members.size());
        return first.size() - 2;
    }

    int first(int set) {
        return first.get(set);
    }

    int end(int set) {
        return first.get(set + 1);
    }

    int member(int index) {
        return members.get(index);
    }
}
