package dev.holdup.model;

import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.io.IOException;

/** Mounts: a virtual thread ran, or was pinned, on a carrier during [start, end). */
public final class MountTable {
    private final IntColumn virtualThreads = new IntColumn();
    private final IntColumn carriers = new IntColumn();
    private final LongColumn startNanos = new LongColumn();
    private final LongColumn endNanos = new LongColumn();

    MountTable() {}

    int add(int virtualThread, int carrier, long start, long end) {
        virtualThreads.add(virtualThread);
        carriers.add(carrier);
        startNanos.add(start);
        endNanos.add(end);
        return virtualThreads.size() - 1;
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(virtualThreads);
        visitor.visit(carriers);
        visitor.visit(startNanos);
        visitor.visit(endNanos);
    }

    /** True if whatever a row refers to exists; a file may claim anything. */
    boolean isSound(int threadCount) {
        return virtualThreads.isWithin(0, threadCount - 1) && carriers.isWithin(0, threadCount - 1);
    }

    public int size() {
        return virtualThreads.size();
    }

    public int virtualThread(int mount) {
        return virtualThreads.get(mount);
    }

    public int carrier(int mount) {
        return carriers.get(mount);
    }

    public long startNanos(int mount) {
        return startNanos.get(mount);
    }

    /** End of the mount, exclusive. */
    public long endNanos(int mount) {
        return endNanos.get(mount);
    }
}
