package dev.holdup.samples.threadlab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Context switches of this process as the kernel counts them. Linux only. */
final class KernelSwitches {
    /** Value of {@link #count} where the kernel does not tell. */
    static final long NOT_TOLD = -1;

    private static final Path TASKS = Path.of("/proc/self/task");

    private KernelSwitches() {}

    /** Voluntary and involuntary switches of all threads alive, or {@link #NOT_TOLD}. */
    static long count() {
        if (!Files.isDirectory(TASKS)) {
            return NOT_TOLD;
        }
        long count = 0;
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                count += ofTask(task.resolve("status"));
            }
        } catch (IOException unreadable) {
            return NOT_TOLD;
        }
        return count;
    }

    private static long ofTask(Path status) {
        long count = 0;
        try {
            List<String> lines = Files.readAllLines(status, StandardCharsets.US_ASCII);
            for (String line : lines) {
                if (line.contains("voluntary_ctxt_switches:")) {
                    count += Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
                }
            }
        } catch (IOException ended) {
            // A thread that ends between the listing and this line counts as none.
            return 0;
        }
        return count;
    }
}
