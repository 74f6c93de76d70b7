package dev.holdup.cli;

import dev.holdup.load.LoadOptions;
import dev.holdup.load.LoadedRecording;
import dev.holdup.load.RecordingLoader;
import dev.holdup.load.SideFiles;
import dev.holdup.load.UnreadableRecordingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads the recordings a command names. */
final class Recordings {
    private Recordings() {}

    /** Reads files that belong together as one recording, with a progress bar. */
    static LoadedRecording load(Console console, List<Path> files) {
        return load(console, files, SideFiles.ifThere());
    }

    /** The same, and keeps what was read beside the file, or not. */
    static LoadedRecording load(Console console, List<Path> files, SideFiles sideFiles) {
        String label = files.size() == 1 ? "reading " + files.get(0).getFileName() : "reading";
        try (ProgressBar bar = new ProgressBar(console, label)) {
            LoadOptions options = LoadOptions.defaults().withProgress(bar::update);
            return RecordingLoader.load(files, options.withSideFiles(sideFiles));
        } catch (UnreadableRecordingException e) {
            throw new CommandFailure(
                    ExitCode.UNREADABLE_INPUT,
                    e.what()
                            + ": "
                            + e.where()
                            + ": expected "
                            + e.expected()
                            + ", found "
                            + e.found(),
                    e.advice(),
                    Trouble.UNREADABLE_RECORDING,
                    e);
        }
    }

    /**
     * The files a user named: a folder stands for the recordings in it, by name.
     *
     * @throws CommandFailure if one does not exist, or a folder holds none
     */
    static List<Path> expand(List<Path> named) {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                files.addAll(inFolder(path));
            } else {
                requireReadable(path);
                files.add(path);
            }
        }
        return files;
    }

    private static void requireReadable(Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    ExitCode.UNREADABLE_INPUT,
                    "recording " + file + ": expected a file, found none",
                    "check the spelling; relative paths start at " + Path.of("").toAbsolutePath(),
                    Trouble.NO_SUCH_FILE);
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailure(
                    ExitCode.UNREADABLE_INPUT,
                    "recording " + file + ": expected a file you may read, found one you may not",
                    "change its permissions, or ask its owner",
                    Trouble.NO_SUCH_FILE);
        }
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files =
                    entries.filter(entry -> entry.getFileName().toString().endsWith(".jfr"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.UNREADABLE_INPUT,
                        "folder " + folder + ": expected files that end with .jfr, found none",
                        "name a recording, or make one with 'holdup run -- java ...'",
                        Trouble.NO_SUCH_FILE);
            }
            return files;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREADABLE_INPUT,
                    "folder " + folder + ": cannot be read: " + e,
                    "check its permissions",
                    Trouble.NO_SUCH_FILE,
                    e);
        }
    }
}
