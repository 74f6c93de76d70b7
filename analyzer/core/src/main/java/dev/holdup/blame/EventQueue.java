package dev.holdup.blame;

import java.util.Arrays;

/**
 * The next change of each node, in order of time: a calendar of equal stretches of the window, each
 * a list, and a small heap for the stretch that is being worked on. A node has at most one entry.
 */
final class EventQueue {
    private static final int NONE = -1;
    private static final int MAX_BUCKETS = 1 << 22;

    private final long fromNanos;
    private final long toNanos;
    private final long widthNanos;
    private final int[] firstInBucket;
    private final int[] nextInBucket;
    private final long[] times;
    private final int[] heap;
    private int heapSize;
    private int bucket;

    /** A queue for {@code nodes} nodes and about {@code events} changes within [from, to). */
    EventQueue(int nodes, long events, long fromNanos, long toNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        int buckets = (int) Math.max(1, Math.min(events / 2, MAX_BUCKETS));
        widthNanos = (toNanos - fromNanos) / buckets + 1;
        firstInBucket = new int[buckets + 1];
        Arrays.fill(firstInBucket, NONE);
        nextInBucket = new int[nodes];
        times = new long[nodes];
        heap = new int[nodes];
    }

    /**
     * Adds the next change of a node that has none in the queue; one after the window is dropped.
     */
    void add(int node, long nanos) {
        if (nanos >= toNanos) {
            return;
        }
        times[node] = nanos;
        int index = (int) ((nanos - fromNanos) / widthNanos);
        if (index <= bucket) {
            push(node);
        } else {
            nextInBucket[node] = firstInBucket[index];
            firstInBucket[index] = node;
        }
    }

    /** Time of the earliest change, or Long.MAX_VALUE if there is none. */
    long nextNanos() {
        while (heapSize == 0) {
            if (++bucket >= firstInBucket.length) {
                bucket = firstInBucket.length;
                return Long.MAX_VALUE;
            }
            for (int node = firstInBucket[bucket]; node != NONE; node = nextInBucket[node]) {
                push(node);
            }
        }
        return times[heap[0]];
    }

    /** Takes the node of the earliest change; {@link #nextNanos} must have found one. */
    int take() {
        int taken = heap[0];
        int last = heap[--heapSize];
        long time = times[last];
        int hole = 0;
        while (true) {
            int child = hole * 2 + 1;
            if (child >= heapSize) {
                break;
            }
            if (child + 1 < heapSize && times[heap[child + 1]] < times[heap[child]]) {
                child++;
            }
            if (times[heap[child]] >= time) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = last;
        return taken;
    }

    private void push(int node) {
        long time = times[node];
        int hole = heapSize++;
        while (hole > 0) {
            int parent = (hole - 1) >> 1;
            if (times[heap[parent]] <= time) {
                break;
            }
            heap[hole] = heap[parent];
            hole = parent;
        }
        heap[hole] = node;
    }
}
