package dev.holdup.agent;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scene in a JVM of its own under the shipped jar, on the JDK that runs the test, and
 * what came of it. A run that does not end is killed, with its threads in the message.
 */
final class ObservedJvm {
    static final Path JAR = Path.of("target", "holdup-agent.jar").toAbsolutePath();

    /** Beyond what a stress run is asked to take. */
    private static final long PATIENCE_SECONDS = 90L + Integer.getInteger("stress.seconds", 0);

    private static final long FEED_MILLIS = 50;

    private final int exit;
    private final String out;
    private final String err;
    private final Path recording;
    private @Nullable Map<String, Long> losses;

    private ObservedJvm(int exit, String out, String err, Path recording) {
        this.exit = exit;
        this.out = out;
        this.err = err;
        this.recording = recording;
    }

    /** Runs the scene with these agent options and JVM arguments. */
    static ObservedJvm run(Path folder, String options, Class<?> scene, String... jvm)
            throws IOException, InterruptedException {
        Path recording = folder.resolve("run.jfr");
        String all = "out=" + recording + (options.isEmpty() ? "" : "," + options);
        List<String> arguments = new ArrayList<>(List.of("-javaagent:" + JAR + "=" + all));
        arguments.addAll(List.of(jvm));
        return start(folder, recording, arguments, scene.getName());
    }

    /** Runs the scene with these JVM arguments and nothing of ours but what is in them. */
    static ObservedJvm runPlain(Path folder, Class<?> scene, String... jvm)
            throws IOException, InterruptedException {
        return start(folder, folder.resolve("run.jfr"), List.of(jvm), scene.getName());
    }

    /** Runs the scene under another jar than the shipped one. */
    static ObservedJvm runUnder(Path jar, Path folder, String options, Class<?> scene)
            throws IOException, InterruptedException {
        Path recording = folder.resolve("run.jfr");
        String agent = "-javaagent:" + jar + "=out=" + recording + "," + options;
        return start(folder, recording, List.of(agent), scene.getName());
    }

    private static ObservedJvm start(Path folder, Path recording, List<String> jvm, String main)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(jvm);
        command.addAll(List.of("-cp", Path.of("target", "test-classes").toString(), main));
        File out = folder.resolve("out.txt").toFile();
        File err = folder.resolve("err.txt").toFile();
        Process process =
                new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
        feed(process);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(
                        main + " did not end in " + PATIENCE_SECONDS + " s:\n" + threads(process));
            }
        } finally {
            process.destroyForcibly();
        }
        return new ObservedJvm(
                process.exitValue(),
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8),
                recording);
    }

    /** Writes a byte to the scene's standard input from time to time, as long as it runs. */
    private static void feed(Process process) {
        Thread feeder =
                new Thread(
                        () -> {
                            try (OutputStream in = process.getOutputStream()) {
                                while (!process.waitFor(FEED_MILLIS, TimeUnit.MILLISECONDS)) {
                                    in.write('\n');
                                    in.flush();
                                }
                            } catch (IOException | InterruptedException ended) {
                                // Nobody reads any more.
                            }
                        },
                        "feeder");
        feeder.setDaemon(true);
        feeder.start();
    }

    private static String threads(Process process) throws IOException, InterruptedException {
        Path dump = Files.createTempFile("holdup-threads", ".txt");
        Process jcmd =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                String.valueOf(process.pid()),
                                "Thread.print")
                        .redirectOutput(dump.toFile())
                        .redirectErrorStream(true)
                        .start();
        if (!jcmd.waitFor(10, TimeUnit.SECONDS)) {
            jcmd.destroyForcibly();
        }
        return Files.readString(dump, StandardCharsets.UTF_8);
    }

    int exit() {
        return exit;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    Path recording() {
        return recording;
    }

    boolean hasRecording() throws IOException {
        return Files.exists(recording) && Files.size(recording) > 0;
    }

    /** All events of this simple or full name, in the order of the file. */
    List<RecordedEvent> events(String name) throws IOException {
        String full = name.startsWith("jdk.") ? name : "dev.holdup." + name;
        List<RecordedEvent> found = new ArrayList<>();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(full)) {
                    found.add(event);
                }
            }
        }
        return found;
    }

    /** Number of events of this simple name that are wanted, however many there are. */
    long count(String name, Predicate<RecordedEvent> isWanted) throws IOException {
        long count = 0;
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals("dev.holdup." + name)
                        && isWanted.test(event)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Events of this name on the thread of this name. */
    List<RecordedEvent> events(String name, String thread) throws IOException {
        List<RecordedEvent> found = new ArrayList<>();
        for (RecordedEvent event : events(name)) {
            if (event.getThread() != null && thread.equals(event.getThread().getJavaName())) {
                found.add(event);
            }
        }
        return found;
    }

    /** Calls of this operation on the thread of this name. */
    List<RecordedEvent> calls(int operation, String thread) throws IOException {
        List<RecordedEvent> found = new ArrayList<>();
        for (RecordedEvent event : events("Call", thread)) {
            if (event.getByte("operation") == operation) {
                found.add(event);
            }
        }
        return found;
    }

    /** Last count of every kind of loss that is not zero. */
    Map<String, Long> losses() throws IOException {
        Map<String, Long> known = losses;
        if (known == null) {
            known = new TreeMap<>();
            for (RecordedEvent event : events("Loss")) {
                if (event.getLong("count") > 0) {
                    known.put(event.getString("kind"), event.getLong("count"));
                }
            }
            losses = known;
        }
        return known;
    }

    /** Value a scene printed as {@code key=value}. */
    String printed(String key) {
        for (String line : out.split("\n", -1)) {
            if (line.startsWith(key + "=")) {
                return line.substring(key.length() + 1).trim();
            }
        }
        throw new AssertionError("the scene did not print " + key + ": " + out + err);
    }

    long printedLong(String key) {
        return Long.parseLong(printed(key));
    }

    /** Start of the interval an event tells of, on the recording's clock. */
    static long startNanos(RecordedEvent event) {
        Duration sinceEpoch = Duration.between(java.time.Instant.EPOCH, event.getStartTime());
        return sinceEpoch.toNanos() - event.getLong("ageNanos");
    }

    static @Nullable String className(RecordedEvent event, String field) {
        RecordedClass type = event.getClass(field);
        return type == null ? null : type.getName();
    }

    /** Names {@code Class.method} of the frames, innermost first. */
    static List<String> frames(RecordedEvent event) {
        List<String> frames = new ArrayList<>();
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            String type = frame.getMethod().getType().getName();
            frames.add(
                    type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethod().getName());
        }
        return frames;
    }
}
