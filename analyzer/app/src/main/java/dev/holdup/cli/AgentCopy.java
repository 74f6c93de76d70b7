package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The agent's jar where a target can read it: our own, or for a target of another user or in a
 * container a copy in its {@code /tmp}. The copy stays, as the target may load classes from it at
 * any time.
 */
final class AgentCopy {
    private AgentCopy() {}

    /**
     * The jar's path in the target's file system.
     *
     * @throws CommandFailure if there is no place for a copy
     */
    static Path seenBy(ProcessFacts process) {
        Path jar = BundledJar.AGENT.unpack();
        if (process.sharesFiles()) {
            return jar;
        }
        Path tmp = process.root().resolve("tmp");
        try {
            byte[] bytes = Files.readAllBytes(jar);
            // A name of our own for each user and version: nobody else's folder is ever trusted.
            String name =
                    "holdup-"
                            + System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_")
                            + "-"
                            + BundledJar.sha256(bytes).substring(0, 16);
            Path folder = tmp.resolve(name);
            createReadable(folder);
            Path copy = folder.resolve(jar.getFileName());
            if (!Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(copy) != bytes.length) {
                Files.deleteIfExists(copy);
                Files.write(copy, bytes);
            }
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            return Path.of("/tmp").resolve(name).resolve(jar.getFileName());
        } catch (IOException e) {
            throw noPlace(process, tmp, e);
        }
    }

    /** What to say when the target's {@code /tmp} cannot be used. */
    static CommandFailure noPlace(ProcessFacts process, Path tmp, IOException failure) {
        return new CommandFailure(
                ExitCode.NOT_ATTACHABLE,
                "JVM "
                        + process.pid()
                        + ": expected a folder that can be written at "
                        + tmp
                        + ", since it does not share our files, found: "
                        + failure,
                "start the program with 'holdup run' inside of its container",
                Trouble.NOT_ATTACHABLE,
                failure);
    }

    /** Refuses a folder that somebody else made: the target would run what lies there. */
    private static void createReadable(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Set<PosixFilePermission> found =
                Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        String owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !owner.equals(System.getProperty("user.name"))
                || found.contains(PosixFilePermission.GROUP_WRITE)
                || found.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(folder + ": expected a folder only this user can write");
        }
    }
}
