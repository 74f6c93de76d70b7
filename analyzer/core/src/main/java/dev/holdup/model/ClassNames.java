package dev.holdup.model;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of classes as they stand in sources, from names as the JVM has them. */
public final class ClassNames {
    /** Letters of primitive types in class files, in the order of {@link #PRIMITIVES}. */
    private static final String DESCRIPTORS = "ZBCSIJFD";

    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    /** What a lock calls its inside: {@code ReentrantLock$NonfairSync}. */
    private static final Pattern INSIDE = Pattern.compile("\\$(NonfairSync|FairSync|Sync)$");

    /** Insides that are made by one class and asked for by the name of another. */
    private static final Map<String, String> WRITTEN =
            Map.of(
                    "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject",
                    "java.util.concurrent.locks.Condition",
                    "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject",
                    "java.util.concurrent.locks.Condition");

    private ClassNames() {}

    /**
     * The class the programmer wrote: {@code java.util.concurrent.locks.ReentrantLock} for {@code
     * java.util.concurrent.locks.ReentrantLock$NonfairSync}, {@code int[]} for {@code [I}. Names
     * that are no classes of synchronizers or arrays come back unchanged.
     */
    public static String written(String name) {
        String known = WRITTEN.get(name);
        return known != null ? known : INSIDE.matcher(ofArray(name)).replaceFirst("");
    }

    /** {@link #written} without its package. */
    public static String brief(String name) {
        String written = written(name);
        return written.substring(written.lastIndexOf('.') + 1);
    }

    /** Classes of arrays as they stand in sources: {@code int[]} for {@code [I}. */
    public static String ofArray(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0 || dimensions == name.length()) {
            return name;
        }
        String element = name.substring(dimensions);
        String type;
        if (element.length() == 1 && DESCRIPTORS.indexOf(element) >= 0) {
            type = PRIMITIVES.get(DESCRIPTORS.indexOf(element));
        } else if (element.startsWith("L") && element.endsWith(";")) {
            type = element.substring(1, element.length() - 1).replace('/', '.');
        } else {
            return name;
        }
        return type + "[]".repeat(dimensions);
    }
}
