package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.TraceBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a viewer is told of the threads: all of them, or those of the first screen. */
final class ThreadDirectoryTest {
    private static final int MANY = 5_000;

    private final TraceBuilder trace = new TraceBuilder();

    @Test
    void holdsEveryThreadAndItsPlaceByName() {
        trace.addThread("worker-10", 1, 11, "");
        trace.addThread("Worker-9", 2, 12, "");
        trace.addThread("v\0irtual", 3, 0, "");
        trace.addThread("carrier", 4, 14, "");
        Read read = new Read(session().threadDirectory());
        // carrier, v irtual, Worker-9, worker-10
        assertThat(read.nameRanks).containsExactly(3, 2, 1, 0);
        assertThat(read.names).containsExactly("worker-10", "Worker-9", "v irtual", "carrier");
        assertThat(read.rows).containsExactly(0, 1, 2, 3);
        assertThat(read.order).as("nobody stalled: by name").containsExactly(3, 2, 1, 0);
    }

    @Test
    void ofFewThreadsTheFirstScreenKnowsAll() {
        trace.addThread("a", 1, 11, "");
        trace.addThread("b", 2, 12, "");
        Session session = session();
        assertThat(session.firstThreads()).isEqualTo(session.threadDirectory());
    }

    @Test
    void ofManyThreadsTheFirstScreenKnowsWhatItShowsAndCountsTheRest() {
        int main = trace.addThread("main", 1, 11, "");
        int calm = trace.addThread("calm", 2, 12, "");
        int machine = trace.addThread("GC", 3, 13, "");
        trace.threadFlags(machine, false, false, true);
        stall(main, 40);
        for (int i = 0; i < MANY; i++) {
            int thread = trace.addThread("request-" + i, 10 + i, 0, "");
            trace.threadFlags(thread, true, false, false);
            // Half of them never stall.
            if (i % 2 == 0) {
                stall(thread, 100 + i % 7);
            }
        }
        Session session = session();
        Read whole = new Read(session.threadDirectory());
        Read first = new Read(session.firstThreads());
        assertThat(whole.rows).hasSize(MANY + 3);
        assertThat(first.threads).isEqualTo(MANY + 3);
        assertThat(first.rows).as("whatever the number of threads").hasSizeLessThan(200);
        assertThat(first.rows).contains(main, calm, machine);
        assertThat(first.more.values().stream().mapToInt(more -> more[0] + more[1] + more[2]).sum())
                .isEqualTo(MANY + 3 - first.rows.size());
        int[] requests = first.moreOf("virtual request-*");
        int known = 0;
        for (int row : first.rows) {
            known += row > machine && row % 2 == (machine + 1) % 2 ? 1 : 0;
        }
        assertThat(requests[0] + known).as("those that stalled").isEqualTo(MANY / 2);
        assertThat(requests[2]).as("of the JVM itself").isZero();
        List<Integer> expected = new ArrayList<>(whole.order);
        expected.retainAll(first.rows);
        assertThat(first.order).isEqualTo(expected);
        for (int place = 0; place < first.rows.size(); place++) {
            int row = first.rows.get(place);
            assertThat(first.names.get(place)).isEqualTo(whole.names.get(row));
            assertThat(first.nameRanks.get(place)).isEqualTo(whole.nameRanks.get(row));
        }
    }

    @Test
    void alikeNamesOrNotTheFirstScreenStaysSmall() {
        for (int i = 0; i < MANY; i++) {
            // Without a digit, so that each is a group of its own.
            stall(
                    trace.addThread(
                            "t" + Integer.toString(i, 36).replaceAll("\\d", "_") + letters(i),
                            i + 1,
                            0,
                            ""),
                    10);
        }
        Read first = new Read(session().firstThreads());
        assertThat(first.rows).hasSizeLessThanOrEqualTo(1_100);
        assertThat(first.moreOf("")[0]).isEqualTo(MANY - first.rows.size());
    }

    private static String letters(int number) {
        StringBuilder text = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 20) {
            text.append((char) ('a' + rest % 20));
        }
        return text.toString();
    }

    private void stall(int thread, long nanos) {
        int file = trace.resource(ResourceTable.Kind.FILE, "/data/f" + thread, thread);
        trace.addWait(thread, 100, 100 + nanos, Operation.FILE_READ, file, StackTable.NONE);
    }

    private Session session() {
        return Session.of(
                "threads",
                BlameEngine.analyze(
                        trace.build(
                                new RecordingInfo(List.of("x.jfr"), 0, 1_000, 1, "", ""),
                                new CaptureInfo(
                                        CaptureInfo.Tier.AGENT,
                                        1,
                                        List.of(),
                                        "none",
                                        new TreeMap<>(),
                                        List.of(),
                                        0)),
                        BlameOptions.wholeRecording()));
    }

    /** A directory read back. */
    private static final class Read {
        private static final int COLUMNS = 7 * 8;

        final int threads;
        final List<Integer> rows;
        final List<Integer> order;
        final List<Integer> nameRanks;
        final List<String> names;

        /** By name of group, "" for all others: stalled, never stalled, of the JVM. */
        final Map<String, int[]> more = new TreeMap<>();

        private final ByteBuffer in;

        Read(byte[] bytes) {
            in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(in.getInt(0)).isEqualTo(0x32445448);
            threads = in.getInt(4);
            int count = in.getInt(8);
            int groups = in.getInt(12);
            int ints = 32 + count * COLUMNS;
            rows = ints(ints, count);
            order = ints(ints + 4 * count, count);
            nameRanks = ints(ints + 4 * 4 * count, count);
            int ofGroups = ints + 6 * 4 * count;
            int names = ofGroups + groups * 20 + count;
            this.names = texts(names, ints(ints + 5 * 4 * count, count));
            int groupNames = names + in.getInt(16);
            List<String> groupTexts = texts(groupNames, ints(ofGroups + 4 * groups, groups));
            assertThat(groupNames + in.getInt(20)).isEqualTo(bytes.length);
            for (int group = 0; group < groups; group++) {
                int[] counts = new int[3];
                for (int section = 0; section < 3; section++) {
                    counts[section] = in.getInt(ofGroups + 4 * ((2 + section) * groups + group));
                }
                more.put(groupTexts.get(group), counts);
            }
        }

        int[] moreOf(String group) {
            return more.getOrDefault(group, new int[3]);
        }

        private List<Integer> ints(int from, int count) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                found.add(in.getInt(from + 4 * i));
            }
            return found;
        }

        private List<String> texts(int from, List<Integer> ends) {
            List<String> found = new ArrayList<>();
            int start = 0;
            for (int end : ends) {
                byte[] text = new byte[end - start];
                in.position(from + start).get(text);
                assertThat(in.get(from + end)).as("the zero after a name").isZero();
                found.add(new String(text, StandardCharsets.UTF_8));
                start = end + 1;
            }
            return found;
        }
    }
}
