package dev.holdup.load;

/** Told how far a load is; called from the loading threads, one call at a time. */
@FunctionalInterface
public interface LoadProgress {
    /**
     * @param doneBytes bytes of the recording read so far
     * @param totalBytes bytes to read
     */
    void loaded(long doneBytes, long totalBytes);
}
