package dev.holdup.load.event;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import dev.holdup.load.format.EventRow;

/** Platform threads that were parked still when the recording ended, and since when. */
public final class ParkedRows {
    public final IntColumn threads = new IntColumn();
    public final LongColumn startNanos = new LongColumn();

    /** Symbol of the class of the blocker, NONE if there was none. */
    public final IntColumn classes = new IntColumn(EventRow.NONE);

    /** Identity of the blocker, 0 if there was none. */
    public final LongColumn identities = new LongColumn();

    /** Thread that held it, NONE if not known. */
    public final IntColumn owners = new IntColumn(EventRow.NONE);

    public int size() {
        return threads.size();
    }

    public void add(int thread, long start, int className, long identity, int owner) {
        threads.add(thread);
        startNanos.add(start);
        classes.add(className);
        identities.add(identity);
        owners.add(owner);
    }

    /** Takes over the rows of another table, which must not be used any more. */
    public void takeAll(ParkedRows other, SymbolTranslation symbols) {
        symbols.translateAll(other.classes);
        int from = size();
        threads.takeAll(from, other.threads);
        startNanos.takeAll(from, other.startNanos);
        classes.takeAll(from, other.classes);
        identities.takeAll(from, other.identities);
        owners.takeAll(from, other.owners);
    }
}
