package dev.holdup.boot;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hooks of calls that may end by their timeout without an exception. */
public final class TimedHooks {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final @Nullable Class<?> PROCESS = JdkFields.find("java.lang.ProcessImpl");
    private static final long PID = JdkFields.offset(PROCESS, "pid");

    private TimedHooks() {}

    /** End of a select; the timeout is in milliseconds, negative for none. */
    public static void selectExit(
            long start,
            Object selector,
            long timeoutMillis,
            long selected,
            @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.SELECTOR, Operations.SELECTOR_SELECT, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.SELECTOR_SELECT, selector, -1, thrown);
            event.timeoutNanos = Math.max(0, timeoutMillis) * NANOS_PER_MILLI;
            if (thrown == null && selected <= 0) {
                event.outcome = outcomeOf(event);
            }
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of a join; the timeout is in milliseconds, 0 for none. The object's number is its id. */
    public static void joinExit(
            long start, Object thread, long timeoutMillis, @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.JOIN, Operations.THREAD_JOIN, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.THREAD_JOIN, thread, -1, thrown);
            event.objectId = JdkFields.threadId((Thread) thread);
            event.target = Targets.of(thread);
            event.timeoutNanos = Math.max(0, timeoutMillis) * NANOS_PER_MILLI;
            if (thrown == null) {
                event.outcome = outcomeOf(event);
            }
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of a look whether a host answers; the result is 0 if it does not. */
    public static void reachableExit(
            long start,
            Object address,
            long timeoutMillis,
            long answered,
            @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.SOCKET, Operations.SOCKET_CONNECT, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.SOCKET_CONNECT, address, -1, thrown);
            event.target = Targets.of(address);
            event.timeoutNanos = Math.max(0, timeoutMillis) * NANOS_PER_MILLI;
            if (thrown == null && answered == 0) {
                boolean isOver = event.durationNanos >= event.timeoutNanos;
                event.outcome = isOver ? Outcomes.TIMED_OUT : Outcomes.FAILED;
            }
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** End of a wait for a process without a timeout. */
    public static void processExit(long start, Object process, @Nullable Throwable thrown) {
        processExit(start, process, 0, TimeUnit.NANOSECONDS, 1, thrown);
    }

    /** End of a wait for a process; the result is 0 if it still runs. */
    public static void processExit(
            long start,
            Object process,
            long timeout,
            @Nullable Object unit,
            long ended,
            @Nullable Throwable thrown) {
        int gate = Calls.admit(Families.PROCESS, Operations.PROCESS_WAIT, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.PROCESS_WAIT, process, -1, thrown);
            event.target = "pid ".concat(String.valueOf(JdkFields.integer(process, PID)));
            if (unit instanceof TimeUnit timeUnit) {
                event.timeoutNanos = Math.max(0, timeUnit.toNanos(timeout));
            }
            if (thrown == null && ended == 0) {
                event.outcome = Outcomes.TIMED_OUT;
            }
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** How a call ended that says nothing of it: by its timeout, an interrupt, or as wanted. */
    private static byte outcomeOf(CallEvent event) {
        if (JdkFields.isInterrupted(Thread.currentThread())) {
            return Outcomes.INTERRUPTED;
        }
        boolean timedOut = event.timeoutNanos > 0 && event.durationNanos >= event.timeoutNanos;
        return timedOut ? Outcomes.TIMED_OUT : Outcomes.SATISFIED;
    }
}
