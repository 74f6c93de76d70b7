package dev.holdup.samples;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;

/**
 * Virtual threads for code that is compiled for Java 17: made through reflection, and absent with a
 * reason before JDK 21.
 */
public final class VirtualThreads {
    /** First feature version with virtual threads that need no preview switch. */
    private static final int SINCE = 21;

    private VirtualThreads() {}

    public static boolean available() {
        return Runtime.version().feature() >= SINCE;
    }

    /** One English sentence for when they are not {@link #available}. */
    public static String whyAbsent() {
        return "Virtual threads need JDK "
                + SINCE
                + " or newer; this is JDK "
                + Runtime.version().feature()
                + ".";
    }

    /**
     * Makes virtual threads named by this prefix and a number from 1.
     *
     * @throws UnsupportedOperationException if they are not {@link #available}
     */
    public static ThreadFactory factory(String namePrefix) {
        if (!available()) {
            throw new UnsupportedOperationException(whyAbsent());
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> builderType = Class.forName("java.lang.Thread$Builder");
            Method name = builderType.getMethod("name", String.class, long.class);
            Method factory = builderType.getMethod("factory");
            return (ThreadFactory) factory.invoke(name.invoke(builder, namePrefix, 1L));
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("Thread.ofVirtual: expected since JDK " + SINCE, impossible);
        }
    }
}
