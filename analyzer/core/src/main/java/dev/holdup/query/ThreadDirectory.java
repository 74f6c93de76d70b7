package dev.holdup.query;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Threads as columns: all of them, or those of the first screen with the numbers of the others.
 * web-ui/src/api/threadCodec.ts reads it. About 100 bytes a thread, over which the browser lays
 * typed arrays; names become strings there when somebody asks for them. Little endian, every column
 * aligned to its width.
 *
 * <pre>
 *   byte  0        4         8        12       16          20               24     32
 *         +--------+---------+--------+--------+-----------+----------------+------+
 *         | "HTD2" | threads | rows   | groups | nameBytes | groupNameBytes |  0   |
 *         |  u32   |  T u32  |  R u32 |  K u32 |   B u32   |     C u32      | u64  |
 *         +--------+---------+--------+--------+-----------+----------------+------+
 *   then  from, to, suffered, inflicted, idle, running, javaThreadId   f64[R] each; nanoseconds
 *         row, order, osThreadId, group, nameRank, nameEnd             i32[R] each
 *         groupRow, groupNameEnd, moreEventful, moreQuiet, moreMachine i32[K] each
 *         flags                                                        u8[R]: 1 virtual, 2 carrier, 4 of the JVM
 *         names                                                        u8[B], UTF-8, a zero after each
 *         groupNames                                                   u8[C], likewise
 * </pre>
 *
 * {@code row} ascends and says which thread a place in the columns is; R = T is all of them. {@code
 * order} holds the same rows, the most stalled first. {@code nameRank} is the place among all
 * threads when they are ordered by name, numbers in names by their value. {@code nameEnd} is where
 * the zero after the name stands. {@code more…} count threads of a group that are not among the
 * rows; the group -1 stands for all groups that no row belongs to.
 */
final class ThreadDirectory {
    private static final int MAGIC = 0x32445448;
    private static final int HEADER_BYTES = 32;
    private static final int BYTES_PER_ROW = 7 * 8 + 6 * 4 + 1;
    private static final int BYTES_PER_GROUP = 5 * 4;
    private static final int VIRTUAL = 1;
    private static final int CARRIER = 2;
    private static final int SYSTEM = 4;

    private final Session session;
    private final ThreadTable threads;
    private final FirstThreads first;

    ThreadDirectory(Session session) {
        this.session = session;
        threads = session.trace().threads();
        first = new FirstThreads(session);
    }

    /** All threads. */
    byte[] whole() {
        return encode(first.everything());
    }

    /** What the first screen shows; all threads if there are not many. */
    byte[] firstScreen() {
        return encode(first.ofFirstScreen());
    }

    private byte[] encode(FirstThreads.Choice choice) {
        int[] rows = choice.rows;
        Names names = Names.of(rows.length, place -> threads.name(rows[place]));
        List<String> all = session.groups().names();
        int[] groups = choice.groups;
        Names groupNames =
                Names.of(groups.length, place -> groups[place] < 0 ? "" : all.get(groups[place]));
        ByteBuffer out =
                ByteBuffer.allocate(
                                HEADER_BYTES
                                        + rows.length * BYTES_PER_ROW
                                        + groups.length * BYTES_PER_GROUP
                                        + names.text.length
                                        + groupNames.text.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(threads.size()).putInt(rows.length).putInt(groups.length);
        out.putInt(names.text.length).putInt(groupNames.text.length).putLong(0);
        times(rows, out);
        ints(rows.length, place -> rows[place], out);
        ints(rows.length, place -> choice.order[place], out);
        ints(rows.length, place -> (int) threads.osThreadId(rows[place]), out);
        ints(rows.length, place -> session.groups().of(rows[place]), out);
        ints(rows.length, place -> first.nameRank(rows[place]), out);
        ints(rows.length, place -> names.ends[place], out);
        ints(groups.length, place -> groups[place], out);
        ints(groups.length, place -> groupNames.ends[place], out);
        for (int[] more : choice.more) {
            ints(groups.length, place -> more[place], out);
        }
        for (int row : rows) {
            out.put((byte) flags(row));
        }
        return out.put(names.text).put(groupNames.text).array();
    }

    private void times(int[] rows, ByteBuffer out) {
        BlameResult blame = session.blame();
        doubles(rows, threads::startNanos, out);
        doubles(rows, threads::endNanos, out);
        doubles(rows, blame::sufferedNanos, out);
        doubles(rows, blame::inflictedOthersNanos, out);
        doubles(rows, thread -> blame.stateNanos(thread, ThreadState.IDLE), out);
        doubles(rows, thread -> blame.stateNanos(thread, ThreadState.RUNNING), out);
        doubles(rows, threads::javaThreadId, out);
    }

    private static void doubles(int[] rows, IntToLongFunction values, ByteBuffer out) {
        for (int row : rows) {
            out.putDouble((double) values.applyAsLong(row));
        }
    }

    private static void ints(int count, IntUnaryOperator values, ByteBuffer out) {
        for (int place = 0; place < count; place++) {
            out.putInt(values.applyAsInt(place));
        }
    }

    private int flags(int thread) {
        return (threads.isVirtual(thread) ? VIRTUAL : 0)
                | (threads.isCarrier(thread) ? CARRIER : 0)
                | (threads.isSystem(thread) ? SYSTEM : 0);
    }

    @FunctionalInterface
    private interface NameSource {
        String at(int place);
    }

    /** Names in UTF-8, one after the other, and where each ends. */
    private static final class Names {
        final byte[] text;
        final int[] ends;

        private Names(byte[] text, int[] ends) {
            this.text = text;
            this.ends = ends;
        }

        static Names of(int count, NameSource names) {
            StringBuilder text = new StringBuilder();
            int[] ends = new int[count];
            int bytes = 0;
            for (int place = 0; place < count; place++) {
                // A zero ends a name; a name that has one in it is shown with a blank there.
                String name = names.at(place).replace('\0', ' ');
                text.append(name).append('\0');
                bytes += name.getBytes(StandardCharsets.UTF_8).length;
                ends[place] = bytes;
                bytes++;
            }
            return new Names(text.toString().getBytes(StandardCharsets.UTF_8), ends);
        }
    }
}
