package dev.holdup.query;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * All threads as columns; web-ui/src/api/threadCodec.ts reads it. About 90 bytes a thread, so a
 * hundred thousand are 9 MB, which the browser lays typed arrays over: as JSON they were 12 MB of
 * text to parse. Little endian, every column aligned to its width.
 *
 * <pre>
 *   byte  0        4         8           12     16
 *         +--------+---------+-----------+------+
 *         | "HTD1" | threads | nameBytes |  0   |
 *         |  u32   |  T u32  |   B u32   | u32  |
 *         +--------+---------+-----------+------+
 *   then  from, to, suffered, inflicted, idle, running, javaThreadId   f64[T] each; nanoseconds
 *         osThreadId, group, nameRank                                  i32[T] each
 *         flags                                                        u8[T]: 1 virtual, 2 carrier, 4 of the JVM
 *         names                                                        u8[B], UTF-8, a zero after each
 * </pre>
 *
 * {@code nameRank} is the place of the thread when all are ordered by name, numbers in names by
 * their value.
 */
final class ThreadDirectory {
    private static final int MAGIC = 0x31445448;
    private static final int HEADER_BYTES = 16;
    private static final int BYTES_PER_THREAD = 7 * 8 + 3 * 4 + 1;
    private static final int VIRTUAL = 1;
    private static final int CARRIER = 2;
    private static final int SYSTEM = 4;

    private final int count;
    private final ByteBuffer out;

    private ThreadDirectory(int count, int nameBytes) {
        this.count = count;
        out =
                ByteBuffer.allocate(HEADER_BYTES + count * BYTES_PER_THREAD + nameBytes)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(count).putInt(nameBytes).putInt(0);
    }

    static byte[] encode(Session session) {
        ThreadTable threads = session.trace().threads();
        BlameResult blame = session.blame();
        byte[] names = names(threads);
        ThreadDirectory directory = new ThreadDirectory(threads.size(), names.length);
        directory.doubles(threads::startNanos);
        directory.doubles(threads::endNanos);
        directory.doubles(blame::sufferedNanos);
        directory.doubles(blame::inflictedOthersNanos);
        directory.doubles(thread -> blame.stateNanos(thread, ThreadState.IDLE));
        directory.doubles(thread -> blame.stateNanos(thread, ThreadState.RUNNING));
        directory.doubles(threads::javaThreadId);
        directory.ints(thread -> (int) threads.osThreadId(thread));
        directory.ints(session.groups()::of);
        int[] ranks = NameOrder.ranks(threads);
        directory.ints(thread -> ranks[thread]);
        for (int thread = 0; thread < threads.size(); thread++) {
            directory.out.put((byte) flags(threads, thread));
        }
        return directory.out.put(names).array();
    }

    private void doubles(IntToLongFunction values) {
        for (int thread = 0; thread < count; thread++) {
            out.putDouble((double) values.applyAsLong(thread));
        }
    }

    private void ints(IntUnaryOperator values) {
        for (int thread = 0; thread < count; thread++) {
            out.putInt(values.applyAsInt(thread));
        }
    }

    private static int flags(ThreadTable threads, int thread) {
        return (threads.isVirtual(thread) ? VIRTUAL : 0)
                | (threads.isCarrier(thread) ? CARRIER : 0)
                | (threads.isSystem(thread) ? SYSTEM : 0);
    }

    private static byte[] names(ThreadTable threads) {
        StringBuilder text = new StringBuilder();
        for (int thread = 0; thread < threads.size(); thread++) {
            // A zero ends a name; a name that has one in it is shown with a blank there.
            text.append(threads.name(thread).replace('\0', ' ')).append('\0');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
