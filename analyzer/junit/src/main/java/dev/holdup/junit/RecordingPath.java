package dev.holdup.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the recording of a test is kept: {@code target/holdup/<class>.<method>.jfr}, and {@code
 * build/holdup} where Gradle builds. A repetition has its number in the name, so has what would
 * otherwise have a name twice in one JVM.
 */
final class RecordingPath {
    private static final int MOST_OF_A_NAME = 180;
    private static final Pattern INVOCATION = Pattern.compile("invocation:#([0-9]+)\\]$");

    private static final Map<Path, Integer> USED = new HashMap<>();

    private RecordingPath() {}

    /**
     * A path no test of this JVM has had.
     *
     * @param folder folder asked for, empty for the usual one
     * @param uniqueId the test's, in JUnit's form
     */
    static Path of(String folder, String className, String methodName, String uniqueId) {
        Matcher invocation = INVOCATION.matcher(uniqueId);
        String name =
                className + "." + methodName + (invocation.find() ? "." + invocation.group(1) : "");
        String plain = name.replaceAll("[^A-Za-z0-9_.$-]", "_");
        if (plain.length() > MOST_OF_A_NAME) {
            plain = plain.substring(plain.length() - MOST_OF_A_NAME);
        }
        Path parent = folder.isEmpty() ? usualFolder() : Path.of(folder);
        Path first = parent.resolve(plain + ".jfr");
        synchronized (USED) {
            int count = USED.merge(first, 1, Integer::sum);
            return count == 1 ? first : parent.resolve(plain + "-" + count + ".jfr");
        }
    }

    private static Path usualFolder() {
        boolean isGradle =
                Files.isDirectory(Path.of("build")) && !Files.isRegularFile(Path.of("pom.xml"));
        return Path.of(isGradle ? "build" : "target", "holdup");
    }
}
