package dev.holdup.blame;

import dev.holdup.base.LongColumn;
import dev.holdup.base.TupleIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Roots, fine grained: one row for each distinct (kind, thread, operation, resource, stack, detail,
 * members), with what was measured about it.
 */
final class RootTable {
    static final int NO_OPERATION = 0;

    private static final int KIND = 0;
    private static final int THREAD = 1;
    private static final int OPERATION = 2;
    private static final int RESOURCE = 3;
    private static final int STACK = 4;
    private static final int DETAIL = 5;
    private static final int MEMBERS = 6;

    private final TupleIndex index = new TupleIndex(7);
    private final int[] key = new int[7];
    private boolean frozen;
    private final List<String> details = new ArrayList<>();
    private final List<int[]> memberSets = new ArrayList<>();
    final LongColumn wallNanos = new LongColumn();
    final LongColumn incidents = new LongColumn();
    final LongColumn longestNanos = new LongColumn();

    RootTable() {
        details.add("");
        memberSets.add(new int[0]);
    }

    /** Number of a detail text, for {@link #intern}. */
    int detail(String text) {
        int found = details.indexOf(text);
        if (found >= 0 || frozen) {
            return found;
        }
        details.add(text);
        return details.size() - 1;
    }

    /** Number of a set of member threads, given in ascending order, for {@link #intern}. */
    int members(int[] threads) {
        for (int set = 0; set < memberSets.size(); set++) {
            if (Arrays.equals(memberSets.get(set), threads)) {
                return set;
            }
        }
        if (frozen) {
            return -1;
        }
        memberSets.add(threads.clone());
        return memberSets.size() - 1;
    }

    /** From now on {@link #intern} only looks up, and is safe for many threads. */
    void freeze() {
        frozen = true;
    }

    /** Row of a root; a new one unless frozen, when an unknown root is -1. */
    int intern(
            RootKind kind,
            int thread,
            int operationCode,
            int resource,
            int stack,
            int detail,
            int members) {
        if (frozen) {
            return index.find(
                    new int[] {
                        kind.ordinal(), thread, operationCode, resource, stack, detail, members
                    });
        }
        key[KIND] = kind.ordinal();
        key[THREAD] = thread;
        key[OPERATION] = operationCode;
        key[RESOURCE] = resource;
        key[STACK] = stack;
        key[DETAIL] = detail;
        key[MEMBERS] = members;
        int root = index.intern(key);
        if (root == wallNanos.size()) {
            wallNanos.add(0);
            incidents.add(0);
            longestNanos.add(0);
        }
        return root;
    }

    int size() {
        return index.size();
    }

    RootKind kind(int root) {
        return RootKind.ofCode(index.get(root, KIND));
    }

    int thread(int root) {
        return index.get(root, THREAD);
    }

    int operationCode(int root) {
        return index.get(root, OPERATION);
    }

    int resource(int root) {
        return index.get(root, RESOURCE);
    }

    int stack(int root) {
        return index.get(root, STACK);
    }

    String detail(int root) {
        return details.get(index.get(root, DETAIL));
    }

    int[] members(int root) {
        return memberSets.get(index.get(root, MEMBERS)).clone();
    }
}
