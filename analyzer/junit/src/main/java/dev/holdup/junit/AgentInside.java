package dev.holdup.junit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * The agent in this JVM: the one it was started with, or the one inside this jar, loaded when the
 * first test asks. It stays until the JVM ends. Thread-safe.
 */
final class AgentInside {
    /** Value of the parameter that keeps the agent out. */
    static final String OFF = "off";

    /** By this name the agent's own recording is known; its settings are those of ours. */
    private static final String RECORDING = "holdup";

    /** What the agent says of itself; see its AgentMain. */
    private static final String PRESENT = "dev.holdup.agent";

    private static final String SAID = "dev.holdup.agent.said";
    private static final String RESOURCE = "/META-INF/holdup/holdup-agent.jar";
    private static final long PATIENCE_SECONDS = 30;

    private static @Nullable String absence;

    private AgentInside() {}

    /**
     * Sees to it that the agent is in, once per JVM.
     *
     * @param wanted path of an agent jar, {@value #OFF}, or empty for the agent inside this jar
     * @param options options of the agent, as after {@code -javaagent:...=}; may be empty
     * @return why it is not; empty if it is
     */
    static synchronized String require(String wanted, String options) {
        if (ownRecording().isPresent()) {
            return "";
        }
        if (wanted.equals(OFF)) {
            return "it is switched off by holdup.agent=off";
        }
        String known = absence;
        if (known == null) {
            known = load(wanted, options);
            absence = known;
        }
        return known;
    }

    /** The agent's recording, if the agent is here and records. */
    static Optional<Recording> ownRecording() {
        if (!System.getProperty(PRESENT, "").contains("recording")) {
            return Optional.empty();
        }
        for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
            if (recording.getName().equals(RECORDING)
                    && recording.getState() == RecordingState.RUNNING) {
                return Optional.of(recording);
            }
        }
        return Optional.empty();
    }

    private static String load(String wanted, String options) {
        try {
            Path jar = wanted.isEmpty() ? unpacked() : Path.of(wanted).toAbsolutePath();
            if (!Files.isRegularFile(jar)) {
                return jar + ": expected the agent's jar, found none";
            }
            Path out = Files.createTempFile("holdup-junit", ".jfr");
            out.toFile().deleteOnExit();
            String failure =
                    attach(
                            jar,
                            "out=" + out + ",quiet=on" + (options.isEmpty() ? "" : "," + options));
            Optional<Recording> own = ownRecording();
            if (own.isEmpty()) {
                String said = System.getProperty(SAID, "");
                return failure.isEmpty() ? said : failure;
            }
            keepNothing(own.get());
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it was interrupted while it was loaded";
        } catch (IOException | RuntimeException e) {
            return "it cannot be loaded: " + e;
        }
    }

    /**
     * The agent needs a recording of its own to be switched on. Each test has another; this one is
     * there for nothing, and must neither grow nor write a file at the end.
     */
    private static void keepNothing(Recording own) throws IOException {
        own.setDumpOnExit(false);
        own.setDestination(null);
        own.setMaxSize(1);
    }

    private static Path unpacked() throws IOException {
        try (InputStream in = AgentInside.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("expected " + RESOURCE + " in holdup-junit, found none");
            }
            Path jar = Files.createTempFile("holdup-agent", ".jar");
            jar.toFile().deleteOnExit();
            Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
            return jar;
        }
    }

    /** What went wrong, empty if nothing. */
    private static String attach(Path jar, String options)
            throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path said = Files.createTempFile("holdup-attach", ".txt");
        try {
            Process helper =
                    new ProcessBuilder(
                                    List.of(
                                            java.toString(),
                                            "-XX:TieredStopAtLevel=1",
                                            "-cp",
                                            ownClasses(),
                                            AttachHelper.class.getName(),
                                            Long.toString(ProcessHandle.current().pid()),
                                            jar.toString(),
                                            options))
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start();
            helper.getOutputStream().close();
            if (!helper.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                helper.destroyForcibly();
                return "attaching to this JVM did not end within " + PATIENCE_SECONDS + " s";
            }
            return helper.exitValue() == 0 ? "" : reason(Files.readString(said));
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /** The line that names the exception, without the stack. */
    private static String reason(String output) {
        for (String line : output.split("\n", -1)) {
            if (line.contains("Exception") || line.contains("Error")) {
                return line.strip().replaceFirst("^Exception in thread \"main\" ", "");
            }
        }
        return output.isBlank() ? "attaching to this JVM failed" : output.strip();
    }

    private static String ownClasses() throws IOException {
        try {
            return Path.of(
                            AttachHelper.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
