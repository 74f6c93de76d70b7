package dev.holdup.agent;

import dev.holdup.boot.VirtualDrain;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Waits of virtual threads that have not ended when the recording does. Events are written at the
 * end of a wait, and a thread dump of the JVM leaves virtual threads out, so these would be
 * missing. Written once, at the end, by whoever ends the recording; never by a thread of the
 * application.
 */
final class UnfinishedWaits {
    /** More would keep the end of the program waiting. */
    private static final int MOST = 20_000;

    private static final String CONTAINERS = "jdk.internal.vm.ThreadContainers";

    private static boolean isOpen;

    private UnfinishedWaits() {}

    /** Opens what lists the virtual threads; without it their stacks are not known. */
    static void prepare(Instrumentation instrumentation) {
        try {
            Class.forName(CONTAINERS, false, null);
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Collections.<Module>emptySet(),
                    Map.of("jdk.internal.vm", Set.of(UnfinishedWaits.class.getModule())),
                    Collections.<String, Set<Module>>emptyMap(),
                    Collections.<Class<?>>emptySet(),
                    Collections.<Class<?>, List<Class<?>>>emptyMap());
            isOpen = true;
        } catch (ClassNotFoundException | RuntimeException | LinkageError notInThisJdk) {
            isOpen = false;
        }
    }

    /** Writes them. */
    static void write() {
        long[] pairs = new long[2 * MOST];
        int size = VirtualDrain.waiting(pairs);
        if (size == 0) {
            return;
        }
        Map<Long, Long> starts = new HashMap<>();
        for (int i = 0; i < size; i += 2) {
            starts.put(pairs[i], pairs[i + 1]);
        }
        if (isOpen) {
            try {
                Class<?> containers = Class.forName(CONTAINERS, true, null);
                writeAll(containers.getMethod("root").invoke(null), starts);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError changed) {
                // Another JDK, other names: then without stacks.
            }
        }
        for (Map.Entry<Long, Long> left : starts.entrySet()) {
            VirtualDrain.writeUnfinished(left.getKey(), left.getValue(), null);
        }
    }

    private static void writeAll(Object container, Map<Long, Long> starts)
            throws ReflectiveOperationException {
        for (Iterator<?> threads = each(container, "threads"); threads.hasNext(); ) {
            Thread thread = (Thread) threads.next();
            Long start = starts.remove(thread.getId());
            if (start != null) {
                VirtualDrain.writeUnfinished(thread.getId(), start, thread.getStackTrace());
            }
        }
        for (Iterator<?> children = each(container, "children"); children.hasNext(); ) {
            writeAll(children.next(), starts);
        }
    }

    private static Iterator<?> each(Object container, String method)
            throws ReflectiveOperationException {
        Method getter =
                Class.forName("jdk.internal.vm.ThreadContainer", true, null).getMethod(method);
        @Nullable Object stream = getter.invoke(container);
        return stream instanceof Stream<?> elements
                ? elements.iterator()
                : Collections.emptyIterator();
    }
}
