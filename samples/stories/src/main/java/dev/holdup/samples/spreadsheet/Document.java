package dev.holdup.samples.spreadsheet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** The cells. Thread-safe; saving takes a copy cell by cell and holds nothing meanwhile. */
final class Document {
    private static final int CELLS = 4096;
    private static final int BLOCK_BYTES = 4 << 20;

    /** A large document on a slow disk: it is forced block by block for at least this long. */
    private static final long SAVE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final AtomicLongArray cells = new AtomicLongArray(CELLS);
    private int nextCell;

    /** Stores what the user types; called by one thread. */
    int type() {
        int cell = nextCell;
        nextCell = (nextCell + 1) % CELLS;
        cells.incrementAndGet(cell);
        return cell;
    }

    int size() {
        return CELLS;
    }

    void add(int cell, long amount) {
        cells.addAndGet(cell, amount);
    }

    long value(int cell) {
        return cells.get(cell);
    }

    /** Writes the cells to the file and forces them to the device, over and over. */
    void save(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
            long endNanos = System.nanoTime() + SAVE_NANOS;
            while (System.nanoTime() < endNanos) {
                block.clear();
                for (int cell = 0; cell < CELLS; cell++) {
                    block.putLong(cell * Long.BYTES, cells.get(cell));
                }
                channel.write(block, 0);
                channel.force(true);
            }
        }
    }
}
