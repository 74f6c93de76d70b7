package dev.holdup.load.format;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.util.Arrays;

/**
 * Threads of all chunks, each once, in primitive columns: a recording may have millions of virtual
 * ones. Threads of different JVMs are told apart by {@code jvm}. Not thread-safe.
 */
public final class ThreadDictionary {
    /** No thread. */
    public static final int NONE = -1;

    private static final long ID_MASK = (1L << 47) - 1;
    private static final long KERNEL_THREAD = 1L << 47;

    private final LongIntMap rows = new LongIntMap();
    private final LongColumn keys = new LongColumn();
    private final LongColumn javaIds = new LongColumn();
    private final LongColumn osIds = new LongColumn();
    private final IntColumn names = new IntColumn();
    private final IntColumn groups = new IntColumn();
    private final ByteColumn virtuals = new ByteColumn();

    /**
     * Row of a thread.
     *
     * @param jvm number of the JVM, 0 ≤ jvm &lt; 2¹⁵
     * @param javaId {@code Thread.threadId()}, ≤ 0 if it is not a Java thread
     * @param osId the kernel's id, ≤ 0 if not recorded
     */
    public int intern(int jvm, long javaId, long osId) {
        long id = javaId > 0 ? javaId & ID_MASK : KERNEL_THREAD | (osId & ID_MASK);
        long key = ((long) jvm << 48) | id;
        int row = rows.putIfAbsent(key, javaIds.size());
        if (row == javaIds.size()) {
            keys.add(key);
            javaIds.add(Math.max(0, javaId));
            osIds.add(Math.max(0, osId));
            names.add(SymbolDictionary.NONE);
            groups.add(SymbolDictionary.NONE);
            virtuals.add((byte) 0);
        }
        return row;
    }

    /** What a chunk says of a thread; the last one said holds. NONE says nothing. */
    void describe(int row, int name, int group, boolean virtual, long osId) {
        if (name != SymbolDictionary.NONE) {
            names.set(row, name);
        }
        if (group != SymbolDictionary.NONE) {
            groups.set(row, group);
        }
        if (virtual) {
            markVirtual(row);
        }
        if (osId > 0) {
            osIds.set(row, osId);
        }
    }

    /** What the thread itself said its name was, for one that no chunk describes. */
    public void nameIfUnknown(int row, int name) {
        if (names.get(row) == SymbolDictionary.NONE) {
            names.set(row, name);
        }
    }

    /** All rows: by JVM, Java threads before others, then by id; however they were found. */
    public int[] inOrderOfIds() {
        long[] sorted = keys.toArray();
        Arrays.sort(sorted);
        int[] order = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            order[i] = rows.get(sorted[i]);
        }
        return order;
    }

    public void markVirtual(int row) {
        virtuals.set(row, (byte) 1);
    }

    public int size() {
        return javaIds.size();
    }

    /** Number of the thread's JVM. */
    public int jvm(int row) {
        return (int) (keys.get(row) >>> 48);
    }

    /** 0 if it is not a Java thread. */
    public long javaId(int row) {
        return javaIds.get(row);
    }

    /** 0 if not recorded. */
    public long osId(int row) {
        return osIds.get(row);
    }

    /** Symbol of the name, {@link SymbolDictionary#NONE} if not recorded. */
    public int name(int row) {
        return names.get(row);
    }

    /** Symbol of the thread group's name, {@link SymbolDictionary#NONE} if not recorded. */
    public int group(int row) {
        return groups.get(row);
    }

    public boolean isVirtual(int row) {
        return virtuals.get(row) != 0;
    }
}
