package dev.holdup.load;

import dev.holdup.load.format.ByteSource;
import dev.holdup.load.format.FileBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Opens what the user named: files, packed files, folders, the repository of a JVM that runs or was
 * killed. What is packed is unpacked into a temporary file that goes with the source: recordings
 * are read at any position, and memory stays bounded.
 */
final class RecordingFiles {
    /** Repositories keep their chunks in a folder below the one that is named. */
    private static final int MAX_DEPTH = 4;

    private static final List<String> ENDINGS =
            List.of(".jfr", ".jfr.gz", ".jfr.xz", ".jfr.lz4", ".jfr.zip");

    private final List<ByteSource> sources;
    private final List<String> losses;

    /**
     * @param sources receives what is opened, also if a later file fails; the caller closes them
     * @param losses receives sentences about what cannot be read
     */
    RecordingFiles(List<ByteSource> sources, List<String> losses) {
        this.sources = sources;
        this.losses = losses;
    }

    /** Opens a file, or all recordings in a folder; returns how many sources came of it. */
    int open(Path path) throws UnreadableRecordingException {
        int before = sources.size();
        try {
            if (Files.isDirectory(path)) {
                openFolder(path);
            } else {
                openFile(path);
            }
        } catch (NoSuchFileException e) {
            throw new UnreadableRecordingException(
                    "no such file", path.toString(), "a .jfr file", "nothing", "check the path");
        } catch (UnreadableRecordingException e) {
            throw e;
        } catch (IOException e) {
            throw cannotRead(path.toString(), e);
        }
        return sources.size() - before;
    }

    static UnreadableRecordingException cannotRead(String where, IOException cause) {
        UnreadableRecordingException failure =
                new UnreadableRecordingException(
                        "recording cannot be read",
                        where,
                        "a file that can be read",
                        cause.toString(),
                        "check its permissions and the disk");
        failure.initCause(cause);
        return failure;
    }

    private void openFolder(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder, MAX_DEPTH)) {
            below.filter(RecordingFiles::isRecording).sorted().forEach(found::add);
        }
        int before = sources.size();
        for (Path file : found) {
            // A running JVM has just created its next chunk, or removed an old one.
            if (Files.exists(file) && Files.size(file) > 0) {
                openFile(file);
            } else {
                losses.add(file + ": an empty file, left out.");
            }
        }
        if (sources.size() == before) {
            throw new UnreadableRecordingException(
                    "no recording in the folder",
                    folder.toString(),
                    "files ending in " + String.join(" ", ENDINGS),
                    found.size() + " such files, all empty",
                    "name the file, or the repository folder of the JVM");
        }
    }

    private static boolean isRecording(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return Files.isRegularFile(file);
            }
        }
        return false;
    }

    private void openFile(Path file) throws IOException {
        Packing packing;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(6);
            packing = Packing.of(begin, begin.length);
        }
        switch (packing) {
            case NONE -> sources.add(new FileBytes(file));
            case ZIP -> openZip(file);
            case GZIP, XZ, LZ4 -> {
                try (InputStream in = Files.newInputStream(file)) {
                    unpack(file.toString(), packing, in);
                }
            }
        }
    }

    private void openZip(Path file) throws IOException {
        int before = sources.size();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()
                        && entry.getName().toLowerCase(Locale.ROOT).endsWith(".jfr")) {
                    copy(file + "!" + entry.getName(), zip);
                }
            }
        }
        if (sources.size() == before) {
            throw new UnreadableRecordingException(
                    "no recording in the archive",
                    file.toString(),
                    "an entry ending in .jfr",
                    "none",
                    "unpack it and name the recording");
        }
    }

    private void unpack(String name, Packing packing, InputStream packed) throws IOException {
        try (InputStream in = packing.unpack(packed)) {
            if (in != null) {
                copy(name, in);
            }
        } catch (IOException e) {
            throw new UnreadableRecordingException(
                    "packed file is damaged",
                    name,
                    "a whole " + packing.name().toLowerCase(Locale.ROOT) + " file",
                    e.toString(),
                    "copy it again");
        }
    }

    /** Copies a stream to a temporary file; a stream that breaks off gives what came before. */
    private void copy(String name, InputStream in) throws IOException {
        Path unpacked = Files.createTempFile("holdup-", ".jfr");
        long count = 0;
        try (OutputStream out = Files.newOutputStream(unpacked)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                count += read;
            }
        } catch (IOException e) {
            if (count == 0) {
                Files.delete(unpacked);
                throw e;
            }
            losses.add(name + ": cannot be unpacked behind byte " + count + " (" + e + ").");
        }
        sources.add(new FileBytes(unpacked, name, true));
    }
}
