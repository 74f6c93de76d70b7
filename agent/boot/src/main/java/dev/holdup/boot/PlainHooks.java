package dev.holdup.boot;

import org.jspecify.annotations.Nullable;

/** Hooks of calls that need nothing special: their object, perhaps a name, perhaps a count. */
public final class PlainHooks {

    private PlainHooks() {}

    /** End of a call that moves bytes. */
    public static void movedExit(
            long start,
            Object object,
            long bytes,
            @Nullable Throwable thrown,
            int operation,
            int family) {
        end(start, object, null, bytes, thrown, operation, family);
    }

    /** End of a call about something that has a name: a file, a host, a command. */
    public static void namedExit(
            long start,
            @Nullable Object object,
            @Nullable Object target,
            @Nullable Throwable thrown,
            int operation,
            int family) {
        end(start, object, target, -1, thrown, operation, family);
    }

    /** End of a call on an open file that moves no bytes. */
    public static void fileExit(
            long start, Object file, @Nullable Throwable thrown, int operation, int family) {
        int gate = Calls.admit(family, operation, start);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, operation, file, -1, thrown);
            event.target = FileHooks.path(file);
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    private static void end(
            long start,
            @Nullable Object object,
            @Nullable Object target,
            long bytes,
            @Nullable Throwable thrown,
            int operation,
            int family) {
        int gate = Calls.admit(family, operation, start);
        if (gate < 0) {
            return;
        }
        try {
            long moved = thrown == null ? bytes : -1;
            CallEvent event = Calls.event(start, operation, object, moved, thrown);
            event.target = Targets.of(target);
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }
}
