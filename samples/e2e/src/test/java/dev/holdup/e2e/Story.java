package dev.holdup.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A sample with its expected verdict, read from the {@code .expected} file that lies beside the
 * sample's source in a module of samples: lines of {@code key: value}, a {@code #} starts a
 * comment.
 *
 * <pre>
 *   main: Deadlock           class to run; default: the file's name
 *   args: virtual            its arguments; {folder} is a writable folder on a real device,
 *                            {run} one that only this run has
 *   jvm: -Xmx400m            options of its JVM, with the same folders
 *   jdk: 21                  oldest JDK it makes sense on
 *   headline: regex          the report's first sentence
 *   kind: CALL               of the first blame row's root; so are the next four
 *   operation: socket.read
 *   detail: text             why it is not known
 *   site: Class.method       a frame of it
 *   thread: name             one of its threads
 *   victims: a b             threads among the row's victims, each with at least half its share
 *   total: 2.0               the row's total is at least so many seconds; a busy machine adds
 *   finding: DEADLOCK        a finding of this kind, naming these threads:
 *   finding-threads: a b
 *   state: thread STATE 2.0  the thread spent at least so many seconds in the state
 *   finding-says: regex      what its summary says
 *   quiet: 0.2               instead of a culprit: bound of the blame on what threads do and on the
 *                            unknown, in seconds; waits for a CPU and VM stops are the machine's,
 *                            and so is a thread that came late to a stop, or had a lock but no
 *                            CPU, for less than that
 *   pending: finding - why   what Holdup does not tell yet: a key from above, or verdict for all of
 *                            them; laws and exit status are checked all the same
 * </pre>
 */
record Story(String name, Path module, String packageName, Map<String, String> values) {
    private static final Set<String> KEYS =
            Set.of(
                    "main",
                    "args",
                    "jvm",
                    "jdk",
                    "headline",
                    "kind",
                    "operation",
                    "detail",
                    "site",
                    "thread",
                    "victims",
                    "total",
                    "finding",
                    "finding-threads",
                    "finding-says",
                    "state",
                    "quiet",
                    "pending");

    private static final String ENDING = ".expected";

    /**
     * All stories there are, by name; with the property {@code holdup.e2e.stories} those whose name
     * matches this regular expression.
     */
    static List<Story> all() {
        String wanted = System.getProperty("holdup.e2e.stories", ".*");
        List<Story> stories = new ArrayList<>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(sources(module))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    if (file.toString().endsWith(ENDING)) {
                        Story story = read(module, file);
                        if (story.name.matches(wanted)) {
                            stories.add(story);
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        stories.sort(Comparator.comparing(Story::name));
        return stories;
    }

    /** Folders of the Maven modules that have stories. */
    static List<Path> modules() {
        List<Path> modules = new ArrayList<>();
        for (String module : System.getProperty("holdup.stories.modules", ".").split(",", -1)) {
            modules.add(Path.of(module).toAbsolutePath().normalize());
        }
        return modules;
    }

    /** Where a module's stories lie. */
    static Path sources(Path module) {
        return module.resolve("src").resolve("main").resolve("java");
    }

    /** Class path the story runs with: its module's jar, and the libraries copied beside it. */
    String classPath() throws IOException {
        Path target = module.resolve("target");
        List<String> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target, "holdup-*.jar")) {
            for (Path jar : found) {
                jars.add(jar.toString());
            }
        }
        if (jars.size() != 1) {
            throw new IllegalStateException(
                    target + ": expected one jar, found " + jars + "; run ./mvnw verify");
        }
        if (Files.isDirectory(target.resolve("lib"))) {
            jars.add(target.resolve("lib") + "/*");
        }
        return String.join(File.pathSeparator, jars);
    }

    /** Value of a key, empty if the file does not have it. */
    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** Words of a key's value; none if the file does not have it. */
    List<String> words(String key) {
        return value(key).isEmpty() ? List.of() : List.of(value(key).split("\\s+", -1));
    }

    /** True if Holdup is known not to tell this yet. */
    boolean isPending(String key) {
        String pending = value("pending");
        int dash = pending.indexOf(" - ");
        List<String> keys =
                dash < 0 ? List.of() : List.of(pending.substring(0, dash).split(" ", -1));
        return !key.equals("law") && (keys.contains("verdict") || keys.contains(key));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Feature version of the oldest JDK the story makes sense on. */
    int oldestJdk() {
        return has("jdk") ? Integer.parseInt(value("jdk")) : 17;
    }

    /** The class to run, in the package its file lies in. */
    String mainClass() {
        return packageName + "." + (has("main") ? value("main") : name);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Story read(Path module, Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            String key = colon < 0 ? line : line.substring(0, colon).strip();
            if (!KEYS.contains(key)) {
                throw new IllegalStateException(
                        file
                                + ": expected a line starting with one of "
                                + KEYS
                                + ", found "
                                + line);
            }
            values.put(key, line.substring(colon + 1).strip());
        }
        String path = sources(module).relativize(file).toString().replace(File.separatorChar, '.');
        String className = path.substring(0, path.length() - ENDING.length());
        int dot = className.lastIndexOf('.');
        return new Story(className.substring(dot + 1), module, className.substring(0, dot), values);
    }
}
