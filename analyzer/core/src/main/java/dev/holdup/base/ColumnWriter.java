package dev.holdup.base;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes columns to a file, block by block, and beside them what is no column. {@link ColumnReader}
 * reads them back. Everything is little-endian; blocks begin at multiples of eight.
 *
 * <pre>
 *   | header, 64 bytes | blocks of the columns ... | index: where they are, and the rest |
 * </pre>
 *
 * The header is written last: a file whose writer died has none. Not thread-safe.
 */
public final class ColumnWriter implements ColumnVisitor {
    static final long MAGIC = 0x31_50_55_44_4c_4f_48_0aL;
    static final int HEADER = 64;
    private static final int BUFFER = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C sum = new CRC32C();
    private final ByteArrayOutputStream indexBytes = new ByteArrayOutputStream();
    private final DataOutputStream index = new DataOutputStream(indexBytes);
    private long flushed = HEADER;

    /** Writes to an empty file; the caller closes it. */
    public ColumnWriter(FileChannel channel) throws IOException {
        this.channel = channel;
        channel.position(HEADER);
    }

    @Override
    public void visit(ByteColumn column) throws IOException {
        column.write(this);
    }

    @Override
    public void visit(IntColumn column) throws IOException {
        column.write(this);
    }

    @Override
    public void visit(LongColumn column) throws IOException {
        column.write(this);
    }

    @Override
    public void visit(TextColumn column) throws IOException {
        column.write(this);
    }

    /** A number that is in no column. */
    public void number(long value) throws IOException {
        index.writeLong(value);
    }

    /** A text that is in no column. */
    public void text(String value) throws IOException {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        index.writeInt(utf8.length);
        index.write(utf8);
    }

    /** Texts that are in no column. */
    public void texts(List<String> values) throws IOException {
        number(values.size());
        for (String value : values) {
            text(value);
        }
    }

    void begin(int width, int size, long usual, int blocks) throws IOException {
        index.writeInt(width);
        index.writeInt(size);
        index.writeLong(usual);
        index.writeInt(blocks);
        index.writeLong(flushed + buffer.position());
    }

    /** Room for the next block of a column. */
    ByteBuffer block(int values, int width) throws IOException {
        index.writeInt(values);
        int bytes = values * width + 7 & ~7;
        if (buffer.remaining() < bytes) {
            flush();
        }
        ByteBuffer room = buffer.slice(buffer.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = values * width; i < bytes; i++) {
            room.put(i, (byte) 0);
        }
        buffer.position(buffer.position() + bytes);
        return room;
    }

    /** Writes index and header; the file is complete after it. */
    public void finish() throws IOException {
        flush();
        long indexAt = flushed;
        long dataSum = sum.getValue();
        byte[] all = indexBytes.toByteArray();
        CRC32C indexSum = new CRC32C();
        indexSum.update(all);
        write(ByteBuffer.wrap(all));
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putLong(indexAt).putLong(all.length);
        header.putLong(dataSum).putLong(indexSum.getValue());
        CRC32C headerSum = new CRC32C();
        headerSum.update(header.array(), 0, header.position());
        header.putLong(headerSum.getValue()).clear();
        channel.position(0);
        write(header);
    }

    private void flush() throws IOException {
        buffer.flip();
        sum.update(buffer.duplicate());
        flushed += buffer.limit();
        write(buffer);
        buffer.clear();
    }

    private void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            channel.write(from);
        }
    }
}
