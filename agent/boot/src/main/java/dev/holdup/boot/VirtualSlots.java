package dev.holdup.boot;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Since when each living virtual thread has been mounted or unmounted: four words per thread.
 *
 * <pre>
 *   KEY   [ thread id, 0 = free                                    ]
 *   SINCE [ nanoTime of the last mount or unmount                  ]
 *   READY [ nanoTime at which it was made runnable, 0 = not yet    ]
 *   STATE [ readier's thread id : 55 ][ wanted : 1 ][ code : 8     ]
 * </pre>
 *
 * Ids are handed out one after the other, and the index is a permutation of the id's low bits, so
 * threads that live together rarely meet. When a table is half full the next, larger one is made,
 * by a thread that starts another, never by one that changes hands.
 *
 * <p>Only one thread at a time writes the words of a slot: whoever moved the virtual thread to its
 * present state.
 */
final class VirtualSlots {
    private static final int KEY = 0;
    private static final int SINCE = 1;
    private static final int READY = 2;
    private static final int STATE = 3;
    private static final int STRIDE = 4;

    /** Slots looked at, from the one of the id on. */
    private static final int PROBES = 4;

    private static final int[] SIZES = {1 << 14, 1 << 18, 1 << 21};
    private static final int INDEX_BITS = 24;
    private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
    private static final int SCATTER = 0x9E3779B1;

    private static final int CODE_BITS = 9;
    private static final int CODE_MASK = 255;
    private static final int WANTED = 256;

    /**
     * Only every sixteenth thread is counted, as sixteen: the count is a word that all processors
     * share, and says no more than whether a table is about half full.
     */
    private static final int COUNTED_MASK = 15;

    private static final AtomicLong LIVING = new AtomicLong();

    /** True if a slot was given since the last {@link #clear}. */
    private static boolean isUsed;

    private static final AtomicLong GROWING = new AtomicLong();

    private static final int FIRST_SIZE = VirtualThreads.exist() ? SIZES[0] : 1;
    private static final long[] FIRST = new long[FIRST_SIZE * STRIDE];
    private static volatile long @Nullable [] second;
    private static volatile long @Nullable [] third;

    private VirtualSlots() {}

    /** Slot of this thread, -1 if it has none. */
    static int find(long thread) {
        int slot = (int) thread * SCATTER & FIRST_SIZE - 1;
        return Words.get(FIRST, slot * STRIDE + KEY) == thread ? slot : findBeyond(thread);
    }

    /** Apart from the first look, so that this is small enough to become part of the hooks. */
    private static int findBeyond(long thread) {
        int slot = find(FIRST, thread);
        if (slot >= 0) {
            return slot;
        }
        long[] table = second;
        if (table == null) {
            return -1;
        }
        slot = find(table, thread);
        if (slot >= 0) {
            return slot | 1 << INDEX_BITS;
        }
        table = third;
        slot = table == null ? -1 : find(table, thread);
        return slot < 0 ? -1 : slot | 2 << INDEX_BITS;
    }

    /** Gives a slot to a thread that has none; -1 if there is no place. */
    static int add(long thread, long nowNanos, int code) {
        int slot = claim(FIRST, thread);
        long[] table = slot < 0 ? second : null;
        if (table != null) {
            slot = claim(table, thread);
            slot = slot < 0 ? -1 : slot | 1 << INDEX_BITS;
        }
        table = slot < 0 ? third : null;
        if (table != null) {
            slot = claim(table, thread);
            slot = slot < 0 ? -1 : slot | 2 << INDEX_BITS;
        }
        if (slot < 0) {
            return -1;
        }
        if (!isUsed) {
            isUsed = true;
        }
        count(thread, COUNTED_MASK + 1);
        set(slot, nowNanos, code);
        return slot;
    }

    /** Makes the next table if the present ones are half full; allocates. */
    static void growIfNeeded() {
        long living = LIVING.get();
        if (living <= SIZES[0] / 2 || (second != null && living <= SIZES[1] / 2)) {
            return;
        }
        if (third != null || !GROWING.compareAndSet(0, 1)) {
            return;
        }
        try {
            if (second == null) {
                second = new long[SIZES[1] * STRIDE];
            } else if (third == null) {
                third = new long[SIZES[2] * STRIDE];
            }
        } finally {
            GROWING.set(0);
        }
    }

    /** Frees the slot of this thread. */
    static void remove(int slot, long thread) {
        Words.setRelease(table(slot), (slot & INDEX_MASK) * STRIDE + KEY, 0);
        count(thread, -COUNTED_MASK - 1);
    }

    private static void count(long thread, int difference) {
        if ((thread & COUNTED_MASK) == 0) {
            LIVING.addAndGet(difference);
        }
    }

    /** Notes that the thread changed its state now, and is not runnable for all we know. */
    static void set(int slot, long nowNanos, int code) {
        long[] table = table(slot);
        int base = (slot & INDEX_MASK) * STRIDE;
        Words.set(table, base + SINCE, nowNanos);
        Words.set(table, base + READY, 0);
        Words.set(table, base + STATE, code);
    }

    /** Notes who made the thread runnable; the first to do so counts. */
    static void ready(int slot, long nowNanos, long readier) {
        long[] table = table(slot);
        int base = (slot & INDEX_MASK) * STRIDE;
        long state = Words.get(table, base + STATE);
        int code = (int) state & CODE_MASK;
        if (code != VirtualThreads.RUNNING && Words.get(table, base + READY) == 0) {
            Words.set(table, base + STATE, readier << CODE_BITS | code);
            Words.set(table, base + READY, nowNanos);
        }
    }

    static long since(int slot) {
        return Words.get(table(slot), (slot & INDEX_MASK) * STRIDE + SINCE);
    }

    static long readyAt(int slot) {
        return Words.get(table(slot), (slot & INDEX_MASK) * STRIDE + READY);
    }

    /** State and readier in one word, for {@link #code} and {@link #readier}. */
    static long state(int slot) {
        return Words.get(table(slot), (slot & INDEX_MASK) * STRIDE + STATE);
    }

    static int code(long state) {
        return (int) state & CODE_MASK;
    }

    static long readier(long state) {
        return state >>> CODE_BITS;
    }

    /** True if the wait is to be recorded but its stack has not been delivered. */
    static boolean isWanted(long state) {
        return (state & WANTED) != 0;
    }

    static void want(int slot) {
        long[] table = table(slot);
        int index = (slot & INDEX_MASK) * STRIDE + STATE;
        Words.set(table, index, Words.get(table, index) | WANTED);
    }

    /**
     * Collects threads that have been waiting for so long and are not runnable: pairs of id and
     * nanoTime. Reads while others write, so a pair may be out of date.
     *
     * @return number of longs written
     */
    static int waiting(long[] pairs, long latestStart) {
        int size = waiting(FIRST, pairs, 0, latestStart);
        long[] table = second;
        if (table != null) {
            size = waiting(table, pairs, size, latestStart);
        }
        table = third;
        return table == null ? size : waiting(table, pairs, size, latestStart);
    }

    private static int waiting(long[] table, long[] pairs, int from, long latestStart) {
        int size = from;
        for (int base = 0; base < table.length && size + 1 < pairs.length; base += STRIDE) {
            long thread = Words.getAcquire(table, base + KEY);
            int code = code(Words.get(table, base + STATE));
            long since = Words.get(table, base + SINCE);
            if (thread != 0
                    && code != VirtualThreads.RUNNING
                    && code != VirtualThreads.STARTED
                    && code != VirtualThreads.YIELDING
                    && Words.get(table, base + READY) == 0
                    && latestStart - since >= 0) {
                pairs[size++] = thread;
                pairs[size++] = since;
            }
        }
        return size;
    }

    /** Forgets all threads. Not to be called while hooks record. */
    static void clear() {
        if (!isUsed) {
            return;
        }
        isUsed = false;
        clear(FIRST);
        long[] table = second;
        if (table != null) {
            clear(table);
        }
        table = third;
        if (table != null) {
            clear(table);
        }
        LIVING.set(0);
    }

    private static void clear(long[] table) {
        for (int i = 0; i < table.length; i += STRIDE) {
            Words.set(table, i, 0);
        }
    }

    private static int find(long[] table, long thread) {
        int mask = table.length / STRIDE - 1;
        int start = (int) thread * SCATTER;
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & mask;
            if (Words.get(table, slot * STRIDE + KEY) == thread) {
                return slot;
            }
        }
        return -1;
    }

    private static int claim(long[] table, long thread) {
        int mask = table.length / STRIDE - 1;
        int start = (int) thread * SCATTER;
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & mask;
            int key = slot * STRIDE + KEY;
            if (Words.get(table, key) == 0 && Words.replace(table, key, 0, thread)) {
                return slot;
            }
        }
        return -1;
    }

    private static long[] table(int slot) {
        return slot < FIRST_SIZE ? FIRST : largerTable(slot);
    }

    private static long[] largerTable(int slot) {
        long[] table = slot >>> INDEX_BITS == 1 ? second : third;
        return table == null ? FIRST : table;
    }
}
