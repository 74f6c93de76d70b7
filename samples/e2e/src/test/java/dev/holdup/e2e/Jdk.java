package dev.holdup.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK the tests run tool and programs on.
 *
 * @param home its JAVA_HOME
 * @param feature its feature version, for instance 17
 */
record Jdk(Path home, int feature) {
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"([0-9]+)[^\"]*\"");

    /**
     * The JDK that runs this build, and those in the property {@code holdup.test.jdks}: JAVA_HOMEs
     * separated by commas.
     */
    static List<Jdk> underTest() {
        Set<Path> homes = new LinkedHashSet<>();
        homes.add(Path.of(System.getProperty("java.home")).toAbsolutePath().normalize());
        for (String home : System.getProperty("holdup.test.jdks", "").split(",", -1)) {
            if (!home.isBlank()) {
                homes.add(Path.of(home.strip()).toAbsolutePath().normalize());
            }
        }
        List<Jdk> jdks = new ArrayList<>();
        for (Path home : homes) {
            jdks.add(new Jdk(home, featureOf(home)));
        }
        return jdks;
    }

    /** Its java launcher. */
    String java() {
        return tool("java");
    }

    /** One of its commands. */
    String tool(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static int featureOf(Path home) {
        try {
            Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            throw new IllegalStateException(home + "/release: expected JAVA_VERSION, found none");
        } catch (IOException e) {
            throw new IllegalStateException(home + ": expected a JDK with a release file", e);
        }
    }
}
