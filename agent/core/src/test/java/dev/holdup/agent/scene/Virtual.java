package dev.holdup.agent.scene;

import java.lang.reflect.Method;

/** Starts virtual threads from code that must also compile for Java 17. */
final class Virtual {
    private static final Method START = method();

    private Virtual() {}

    static Thread start(Runnable task) {
        try {
            return (Thread) START.invoke(null, task);
        } catch (ReflectiveOperationException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static Method method() {
        try {
            return Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException tooOld) {
            throw new IllegalStateException("virtual threads need Java 21", tooOld);
        }
    }
}
