package dev.holdup.bench.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * The two things that are loaded into the measured JVM.
 *
 * @param agent jar of our agent
 * @param asyncProfiler its native library; a file that is not there if this platform has none
 */
record Tools(Path agent, Path asyncProfiler) {

    /** Takes our agent from this path, async-profiler out of the jar on the class path. */
    static Tools find(Path agent, Path folder) throws IOException {
        if (!Files.isRegularFile(agent)) {
            throw new IOException(
                    agent + ": expected the agent's jar; build it, or name it with --agent");
        }
        Path library = folder.resolve("libasyncProfiler.so");
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        String resource =
                os.contains("linux")
                        ? "linux-" + arch + "/libasyncProfiler.so"
                        : "macos/libasyncProfiler.so";
        try (InputStream in = ClassLoader.getSystemResourceAsStream(resource)) {
            if (in != null) {
                Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new Tools(agent.toAbsolutePath(), library.toAbsolutePath());
    }
}
