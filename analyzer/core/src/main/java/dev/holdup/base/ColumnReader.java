package dev.holdup.base;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads what a {@link ColumnWriter} wrote, in the same order. The columns are mapped, not copied:
 * they take no heap, and the file must not be changed while they are in use. Not thread-safe; the
 * columns are, afterwards.
 */
public final class ColumnReader implements ColumnVisitor {
    private static final long MAP_AT_ONCE = 1 << 28;

    private final FileChannel channel;
    private final long dataEnd;
    private final DataInputStream index;

    /**
     * Checks the whole file; the caller closes it, also before the columns are used.
     *
     * @throws IOException if it is not whole, or was changed
     */
    public ColumnReader(FileChannel channel) throws IOException {
        this.channel = channel;
        byte[] headerBytes = read(0, ColumnWriter.HEADER);
        CRC32C headerSum = new CRC32C();
        headerSum.update(headerBytes, 0, 5 * Long.BYTES);
        ByteBuffer header = ByteBuffer.wrap(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
        require(header.getLong() == ColumnWriter.MAGIC, "magic number");
        dataEnd = header.getLong();
        long indexLength = header.getLong();
        long dataSum = header.getLong();
        long indexSum = header.getLong();
        require(header.getLong() == headerSum.getValue(), "sum of the header");
        require(dataEnd >= ColumnWriter.HEADER && dataEnd <= channel.size(), "place of the index");
        require(indexLength == channel.size() - dataEnd, "length of the index");
        require(indexLength >= 0 && indexLength <= Integer.MAX_VALUE - 8, "length of the index");
        byte[] bytes = read(dataEnd, (int) indexLength);
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        require(sum.getValue() == indexSum, "sum of the index");
        index = new DataInputStream(new ByteArrayInputStream(bytes));
        require(dataSum() == dataSum, "sum of the columns");
    }

    @Override
    public void visit(ByteColumn column) throws IOException {
        column.read(new Stored(Byte.BYTES));
    }

    @Override
    public void visit(IntColumn column) throws IOException {
        column.read(new Stored(Integer.BYTES));
    }

    @Override
    public void visit(LongColumn column) throws IOException {
        column.read(new Stored(Long.BYTES));
    }

    @Override
    public void visit(TextColumn column) throws IOException {
        column.read(this);
    }

    /** A number that is in no column. */
    public long number() throws IOException {
        return index.readLong();
    }

    /** A number of things of which each takes a byte at least. */
    public int count() throws IOException {
        long count = number();
        require(count >= 0 && count <= index.available(), "a number of things there are");
        return (int) count;
    }

    /** A text that is in no column. */
    public String text() throws IOException {
        int length = index.readInt();
        require(length >= 0 && length <= index.available(), "length of a text");
        return new String(index.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Texts that are in no column. */
    public List<String> texts() throws IOException {
        List<String> values = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            values.add(text());
        }
        return values;
    }

    /** Fails unless a condition holds that every file of the writer fulfils. */
    public static void require(boolean holds, String what) throws IOException {
        if (!holds) {
            throw new IOException("stored columns: " + what + " is not as written");
        }
    }

    /** A column as the index describes it. */
    final class Stored {
        final int size;
        final long usual;
        final ByteBuffer[] blocks;

        Stored(int width) throws IOException {
            require(index.readInt() == width, "width of a column");
            size = index.readInt();
            usual = index.readLong();
            int count = index.readInt();
            long begin = index.readLong();
            // Every table has a column that takes a byte a row at least.
            require(size >= 0 && size <= dataEnd, "size of a column");
            require(count >= 0 && count <= Blocks.count(size), "number of blocks");
            require(count * (long) Integer.BYTES <= index.available(), "number of blocks");
            int[] lengths = new int[count];
            long bytes = 0;
            for (int number = 0; number < count; number++) {
                lengths[number] = index.readInt();
                require(lengths[number] >= 0 && lengths[number] <= Blocks.SIZE, "a block");
                bytes += padded(lengths[number] * (long) width);
            }
            require(begin >= ColumnWriter.HEADER && begin <= dataEnd - bytes, "place of a column");
            require(bytes <= Integer.MAX_VALUE, "bytes of a column");
            ByteBuffer all = bytes == 0 ? ByteBuffer.allocate(0) : map(begin, bytes);
            blocks = new ByteBuffer[count];
            int at = 0;
            for (int number = 0; number < count; number++) {
                int length = lengths[number] * width;
                blocks[number] = all.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
                at += (int) padded(length);
            }
        }
    }

    private static long padded(long bytes) {
        return bytes + 7 & ~7L;
    }

    private ByteBuffer map(long from, long bytes) throws IOException {
        return channel.map(MapMode.READ_ONLY, from, bytes);
    }

    private long dataSum() throws IOException {
        CRC32C sum = new CRC32C();
        for (long at = ColumnWriter.HEADER; at < dataEnd; at += MAP_AT_ONCE) {
            sum.update(map(at, Math.min(MAP_AT_ONCE, dataEnd - at)));
        }
        return sum.getValue();
    }

    private byte[] read(long from, int count) throws IOException {
        require(from <= channel.size() - count, "length of the file");
        byte[] bytes = new byte[count];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            require(channel.read(buffer, from + buffer.position()) > 0, "length of the file");
        }
        return bytes;
    }
}
