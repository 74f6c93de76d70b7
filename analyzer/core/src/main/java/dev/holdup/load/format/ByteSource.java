package dev.holdup.load.format;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of one recording, read at any position, by any number of threads. */
public interface ByteSource extends Closeable {
    /** Name for messages. */
    String name();

    /** Number of bytes; may grow while the recording is being written. */
    long size() throws IOException;

    /**
     * Reads up to {@code length} bytes from {@code position} on.
     *
     * @return the number of bytes read, 0 at the end
     */
    int read(long position, byte[] target, int offset, int length) throws IOException;
}
