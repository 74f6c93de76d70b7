package dev.holdup.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of a process in {@code /proc}, see proc(5). On other systems, and of a process
 * of which we may not know, everything is as if unknown.
 *
 * @param pid process id, as seen from here
 */
record ProcessFacts(long pid) {
    private static final Path PROC = Path.of("/proc");
    private static final Path SELF = PROC.resolve("self");

    /** Options that make a JVM deaf to the attach mechanism; the last one on the line counts. */
    private static final Pattern DISABLE = Pattern.compile("-XX:([+-])DisableAttachMechanism");

    /** Where the JVM takes options from besides its command line. */
    private static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    boolean isAlive() {
        return ProcessHandle.of(pid).isPresent();
    }

    /** The user it runs as; empty if not known. */
    Optional<UserPrincipal> owner() {
        return ownerOf(folder());
    }

    /** True if it runs as our user, or if that is not known. */
    boolean isOurs() {
        return owner().equals(ownerOf(SELF)) || owner().isEmpty();
    }

    /**
     * True if a path means the same file there and here, and what one writes the other may read.
     * False for a process of another user, and for one in a container.
     */
    boolean sharesFiles() {
        return isOurs() && hasOurRoot();
    }

    /** Its root folder as it is reached from here, as long as the process is there. */
    Path root() {
        return hasOurRoot() ? Path.of("/") : folder().resolve("root");
    }

    private boolean hasOurRoot() {
        return link(folder().resolve("ns/mnt")).equals(link(SELF.resolve("ns/mnt")))
                && link(folder().resolve("root")).equals(link(SELF.resolve("root")));
    }

    /** The JVM whose library it has loaded; empty for none, or if not known. */
    Optional<Machine> machine() {
        try {
            String maps = Files.readString(folder().resolve("maps"), StandardCharsets.UTF_8);
            if (maps.contains("/libj9vm")) {
                return Optional.of(Machine.OPENJ9);
            }
            return maps.contains("/libjvm.so") ? Optional.of(Machine.HOTSPOT) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Kinds of JVM. */
    enum Machine {
        HOTSPOT,
        OPENJ9
    }

    /** True if options say that nobody may attach to it. */
    boolean forbidsAttaching() {
        StringBuilder options = new StringBuilder();
        for (String entry : strings("environ")) {
            if (VARIABLES.stream().anyMatch(name -> entry.startsWith(name + "="))) {
                options.append(entry).append(' ');
            }
        }
        options.append(String.join(" ", strings("cmdline")));
        boolean forbids = false;
        for (Matcher found = DISABLE.matcher(options); found.find(); ) {
            forbids = found.group(1).equals("+");
        }
        return forbids;
    }

    /** Its command; empty if not known. */
    String command() {
        List<String> words = strings("cmdline");
        return words.isEmpty() ? "" : words.get(0);
    }

    private List<String> strings(String file) {
        try {
            String text = Files.readString(folder().resolve(file), StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? List.of() : List.of(text.split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path folder() {
        return PROC.resolve(Long.toString(pid));
    }

    private static Optional<UserPrincipal> ownerOf(Path folder) {
        try {
            return Optional.of(Files.getOwner(folder));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
