package dev.holdup.load;

import java.nio.file.Path;

/**
 * Whether what was read of a recording may be kept in a file beside it, {@code x.jfr.holdup}, and
 * taken from there the next time.
 *
 * @param read one that is there and fits is used
 * @param write one is written if there is none that fits
 * @param leastBytes for recordings of so many bytes; smaller ones are read at once anyway
 * @param cacheFolder where it goes if it cannot be written beside the recording
 */
public record SideFiles(boolean read, boolean write, long leastBytes, Path cacheFolder) {
    private static final long LEAST_BYTES = 16 << 20;

    /** Never. */
    public static SideFiles none() {
        return new SideFiles(false, false, LEAST_BYTES, cacheOfUser());
    }

    /** Use one that is there; write none. */
    public static SideFiles ifThere() {
        return new SideFiles(true, false, LEAST_BYTES, cacheOfUser());
    }

    /** Use one that is there, else write one. */
    public static SideFiles keep() {
        return new SideFiles(true, true, LEAST_BYTES, cacheOfUser());
    }

    private static Path cacheOfUser() {
        String folder = System.getenv("XDG_CACHE_HOME");
        Path caches =
                folder == null || folder.isEmpty()
                        ? Path.of(System.getProperty("user.home", "."), ".cache")
                        : Path.of(folder);
        return caches.resolve("holdup");
    }
}
