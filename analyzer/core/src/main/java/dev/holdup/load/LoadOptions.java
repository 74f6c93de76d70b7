package dev.holdup.load;

/**
 * How to load.
 *
 * @param progress told how far it is
 * @param threads threads that read chunks at the same time, at least 1
 * @param windowBytes bytes each of them reads at once
 * @param sideFiles whether a file beside the recording may keep what was read
 */
public record LoadOptions(
        LoadProgress progress, int threads, int windowBytes, SideFiles sideFiles) {
    private static final int DEFAULT_WINDOW = 4 << 20;

    /** Nobody is told; as many threads as there are processors, at most 8; no side files. */
    public static LoadOptions defaults() {
        return new LoadOptions(
                (done, total) -> {},
                Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors())),
                DEFAULT_WINDOW,
                SideFiles.none());
    }

    /** The same with another listener. */
    public LoadOptions withProgress(LoadProgress listener) {
        return new LoadOptions(listener, threads, windowBytes, sideFiles);
    }

    /** The same with another number of threads. */
    public LoadOptions withThreads(int count) {
        return new LoadOptions(progress, count, windowBytes, sideFiles);
    }

    /** The same with another window. */
    public LoadOptions withWindow(int bytes) {
        return new LoadOptions(progress, threads, bytes, sideFiles);
    }

    /** The same with side files or without. */
    public LoadOptions withSideFiles(SideFiles use) {
        return new LoadOptions(progress, threads, windowBytes, use);
    }
}
