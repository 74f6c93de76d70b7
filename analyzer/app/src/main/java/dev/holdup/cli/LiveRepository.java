package dev.holdup.cli;

import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.load.UnreadableRecordingException;
import dev.holdup.query.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The chunks a running JVM's JFR keeps on disk, read again and again while it writes them. JFR
 * flushes every second, so this is at most about a second behind.
 */
final class LiveRepository {
    /** Where the JVM's JFR keeps its chunks; set by the JDK from 14 on. */
    private static final String PROPERTY = "jdk.jfr.repository";

    private final Path folder;
    private final String title;
    private final Analysis analysis;

    /**
     * The repository of a target in which a recording runs.
     *
     * @param properties system properties of the target
     * @throws CommandFailure if its folder cannot be seen from here
     */
    LiveRepository(JvmTarget target, Properties properties, Analysis analysis) {
        String path = properties.getProperty(PROPERTY, "");
        folder = inNamespaceOf(target.pid(), path);
        if (path.isEmpty() || !Files.isReadable(folder)) {
            throw new CommandFailure(
                    ExitCode.NOT_ATTACHABLE,
                    "JVM "
                            + target.pid()
                            + ": expected a JFR repository that can be read from here, found "
                            + (path.isEmpty() ? "no word of one" : path),
                    "use 'holdup record', which writes a file at the end",
                    Trouble.NOT_ATTACHABLE);
        }
        this.title = target.program() + " " + target.pid() + ", live";
        this.analysis = analysis;
    }

    /**
     * A target in a container has a file system of its own, which the kernel shows under its pid.
     */
    private static Path inNamespaceOf(long pid, String path) {
        Path there = Path.of("/proc", Long.toString(pid), "root", path);
        Path here = Path.of(path);
        return !Files.exists(here) && Files.exists(there) ? there : here;
    }

    /** What is there now; empty if nothing readable is, as just after the start and at the end. */
    Optional<Session> read() {
        try {
            return Optional.of(
                    Session.of(
                            title,
                            analysis.analyze(
                                    RecordingLoader.load(List.of(folder), LoadOptions.defaults())
                                            .trace())));
        } catch (UnreadableRecordingException e) {
            return Optional.empty();
        }
    }
}
