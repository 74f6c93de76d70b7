package dev.holdup.load.format;

/** Counts what became of the events of one type in one chunk. Not thread-safe. */
public final class EventTally {
    private final String event;
    private final boolean wanted;
    private long total;
    private long broken;

    EventTally(String event, boolean wanted) {
        this.event = event;
        this.wanted = wanted;
    }

    void count() {
        total++;
    }

    void count(long events) {
        total += events;
    }

    void countBroken() {
        broken++;
    }

    /** Full name, or {@code type n} for one the metadata does not describe. */
    public String event() {
        return event;
    }

    /** Events read. */
    public long read() {
        return wanted ? total - broken : 0;
    }

    /** Events not wanted. */
    public long skipped() {
        return wanted ? 0 : total;
    }

    public long broken() {
        return broken;
    }
}
