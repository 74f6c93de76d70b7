package dev.holdup.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A jar that travels inside {@code holdup.jar} and must lie in the file system to be used: the
 * agent, the samples. It is unpacked once into the user's cache, under the hash of its bytes, so
 * that versions never meet and a file that someone changed is not used.
 */
enum BundledJar {
    AGENT("holdup-agent.jar"),
    SAMPLES("holdup-samples.jar");

    private static final String FOLDER = "/META-INF/holdup/";

    private final String fileName;

    BundledJar(String fileName) {
        this.fileName = fileName;
    }

    /**
     * The jar as a file only this user can write.
     *
     * @throws CommandFailure if it is not inside this holdup.jar or cannot be written anywhere
     */
    Path unpack() {
        byte[] bytes = bytes();
        String hash = sha256(bytes);
        try {
            return unpackInto(cacheFolder(System.getenv()), hash, bytes);
        } catch (IOException inCache) {
            // A read-only home, a full disk, a foreign folder: a private temporary one does as
            // well.
            return unpackIntoTemporary(hash, bytes);
        }
    }

    private byte[] bytes() {
        try (InputStream in = BundledJar.class.getResourceAsStream(FOLDER + fileName)) {
            if (in == null) {
                throw new CommandFailure(
                        ExitCode.DEFECT,
                        "holdup.jar" + FOLDER + fileName + ": expected inside, found nothing",
                        "build with ./mvnw package, or use the released holdup.jar",
                        Trouble.AGENT_NOT_INSIDE);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.DEFECT,
                    "holdup.jar" + FOLDER + fileName + ": cannot be read: " + e.getMessage(),
                    "download or build holdup.jar again",
                    Trouble.AGENT_NOT_INSIDE,
                    e);
        }
    }

    Path unpackInto(Path cache, String hash, byte[] bytes) throws IOException {
        Path folder = cache.resolve(hash.substring(0, 16));
        createPrivate(folder);
        Path jar = folder.resolve(fileName);
        if (Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)
                && sha256(Files.readAllBytes(jar)).equals(hash)) {
            return jar;
        }
        Path part = Files.createTempFile(folder, fileName, ".part");
        Files.write(part, bytes);
        try {
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private Path unpackIntoTemporary(String hash, byte[] bytes) {
        try {
            Path folder = Files.createTempDirectory("holdup");
            Path jar = unpackInto(folder, hash, bytes);
            // Deleted in the opposite order of registration: file, its folder, the outer folder.
            folder.toFile().deleteOnExit();
            folder.resolve(hash.substring(0, 16)).toFile().deleteOnExit();
            jar.toFile().deleteOnExit();
            return jar;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREADABLE_INPUT,
                    fileName + ": cannot be unpacked: " + e,
                    "set XDG_CACHE_HOME or -Djava.io.tmpdir to a folder you can write",
                    Trouble.CANNOT_WRITE,
                    e);
        }
    }

    static Path cacheFolder(Map<String, String> environment) {
        String home = System.getProperty("user.home", ".");
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isEmpty()) {
            return Path.of(xdg, "holdup");
        }
        if (system.startsWith("mac")) {
            return Path.of(home, "Library", "Caches", "holdup");
        }
        String localAppData = environment.getOrDefault("LOCALAPPDATA", "");
        if (system.startsWith("windows") && !localAppData.isEmpty()) {
            return Path.of(localAppData, "holdup", "cache");
        }
        return Path.of(home, ".cache", "holdup");
    }

    /** Refuses a folder that another user owns or can write: code from there would run as us. */
    private static void createPrivate(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder);
            return;
        }
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
        Set<PosixFilePermission> found =
                Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        boolean mine =
                Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                        .getName()
                        .equals(System.getProperty("user.name"));
        if (!mine
                || found.contains(PosixFilePermission.GROUP_WRITE)
                || found.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(folder + ": expected a folder only this user can write");
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
