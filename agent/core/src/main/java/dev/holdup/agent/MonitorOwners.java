package dev.holdup.agent;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which monitor a virtual thread waits for, and which thread holds it. Nothing public tells that
 * but a dump of all threads into a file; from JDK 25 on the JDK has a snapshot of one thread that
 * the dump is made of, and that is asked here, once, when the recording ends.
 *
 * <p>Each snapshot stops its thread for a moment, so there is an end to them: of what is left then
 * the monitors stay unknown. For one thread.
 */
final class MonitorOwners {
    private static final String SNAPSHOT = "jdk.internal.vm.ThreadSnapshot";
    private static final long MOST_NANOS = 500_000_000;

    private final long untilNanos = System.nanoTime() + MOST_NANOS;
    private final Method of;
    private final Method blockedOn;
    private final Method waitingOn;
    private final Field locks;
    private final Method lockObject;

    /** Monitor by id of the thread that waits for it or in it. */
    private final Map<Long, Object> wanted = new HashMap<>();

    /** Id of the holder by monitor, 0 while none has been found; only of those threads wait for. */
    private final IdentityHashMap<Object, Long> holders = new IdentityHashMap<>();

    /**
     * Needs the package of the snapshot opened to this class.
     *
     * @throws ReflectiveOperationException if this JDK has no such snapshot
     */
    MonitorOwners() throws ReflectiveOperationException {
        Class<?> snapshot = Class.forName(SNAPSHOT, true, null);
        of = snapshot.getDeclaredMethod("of", Thread.class);
        blockedOn = snapshot.getDeclaredMethod("blockedOn");
        waitingOn = snapshot.getDeclaredMethod("waitingOn");
        locks = snapshot.getDeclaredField("locks");
        lockObject = locks.getType().getComponentType().getDeclaredMethod("lockObject");
        for (AccessibleObject member : List.of(of, blockedOn, waitingOn, locks, lockObject)) {
            member.setAccessible(true);
        }
    }

    /** Finds the monitor this thread waits for, or in, if it does. */
    void look(Thread waiting) throws ReflectiveOperationException {
        Object snapshot = snapshot(waiting);
        if (snapshot == null) {
            return;
        }
        Object monitor = blocker(snapshot, blockedOn);
        if (monitor != null) {
            holders.put(monitor, 0L);
        } else {
            monitor = blocker(snapshot, waitingOn);
        }
        if (monitor != null) {
            wanted.put(waiting.getId(), monitor);
        }
    }

    /** Finds who holds the monitors that have been seen, if one of these threads does. */
    void findHolders(List<Thread> threads) throws ReflectiveOperationException {
        if (holders.isEmpty()) {
            return;
        }
        for (Thread thread : threads) {
            Object snapshot = snapshot(thread);
            if (snapshot != null) {
                // What a thread is about to get, or has given up in wait, it does not hold.
                Object monitor = wanted.get(thread.getId());
                Object held = locks.get(snapshot);
                int count = held == null ? 0 : Array.getLength(held);
                for (int i = 0; i < count; i++) {
                    note(lockObject.invoke(Array.get(held, i)), monitor, thread);
                }
            }
        }
    }

    /** An object of the program may say that it equals another; here only being the same counts. */
    @SuppressWarnings("ReferenceEquality")
    private void note(@Nullable Object held, @Nullable Object wantedByItself, Thread holder) {
        if (held != null && held != wantedByItself && holders.containsKey(held)) {
            holders.put(held, holder.getId());
        }
    }

    /** Monitor this thread waits for, or in; null if not known. */
    @Nullable Object monitorOf(Thread waiting) {
        return wanted.get(waiting.getId());
    }

    /** Id of the thread that holds the monitor, 0 if not known. */
    long holderOf(Object monitor) {
        Long holder = holders.get(monitor);
        return holder == null ? 0 : holder;
    }

    private @Nullable Object snapshot(Thread thread) throws ReflectiveOperationException {
        return System.nanoTime() - untilNanos < 0 ? of.invoke(null, thread) : null;
    }

    private static @Nullable Object blocker(Object snapshot, Method getter)
            throws ReflectiveOperationException {
        try {
            return getter.invoke(snapshot);
        } catch (InvocationTargetException isInAnotherState) {
            return null;
        }
    }
}
