package dev.holdup.boot;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/** Hooks of files: read, write, force. */
public final class FileHooks {
    private static final @Nullable Class<?> CHANNEL = JdkFields.find("sun.nio.ch.FileChannelImpl");

    private static final long INPUT_PATH = JdkFields.offset(FileInputStream.class, "path");
    private static final long OUTPUT_PATH = JdkFields.offset(FileOutputStream.class, "path");
    private static final long RANDOM_PATH = JdkFields.offset(RandomAccessFile.class, "path");
    private static final long CHANNEL_PATH = JdkFields.offset(CHANNEL, "path");
    private static final long INPUT_FD = JdkFields.offset(FileInputStream.class, "fd");
    private static final long OUTPUT_FD = JdkFields.offset(FileOutputStream.class, "fd");

    private FileHooks() {}

    /** End of a read or write that says how many bytes it moved. */
    public static void exit(
            long start, Object file, long bytes, @Nullable Throwable thrown, int operation) {
        int gate = Calls.admit(Families.FILE, operation, start);
        if (gate >= 0) {
            record(gate, start, operation, file, bytes, thrown);
        }
    }

    /** End of the read of one byte: the result is the byte, not a count. */
    public static void oneByteExit(
            long start, Object file, long result, @Nullable Throwable thrown, int operation) {
        int gate = Calls.admit(Families.FILE, operation, start);
        if (gate >= 0) {
            record(gate, start, operation, file, result < 0 ? -1 : 1, thrown);
        }
    }

    /** End of a write of a whole array. */
    public static void arrayExit(
            long start,
            Object file,
            @Nullable Object array,
            @Nullable Throwable thrown,
            int operation) {
        int gate = Calls.admit(Families.FILE, operation, start);
        if (gate >= 0) {
            long bytes = array instanceof byte[] given ? given.length : -1;
            record(gate, start, operation, file, bytes, thrown);
        }
    }

    /** End of a call that moves no bytes of its own. */
    public static void forceExit(
            long start, Object file, @Nullable Throwable thrown, int operation) {
        int gate = Calls.admit(Families.FILE, operation, start);
        if (gate >= 0) {
            record(gate, start, operation, file, -1, thrown);
        }
    }

    private static void record(
            int gate,
            long start,
            int operation,
            Object file,
            long bytes,
            @Nullable Throwable thrown) {
        try {
            long moved = thrown == null ? bytes : -1;
            CallEvent event = Calls.event(start, operation, file, moved, thrown);
            event.target = path(file);
            Calls.commit(gate, event, start);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.CALL, failure);
        }
    }

    /** Path of the file this stream or channel is open on, null if it does not know. */
    static @Nullable String path(Object file) {
        Object path = null;
        if (file instanceof FileInputStream) {
            path = JdkFields.reference(file, INPUT_PATH);
            if (path == null && JdkFields.reference(file, INPUT_FD) == FileDescriptor.in) {
                path = "<stdin>";
            }
        } else if (file instanceof FileOutputStream) {
            path = JdkFields.reference(file, OUTPUT_PATH);
            Object descriptor = path == null ? JdkFields.reference(file, OUTPUT_FD) : null;
            if (descriptor != null && descriptor == FileDescriptor.out) {
                path = "<stdout>";
            } else if (descriptor != null && descriptor == FileDescriptor.err) {
                path = "<stderr>";
            }
        } else if (file instanceof RandomAccessFile) {
            path = JdkFields.reference(file, RANDOM_PATH);
        } else if (CHANNEL != null && CHANNEL.isInstance(file)) {
            path = JdkFields.reference(file, CHANNEL_PATH);
        }
        return path instanceof String text ? text : null;
    }
}
