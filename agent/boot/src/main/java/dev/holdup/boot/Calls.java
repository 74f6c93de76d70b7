package dev.holdup.boot;

import org.jspecify.annotations.Nullable;

/** What the hooks of all blocking calls have in common. */
public final class Calls {

    private Calls() {}

    /** Start of a call in nanoseconds; 0 if it is not to be recorded. */
    public static long enter() {
        if (!Switch.armed) {
            return 0;
        }
        long now = System.nanoTime();
        return now == 0 ? 1 : now;
    }

    /**
     * Asks whether the call that ends now is to be recorded.
     *
     * @return the mark of the {@link Gate}, to be given to {@link #commit} or {@link Gate#fail}; -1
     *     if it is not
     */
    static int admit(int family, int operation, long start) {
        if (start == 0) {
            return -1;
        }
        long now = System.nanoTime();
        long waited = now - start;
        if (waited < Families.THRESHOLD_NANOS[family]) {
            return -1;
        }
        return Gate.open(Kinds.CALL, operation, waited, now);
    }

    /** Event of a call that ends now; where it went is for the caller to fill in. */
    static CallEvent event(
            long start,
            int operation,
            @Nullable Object object,
            long bytes,
            @Nullable Throwable thrown) {
        CallEvent event = new CallEvent();
        event.durationNanos = System.nanoTime() - start;
        event.operation = (byte) operation;
        event.objectClass = object == null ? null : object.getClass();
        event.objectId = JdkFields.identity(object);
        event.bytes = bytes < 0 ? -1 : bytes;
        event.outcome = Outcomes.of(thrown);
        event.exceptionClass = thrown == null ? null : thrown.getClass();
        return event;
    }

    /** Hands the event to JFR. */
    static void commit(int gate, CallEvent event, long start) {
        event.ageNanos = System.nanoTime() - start;
        event.commit();
        Gate.close(gate, Kinds.CALL);
    }
}
