package dev.holdup.load;

import dev.holdup.load.format.ThreadDictionary;
import java.util.List;

/**
 * Which threads belong to the JVM or to a recorder and not to the application. They block in native
 * code, or on purpose where nobody records them.
 */
final class SystemThreads {
    private static final List<String> GROUPS = List.of("system", "InnocuousThreadGroup");
    private static final List<String> NAMES = List.of("DestroyJavaVM", "JFR ", "holdup ");

    private SystemThreads() {}

    /** True if the thread in this row of the dictionary is one of them. */
    static boolean contain(Assembly assembly, int row) {
        ThreadDictionary threads = assembly.dictionaries.threads();
        if (threads.javaId(row) == 0 || GROUPS.contains(assembly.text(threads.group(row)))) {
            return true;
        }
        String name = assembly.text(threads.name(row));
        for (String prefix : NAMES) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
