package dev.holdup.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shipped {@code holdup.jar}, run on a JDK. */
final class HoldupJar {
    private final Jdk jdk;
    private final Path folder;

    /**
     * @param folder where commands run and recordings lie
     */
    HoldupJar(Jdk jdk, Path folder) {
        this.jdk = jdk;
        this.folder = folder;
    }

    /** Runs one command of the tool to its end. */
    Finished run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(jdk.java());
        command.add("-jar");
        command.add(jar().toString());
        command.addAll(List.of(arguments));
        return Finished.run(folder, command);
    }

    /** The report of a recording, as JSON. */
    ReportDocument report(Path recording) throws IOException, InterruptedException {
        Finished report = run("report", recording.toString(), "--format", "json");
        if (report.status() != 0) {
            throw new IllegalStateException("holdup report: " + report);
        }
        return ReportDocument.parse(report.out());
    }

    static Path jar() {
        return existing("holdup.jar");
    }

    static Path samplesJar() {
        return existing("holdup.stories.jar");
    }

    /** Command line that runs a class of the samples. */
    static List<String> sample(Jdk jdk, String className, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(jdk.java(), "-cp", samplesJar().toString()));
        command.add("dev.holdup.samples." + className);
        command.addAll(arguments);
        return command;
    }

    /** Arguments of the tool that run this command line with the agent. */
    static String[] underHoldup(Path recording, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("run", "-o", recording.toString(), "--"));
        arguments.addAll(command);
        return arguments.toArray(new String[0]);
    }

    private static Path existing(String property) {
        Path file = Path.of(System.getProperty(property, property)).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "property "
                            + property
                            + ": expected a built jar, found none at "
                            + file
                            + "; run ./mvnw verify from the root");
        }
        return file;
    }
}
