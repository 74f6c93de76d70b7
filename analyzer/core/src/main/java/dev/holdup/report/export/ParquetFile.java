package dev.holdup.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a Parquet file: row groups of pages, and a footer that says where they are. No compression
 * beyond dictionaries; one page for each column of a row group.
 */
final class ParquetFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROWS_OF_A_GROUP = 100_000;

    // Numbers of the format's enumerations.
    private static final int OPTIONAL = 1;
    private static final int UTF8 = 0;
    private static final int UNCOMPRESSED = 0;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    private static final int DATA_PAGE = 0;
    private static final int DICTIONARY_PAGE = 2;
    private static final int NOWHERE = -1;

    /** Where a column of a row group lies. */
    private record Chunk(
            ParquetColumn.Type type, String name, long dictionaryAt, long dataAt, long bytes) {}

    private record Group(int rows, List<Chunk> chunks) {
        long bytes() {
            long sum = 0;
            for (Chunk chunk : chunks) {
                sum += chunk.bytes();
            }
            return sum;
        }
    }

    private final OutputStream out;
    private final List<ParquetColumn> columns;
    private final List<Group> groups = new ArrayList<>();
    private long position;
    private int rows;
    private long allRows;

    ParquetFile(OutputStream out, List<ParquetColumn> columns) throws IOException {
        this.out = out;
        this.columns = List.copyOf(columns);
        write(MAGIC);
    }

    ParquetColumn column(int index) {
        return columns.get(index);
    }

    /** To be called when every column has got its value. */
    void endRow() throws IOException {
        rows++;
        if (rows == ROWS_OF_A_GROUP) {
            endGroup();
        }
    }

    /** Writes what is left, and the footer. */
    void finish() throws IOException {
        if (rows > 0) {
            endGroup();
        }
        byte[] footer = footer();
        write(footer);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(footer.length >>> shift);
        }
        write(MAGIC);
        out.flush();
    }

    private void endGroup() throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (ParquetColumn column : columns) {
            boolean hasDictionary = column.type() == ParquetColumn.Type.TEXT;
            long start = position;
            if (hasDictionary) {
                byte[] texts = column.dictionaryPage();
                write(pageHeader(DICTIONARY_PAGE, texts.length, column.dictionarySize(), PLAIN));
                write(texts);
            }
            long dataAt = position;
            byte[] values = column.dataPage();
            write(
                    pageHeader(
                            DATA_PAGE,
                            values.length,
                            rows,
                            hasDictionary ? RLE_DICTIONARY : PLAIN));
            write(values);
            chunks.add(
                    new Chunk(
                            column.type(),
                            column.name(),
                            hasDictionary ? start : NOWHERE,
                            dataAt,
                            position - start));
            column.clear();
        }
        groups.add(new Group(rows, chunks));
        allRows += rows;
        rows = 0;
    }

    private static byte[] pageHeader(int type, int bytes, int values, int encoding) {
        ThriftWriter thrift = new ThriftWriter().begin().i32(1, type).i32(2, bytes).i32(3, bytes);
        if (type == DICTIONARY_PAGE) {
            thrift.begin(7).i32(1, values).i32(2, encoding).end();
        } else {
            thrift.begin(5).i32(1, values).i32(2, encoding).i32(3, RLE).i32(4, RLE).end();
        }
        return thrift.end().toBytes();
    }

    private byte[] footer() {
        ThriftWriter thrift = new ThriftWriter().begin().i32(1, 1);
        thrift.structs(2, columns.size() + 1);
        thrift.begin().text(4, "stalls").i32(5, columns.size()).end();
        for (ParquetColumn column : columns) {
            thrift.begin().i32(1, column.type().number()).i32(3, OPTIONAL).text(4, column.name());
            if (column.type() == ParquetColumn.Type.TEXT) {
                thrift.i32(6, UTF8).begin(10).begin(1).end().end();
            }
            thrift.end();
        }
        thrift.i64(3, allRows);
        thrift.structs(4, groups.size());
        for (Group group : groups) {
            thrift.begin().structs(1, group.chunks().size());
            for (Chunk chunk : group.chunks()) {
                chunk(thrift, chunk, group.rows());
            }
            thrift.i64(2, group.bytes()).i64(3, group.rows()).end();
        }
        return thrift.text(6, "holdup").end().toBytes();
    }

    private static void chunk(ThriftWriter thrift, Chunk chunk, int rows) {
        boolean hasDictionary = chunk.dictionaryAt() != NOWHERE;
        thrift.begin().i64(2, hasDictionary ? chunk.dictionaryAt() : chunk.dataAt());
        thrift.begin(3).i32(1, chunk.type().number());
        if (hasDictionary) {
            thrift.numbers(2, PLAIN, RLE, RLE_DICTIONARY);
        } else {
            thrift.numbers(2, PLAIN, RLE);
        }
        thrift.texts(3, chunk.name())
                .i32(4, UNCOMPRESSED)
                .i64(5, rows)
                .i64(6, chunk.bytes())
                .i64(7, chunk.bytes())
                .i64(9, chunk.dataAt());
        if (hasDictionary) {
            thrift.i64(11, chunk.dictionaryAt());
        }
        thrift.end().end();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
