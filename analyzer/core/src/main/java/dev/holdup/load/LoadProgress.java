package dev.holdup.load;

/** Listens to how far a load is. Called from the loading threads, one call at a time. */
@FunctionalInterface
public interface LoadProgress {
    /**
     * Called each time some megabytes are done.
     *
     * @param doneBytes bytes of the recording read so far
     * @param totalBytes bytes to read
     */
    void loaded(long doneBytes, long totalBytes);
}
