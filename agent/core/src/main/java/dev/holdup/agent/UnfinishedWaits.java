package dev.holdup.agent;

import dev.holdup.boot.StillParked;
import dev.holdup.boot.VirtualDrain;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Waits that have not ended when the recording does. Events are written at the end of a wait. A
 * thread dump of the JVM leaves virtual threads out, so theirs would be missing, and does not tell
 * since when a platform thread is parked. Written once, at the end, by whoever ends the recording;
 * never by a thread of the application. What each waits for, and who holds it, is read at the same
 * time.
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
            Map<String, Set<Module>> toUs =
                    Map.of("jdk.internal.vm", Set.of(UnfinishedWaits.class.getModule()));
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Collections.<Module>emptySet(),
                    toUs,
                    toUs,
                    Collections.<Class<?>>emptySet(),
                    Collections.<Class<?>, List<Class<?>>>emptyMap());
            isOpen = true;
        } catch (ClassNotFoundException | RuntimeException | LinkageError notInThisJdk) {
            isOpen = false;
        }
    }

    /** Writes them. */
    static void write() {
        for (Thread thread : PlatformThreads.all()) {
            StillParked.write(thread);
        }
        writeVirtual();
    }

    private static void writeVirtual() {
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
                writeAll(allThreads(), starts);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError changed) {
                // Another JDK, other names: then without stacks.
            }
        }
        for (Map.Entry<Long, Long> left : starts.entrySet()) {
            VirtualDrain.writeUnfinished(left.getKey(), left.getValue());
        }
    }

    private static void writeAll(List<Thread> threads, Map<Long, Long> starts) {
        List<Thread> waiting = new ArrayList<>();
        for (Thread thread : threads) {
            if (starts.containsKey(thread.getId())) {
                waiting.add(thread);
            }
        }
        MonitorOwners owners = owners(threads, waiting, starts);
        for (Thread thread : waiting) {
            Long start = starts.remove(thread.getId());
            if (start != null) {
                Object monitor = owners == null ? null : owners.monitorOf(thread);
                if (owners != null && monitor != null) {
                    long holder = owners.holderOf(monitor);
                    VirtualDrain.writeUnfinishedMonitor(thread, start, monitor, holder);
                } else {
                    VirtualDrain.writeUnfinished(thread, start);
                }
            }
        }
    }

    private static @Nullable MonitorOwners owners(
            List<Thread> threads, List<Thread> waiting, Map<Long, Long> starts) {
        try {
            MonitorOwners owners = null;
            for (Thread thread : waiting) {
                Long start = starts.get(thread.getId());
                if (start != null && VirtualDrain.isInMonitor(thread.getId(), start)) {
                    owners = owners == null ? new MonitorOwners() : owners;
                    owners.look(thread);
                }
            }
            if (owners != null) {
                owners.findHolders(threads);
            }
            return owners;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError notInThisJdk) {
            return null;
        }
    }

    private static List<Thread> allThreads() throws ReflectiveOperationException {
        List<Thread> threads = new ArrayList<>();
        Class<?> containers = Class.forName(CONTAINERS, true, null);
        addThreads(containers.getMethod("root").invoke(null), threads);
        return threads;
    }

    private static void addThreads(Object container, List<Thread> threads)
            throws ReflectiveOperationException {
        for (Iterator<?> each = each(container, "threads"); each.hasNext(); ) {
            threads.add((Thread) each.next());
        }
        for (Iterator<?> children = each(container, "children"); children.hasNext(); ) {
            addThreads(children.next(), threads);
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
