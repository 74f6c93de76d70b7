package dev.holdup.boot;

import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;

/**
 * Elements of {@code long} arrays that several threads use: what AtomicLongArray does, without its
 * two loads and its check of the index, which are most of what a probe does that records nothing.
 * The index must be within the array; every caller takes it from a hash under a mask.
 */
final class Words {
    private static final Unsafe U = Unsafe.getUnsafe();
    private static final long BASE = base();

    private Words() {}

    /** Read once, whole, in no particular order. */
    static long get(long[] words, int index) {
        return U.getLongOpaque(words, BASE + ((long) index << 3));
    }

    /** Read before everything that follows. */
    static long getAcquire(long[] words, int index) {
        return U.getLongAcquire(words, BASE + ((long) index << 3));
    }

    /** Written once, whole, in no particular order. */
    static void set(long[] words, int index, long value) {
        U.putLongOpaque(words, BASE + ((long) index << 3), value);
    }

    /** Written after everything before. */
    static void setRelease(long[] words, int index, long value) {
        U.putLongRelease(words, BASE + ((long) index << 3), value);
    }

    /** Written if it still is what is expected; true if so. */
    static boolean replace(long[] words, int index, long expected, long value) {
        return U.compareAndSetLong(words, BASE + ((long) index << 3), expected, value);
    }

    /** The constant is an int up to some JDK and a long after it, so it cannot be compiled in. */
    private static long base() {
        try {
            Field base = Unsafe.class.getDeclaredField("ARRAY_LONG_BASE_OFFSET");
            Object holder = U.staticFieldBase(base);
            long offset = U.staticFieldOffset(base);
            return base.getType() == int.class
                    ? U.getInt(holder, offset)
                    : U.getLong(holder, offset);
        } catch (NoSuchFieldException missing) {
            throw new IllegalStateException("this JDK does not say where arrays begin", missing);
        }
    }
}
