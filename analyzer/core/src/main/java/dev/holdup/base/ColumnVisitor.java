package dev.holdup.base;

import java.io.IOException;

/**
 * Goes over the columns of a table, always in the same order. One list of columns in each table
 * serves for writing it to a file and for reading it back.
 */
public interface ColumnVisitor {
    void visit(ByteColumn column) throws IOException;

    void visit(IntColumn column) throws IOException;

    void visit(LongColumn column) throws IOException;

    /** A column of texts is three columns of numbers. */
    void visit(TextColumn column) throws IOException;
}
