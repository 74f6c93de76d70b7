package dev.holdup.load.event;

import dev.holdup.load.format.EventRequest;
import dev.holdup.load.format.EventRow;

/** A reader at work on one chunk. Counts the waits that reach outside of the recording's time. */
public final class BoundReader implements EventRequest.RowHandler {
    private final EventReader reader;
    private final EventRows rows;
    private long clipped;

    public BoundReader(EventReader reader, EventRows rows) {
        this.reader = reader;
        this.rows = rows;
    }

    @Override
    public void row(EventRow row) {
        int before = rows.waits.size();
        reader.body().read(row, rows);
        if (rows.waits.size() > before && rows.waits.startNanos.get(before) < 0) {
            clipped++;
        }
    }

    /** Event it reads. */
    public String event() {
        return reader.event();
    }

    /** Waits that began before the recording. */
    public long clipped() {
        return clipped;
    }
}
