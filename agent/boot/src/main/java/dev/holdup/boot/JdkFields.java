package dev.holdup.boot;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Fields of JDK objects that have no safe getter: {@code Thread.getId()} can be overridden on 17,
 * and getters of channels lock. A field that this JDK does not have reads as "not known". Needs
 * {@code jdk.internal.misc} exported to the boot loader's unnamed module before it is initialised.
 */
final class JdkFields {
    private static final Unsafe U = Unsafe.getUnsafe();

    private static final long TID = offset(Thread.class, "tid");
    private static final long INTERRUPTED = offset(Thread.class, "interrupted");
    private static final long OWNER =
            offset(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread");

    private JdkFields() {}

    /** Offset of a field in objects of this class, -1 if there is no such field. */
    static long offset(@Nullable Class<?> owner, String field) {
        if (owner == null) {
            return -1;
        }
        try {
            return U.objectFieldOffset(owner, field);
        } catch (Throwable missing) {
            return -1;
        }
    }

    /** Class of this name in the boot loader, null if there is none. */
    static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (Throwable missing) {
            return null;
        }
    }

    /** Id of the thread as JFR knows it. */
    static long threadId(Thread thread) {
        return U.getLong(thread, TID);
    }

    static boolean isInterrupted(Thread thread) {
        return INTERRUPTED >= 0 && U.getBoolean(thread, INTERRUPTED);
    }

    /** Id of the thread that owns this lock exclusively right now, 0 if none or not a lock. */
    static long ownerOf(@Nullable Object blocker) {
        if (!(blocker instanceof AbstractOwnableSynchronizer) || OWNER < 0) {
            return 0;
        }
        Object owner = U.getReference(blocker, OWNER);
        return owner == null ? 0 : U.getLong(owner, TID);
    }

    /** Value of a reference field, null if the field is not there. The object must have it. */
    static @Nullable Object reference(Object object, long offset) {
        return offset < 0 ? null : U.getReferenceVolatile(object, offset);
    }

    /** Value of an int field, 0 if the field is not there. The object must have it. */
    static int integer(Object object, long offset) {
        return offset < 0 ? 0 : U.getInt(object, offset);
    }

    /** Value of a long field. The object must have it. */
    static long number(Object object, long offset) {
        return U.getLong(object, offset);
    }

    /** Number that stays the same for this object and is the same for few others; 0 for null. */
    static long identity(@Nullable Object object) {
        return object == null ? 0 : System.identityHashCode(object) & 0xFFFFFFFFL;
    }
}
