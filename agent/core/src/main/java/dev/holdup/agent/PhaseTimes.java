package dev.holdup.agent;

/**
 * How long the parts of a start or an end took, for whoever wants to know what an attach costs: a
 * system property tells of the last one.
 */
final class PhaseTimes {
    private static final String PROPERTY = "dev.holdup.agent.times.";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final StringBuilder text = new StringBuilder();
    private long since = System.nanoTime();

    /** The phase that began with the last one's end is over. */
    void done(String phase) {
        long now = System.nanoTime();
        text.append(text.length() == 0 ? "" : ", ");
        text.append(phase).append(' ').append((now - since) / NANOS_PER_MILLI).append(" ms");
        since = now;
    }

    /** After the last phase of {@code start} or {@code end}. */
    void publish(String which) {
        System.setProperty(PROPERTY.concat(which), text.toString());
    }
}
