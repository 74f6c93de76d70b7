package dev.holdup.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file a target writes its recording to, and the way from there to where the user wants it. A
 * target that shares our files writes it in place. One of another user or in a container writes
 * into a folder of its own in its {@code /tmp}; the folder is held open from the beginning, so that
 * the recording is reached also when the container has ended.
 */
final class TargetOutput {
    private static final Path NAME = Path.of("recording.jfr");

    private final Path wanted;
    private final Path seenByTarget;
    private final @Nullable Path folder;
    private final @Nullable DirectoryStream<Path> open;

    private TargetOutput(
            Path wanted,
            Path seenByTarget,
            @Nullable Path folder,
            @Nullable DirectoryStream<Path> open) {
        this.wanted = wanted;
        this.seenByTarget = seenByTarget;
        this.folder = folder;
        this.open = open;
    }

    /**
     * Makes ready for a recording.
     *
     * @throws CommandFailure if there is no place the target can write to
     */
    @SuppressWarnings("StreamResourceLeak") // bring() closes it
    static TargetOutput of(ProcessFacts process, Path wanted) {
        if (process.sharesFiles()) {
            return new TargetOutput(wanted, wanted, null, null);
        }
        Path tmp = process.root().resolve("tmp");
        try {
            Path folder =
                    Files.createTempDirectory(
                            tmp,
                            "holdup",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rwx------")));
            if (!process.isOurs()) {
                Files.setOwner(folder, process.owner().orElseThrow());
            }
            Path seen = Path.of("/tmp").resolve(folder.getFileName()).resolve(NAME);
            return new TargetOutput(wanted, seen, folder, Files.newDirectoryStream(folder));
        } catch (IOException e) {
            throw AgentCopy.noPlace(process, tmp, e);
        }
    }

    /** The path the target has to write to, in its own file system. */
    Path seenByTarget() {
        return seenByTarget;
    }

    /**
     * Brings the recording to where the user wants it, and leaves nothing with the target.
     *
     * @throws UncheckedIOException if it cannot be copied
     */
    void bring() {
        if (open == null || folder == null) {
            return;
        }
        try (open) {
            copy(open, folder);
            Files.deleteIfExists(folder.resolve(NAME));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(DirectoryStream<Path> open, Path folder) throws IOException {
        try (InputStream in =
                open instanceof SecureDirectoryStream<Path> secure
                        ? Channels.newInputStream(
                                secure.newByteChannel(NAME, Set.of(StandardOpenOption.READ)))
                        : Files.newInputStream(folder.resolve(NAME))) {
            Files.copy(in, wanted, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // Then there is no recording, and whoever asked for it says so.
        }
    }
}
