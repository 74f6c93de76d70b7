package dev.holdup.cli;

/**
 * The variants of the file-server sample that {@code holdup demo} runs: the sample's own name of
 * the design, where the index restores files from the slow tape, and what to expect.
 */
enum DemoDesign {
    WORKERS(
            "workers",
            "workers",
            "holding-lock",
            "dispatcher and workers; one restores a file while it holds the index's lock"),
    WORKERS_FIXED(
            "workers-fixed",
            "workers",
            "outside-lock",
            "dispatcher and workers; files are restored outside the lock"),
    SINGLE("single", "single", "outside-lock", "one thread, one request after the other"),
    EVENT_LOOP(
            "event-loop",
            "event-loop",
            "outside-lock",
            "a finite-state machine; disk threads do the file work"),
    EVENT_LOOP_BLOCKING(
            "event-loop-blocking",
            "event-loop-blocking",
            "outside-lock",
            "a finite-state machine that reads files on its loop"),
    VIRTUAL("virtual", "virtual", "outside-lock", "a virtual thread for each request (JDK 21)");

    private final String text;
    private final String sampleDesign;
    private final String restorePolicy;
    private final String description;

    DemoDesign(String text, String sampleDesign, String restorePolicy, String description) {
        this.text = text;
        this.sampleDesign = sampleDesign;
        this.restorePolicy = restorePolicy;
        this.description = description;
    }

    /** Name on the command line. */
    String text() {
        return text;
    }

    /** First argument of the sample's {@code FileServer}. */
    String sampleDesign() {
        return sampleDesign;
    }

    /** Third argument of the sample's {@code FileServer}. */
    String restorePolicy() {
        return restorePolicy;
    }

    /** What the threads do, as part of a sentence. */
    String description() {
        return description;
    }

    /** False if this JDK has no virtual threads and the design needs them. */
    boolean runsOnThisJdk() {
        return this != VIRTUAL || Runtime.version().feature() >= 21;
    }

    @Override
    public String toString() {
        return text;
    }
}
