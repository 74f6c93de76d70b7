package dev.holdup.agent.scene.limits;

import java.lang.reflect.Method;

/** Platform or virtual threads, from code that must also compile for Java 17. */
final class Kind {
    private final boolean isVirtual;

    Kind(boolean isVirtual) {
        this.isVirtual = isVirtual;
    }

    boolean isVirtual() {
        return isVirtual;
    }

    /** Starts a thread of this name. */
    Thread start(String name, Runnable task) {
        if (isVirtual) {
            return startVirtual(name, task);
        }
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Thread startVirtual(String name, Runnable task) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Method named = type.getMethod("name", String.class);
            Method start = type.getMethod("start", Runnable.class);
            return (Thread) start.invoke(named.invoke(builder, name), task);
        } catch (ReflectiveOperationException unexpected) {
            throw new IllegalStateException("virtual threads need Java 21", unexpected);
        }
    }
}
