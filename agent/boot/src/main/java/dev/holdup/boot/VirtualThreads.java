package dev.holdup.boot;

import java.lang.reflect.Field;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * What this JDK's virtual threads look like inside: their state field, and what its numbers mean.
 * The numbers are translated to those of JDK 25 by the names of the constants, so that a recording
 * means the same whatever JDK wrote it.
 */
final class VirtualThreads {
    /** Started and not yet run. */
    static final int STARTED = 1;

    /** Mounted. */
    static final int RUNNING = 2;

    static final int PARKING = 3;
    static final int TIMED_PARKING = 6;
    static final int YIELDING = 10;

    /** About to wait for a monitor somebody holds. */
    static final int BLOCKING = 12;

    /** About to wait in {@code Object.wait}. */
    static final int WAITING = 15;

    static final int TIMED_WAITING = 17;

    /** Unmounted for a reason this version of Holdup does not know. */
    static final int OTHER = 127;

    private static final String[] NAMES = {
        "PARKING", "TIMED_PARKING", "YIELDING", "BLOCKING", "WAITING", "TIMED_WAITING"
    };
    private static final int[] CODES = {
        PARKING, TIMED_PARKING, YIELDING, BLOCKING, WAITING, TIMED_WAITING
    };
    private static final int MASK = 255;

    private static final Unsafe U = Unsafe.getUnsafe();
    private static final @Nullable Class<?> VIRTUAL = JdkFields.find("java.lang.VirtualThread");
    private static final @Nullable Class<?> CARRIER =
            JdkFields.find("jdk.internal.misc.CarrierThread");
    private static final long STATE = JdkFields.offset(VIRTUAL, "state");

    /** Code by number of the state in this JDK. */
    private static final byte[] CODE_BY_STATE = codes();

    /** Thread of the JVM that hands monitors on; it says nothing about who let go. 0 if unknown. */
    private static volatile long unblocker;

    private static final @Nullable Field SCHEDULER = field("DEFAULT_SCHEDULER");
    private static final @Nullable Object BASE =
            SCHEDULER == null ? null : U.staticFieldBase(SCHEDULER);
    private static final long OFFSET = SCHEDULER == null ? -1 : U.staticFieldOffset(SCHEDULER);

    private VirtualThreads() {}

    /** True if this JDK has them. */
    static boolean exist() {
        return VIRTUAL != null;
    }

    /**
     * True if this is the pool whose threads carry virtual threads. The class is not initialised by
     * this, since it reads system properties the application may want to set.
     */
    @SuppressWarnings("ReferenceEquality") // there is one such pool, and a pool has no value
    static boolean isCarriers(Object pool) {
        return BASE != null && U.getReference(BASE, OFFSET) == pool;
    }

    /** True if this is a virtual thread that a scheduler of the JDK carries. */
    static boolean isVirtual(Object thread) {
        return thread.getClass() == VIRTUAL;
    }

    /** Why the thread, which must be virtual, is about to unmount. */
    static int reason(Object thread) {
        return STATE < 0 ? OTHER : CODE_BY_STATE[U.getInt(thread, STATE) & MASK];
    }

    /**
     * Id of the thread that makes another one runnable now, 0 if that says nothing about the cause:
     * a carrier in its own name runs timers and puts back what has just been yielded.
     */
    static long readier() {
        Thread current = Thread.currentThread();
        if (current.getClass() == CARRIER) {
            return 0;
        }
        long id = JdkFields.threadId(current);
        return id == unblocker ? 0 : id;
    }

    /** Names the thread of the JVM that hands monitors on. */
    static void setUnblocker(long thread) {
        unblocker = thread;
    }

    private static byte[] codes() {
        byte[] codes = new byte[MASK + 1];
        for (int i = 0; i <= MASK; i++) {
            codes[i] = OTHER;
        }
        for (int i = 0; i < NAMES.length; i++) {
            int state = constant(NAMES[i]);
            if (state >= 0 && state <= MASK) {
                codes[state] = (byte) CODES[i];
            }
        }
        return codes;
    }

    /** Value of a constant of the class, -1 if this JDK does not have it. */
    private static int constant(String name) {
        Field field = field(name);
        return field == null ? -1 : U.getInt(U.staticFieldBase(field), U.staticFieldOffset(field));
    }

    private static @Nullable Field field(String name) {
        try {
            return VIRTUAL == null ? null : VIRTUAL.getDeclaredField(name);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError missing) {
            return null;
        }
    }
}
