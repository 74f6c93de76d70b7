package dev.holdup.boot;

import org.jspecify.annotations.Nullable;

/**
 * Hooks of methods the user named. What is captured of an argument is what can be had without
 * calling anything of the application.
 */
public final class UserHooks {
    /** Methods that can be probed in one JVM. */
    private static final int MOST = 4_096;

    private static final int LONGEST_TEXT = 200;

    private static final @Nullable String[] LABELS = new String[MOST];
    private static final long[] THRESHOLD_NANOS = new long[MOST];
    private static int count;

    private UserHooks() {}

    /**
     * Makes room for one more method; not for probes.
     *
     * @param label what its calls are called in reports
     * @param thresholdNanos shortest call that is recorded
     * @return its number, -1 if there are too many
     */
    public static synchronized int register(String label, long thresholdNanos) {
        for (int i = 0; i < count; i++) {
            if (label.equals(LABELS[i]) && THRESHOLD_NANOS[i] == thresholdNanos) {
                return i;
            }
        }
        if (count == MOST) {
            return -1;
        }
        LABELS[count] = label;
        THRESHOLD_NANOS[count] = thresholdNanos;
        return count++;
    }

    /** End of a call of which no argument is wanted. */
    public static void exit(long start, int method, @Nullable Throwable thrown) {
        if (start != 0) {
            end(start, method, false, 0, null, thrown);
        }
    }

    /** End of a call with an object as argument. */
    public static void objectExit(
            long start, int method, @Nullable Object argument, @Nullable Throwable thrown) {
        if (start != 0) {
            end(start, method, true, 0, argument == null ? "null" : argument, thrown);
        }
    }

    /** End of a call with a number as argument. */
    public static void numberExit(
            long start, int method, long argument, @Nullable Throwable thrown) {
        if (start != 0) {
            end(start, method, true, argument, null, thrown);
        }
    }

    private static void end(
            long start,
            int method,
            boolean hasArgument,
            long number,
            @Nullable Object object,
            @Nullable Throwable thrown) {
        long now = System.nanoTime();
        long waited = now - start;
        if (waited < THRESHOLD_NANOS[method]) {
            return;
        }
        int gate = Gate.open(Kinds.CALL, Operations.USER_CALL, waited, now);
        if (gate < 0) {
            return;
        }
        try {
            CallEvent event = Calls.event(start, Operations.USER_CALL, null, -1, thrown);
            String label = LABELS[method];
            if (hasArgument && label != null) {
                String text = object == null ? String.valueOf(number) : text(object);
                label = label.concat("(").concat(text).concat(")");
            }
            event.target = label;
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** Text of an argument, without a method that the application may have written. */
    private static String text(Object object) {
        if (object instanceof String text) {
            return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        }
        if (object instanceof Integer
                || object instanceof Long
                || object instanceof Short
                || object instanceof Byte
                || object instanceof Boolean
                || object instanceof Character) {
            return object.toString();
        }
        if (object instanceof Enum<?> constant) {
            return constant.name();
        }
        if (object instanceof Class<?> type) {
            return type.getName();
        }
        String identity = Integer.toHexString(System.identityHashCode(object));
        return object.getClass().getName().concat("@").concat(identity);
    }

    /** Runs every hook once. */
    static void warmUp(long ago) {
        int method = register("", 0);
        Throwable thrown = new RuntimeException();
        exit(ago, method, thrown);
        objectExit(ago, method, "", thrown);
        numberExit(ago, method, 1, thrown);
        text("");
        text(1);
        text(Thread.State.NEW);
        text(String.class);
        text(new Object());
    }
}
