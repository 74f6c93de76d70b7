package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdup.agent.scene.FamilyScene;
import dev.holdup.boot.Operations;
import dev.holdup.boot.Outcomes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One situation per family that names its call, made to happen, every field looked at. */
class FamilyIT {
    private static final long MILLI = 1_000_000;

    @TempDir private static Path folder;
    private static Path data;
    private static ObservedJvm run;

    @BeforeAll
    static void runTheScene() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        run = ObservedJvm.run(folder, "threshold=0", FamilyScene.class, "-Dscene.folder=" + data);
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void recordsASelectThatTimedOut() throws Exception {
        RecordedEvent select = longest(Operations.SELECTOR_SELECT, "select");
        assertThat(select.getByte("outcome")).isEqualTo(Outcomes.TIMED_OUT);
        assertThat(select.getLong("timeoutNanos")).isEqualTo(25 * MILLI);
        assertThat(select.getLong("durationNanos")).isGreaterThanOrEqualTo(25 * MILLI);
        assertThat(ObservedJvm.className(select, "objectClass")).contains("SelectorImpl");
    }

    @Test
    void recordsASelectThatWasWoken() throws Exception {
        RecordedEvent select = longest(Operations.SELECTOR_SELECT, "select woken");
        assertThat(select.getByte("outcome")).isEqualTo(Outcomes.SATISFIED);
        assertThat(select.getLong("timeoutNanos")).isZero();
        assertThat(select.getLong("durationNanos")).isGreaterThan(10 * MILLI);
    }

    @Test
    void recordsDatagrams() throws Exception {
        int port = (int) run.printedLong("datagramPort");
        RecordedEvent send = longest(Operations.DATAGRAM_SEND, "receive");
        assertThat(send.getInt("port")).isEqualTo(port);
        assertThat(send.getString("target")).isIn("localhost", "127.0.0.1");
        RecordedEvent receive = longest(Operations.DATAGRAM_RECEIVE, "receive");
        assertThat(receive.getInt("port")).isEqualTo(port);
        assertThat(receive.getByte("outcome")).isEqualTo(Outcomes.TIMED_OUT);
        assertThat(receive.getLong("timeoutNanos")).isEqualTo(25 * MILLI);
        assertThat(run.calls(Operations.DATAGRAM_RECEIVE, "receive")).hasSize(2);
    }

    @Test
    void recordsNameLookUpsForwardAndBackAndFailed() throws Exception {
        RecordedEvent forward = longest(Operations.DNS_RESOLVE, "resolve");
        assertThat(forward.getString("target")).isEqualTo("localhost");
        assertThat(forward.getByte("outcome")).isEqualTo(Outcomes.SATISFIED);
        RecordedEvent back = longest(Operations.DNS_RESOLVE, "resolve back");
        assertThat(back.getString("target")).isEqualTo("127.0.0.1");
        RecordedEvent failed = longest(Operations.DNS_RESOLVE, "resolve nothing");
        assertThat(failed.getString("target")).isEqualTo("no-such-host.invalid");
        assertThat(failed.getByte("outcome")).isEqualTo(Outcomes.FAILED);
        assertThat(ObservedJvm.className(failed, "exceptionClass"))
                .isEqualTo("java.net.UnknownHostException");
    }

    @Test
    void recordsOpeningFilesAlsoWhenItFails() throws Exception {
        List<RecordedEvent> opens = run.calls(Operations.FILE_OPEN, "open");
        assertThat(outline(opens))
                .containsExactly(
                        tuple(data.resolve("opened").toString(), Outcomes.SATISFIED),
                        tuple(data.resolve("no/where").toString(), Outcomes.FAILED));
    }

    @Test
    void recordsLockingMappingForcingAndTruncating() throws Exception {
        String path = data.resolve("channel").toString();
        RecordedEvent lock = longest(Operations.FILE_LOCK, "channel");
        assertThat(lock.getString("target")).isEqualTo(path);
        RecordedEvent map = longest(Operations.FILE_MAP, "channel");
        assertThat(map.getString("target")).isEqualTo(path);
        assertThat(run.calls(Operations.FILE_FORCE, "channel")).hasSize(1);
        assertThat(outline(run.calls(Operations.FILE_META, "channel")))
                .contains(tuple(path, Outcomes.SATISFIED));
    }

    @Test
    void recordsAttributesAndDirectories() throws Exception {
        List<RecordedEvent> calls = run.calls(Operations.FILE_META, "attributes");
        List<String> frames = new ArrayList<>();
        for (RecordedEvent call : calls) {
            frames.add(String.join(" ", ObservedJvm.frames(call)));
        }
        for (String caller :
                List.of(
                        "Files.size",
                        "File.length",
                        "File.lastModified",
                        "File.isDirectory",
                        "File.list",
                        "Files.createDirectory",
                        "Files.move",
                        "Files.delete")) {
            assertThat(frames).as(caller).anyMatch(frame -> frame.contains(caller));
        }
        assertThat(outline(calls))
                .contains(
                        tuple(data.resolve("opened").toString(), Outcomes.SATISFIED),
                        tuple(data.toString(), Outcomes.SATISFIED),
                        tuple(data.resolve("made").toString(), Outcomes.SATISFIED));
    }

    @Test
    void recordsPipes() throws Exception {
        RecordedEvent read = longest(Operations.PIPE_READ, "pipe reader");
        assertThat(read.getLong("durationNanos")).isGreaterThan(10 * MILLI);
        assertThat(ObservedJvm.className(read, "objectClass"))
                .isEqualTo("java.io.PipedInputStream");
        assertThat(longest(Operations.PIPE_WRITE, "channel pipe").getLong("bytes")).isEqualTo(6);
        assertThat(longest(Operations.PIPE_READ, "channel pipe").getLong("bytes")).isEqualTo(6);
    }

    @Test
    void recordsProcesses() throws Exception {
        RecordedEvent start = longest(Operations.PROCESS_START, "process");
        assertThat(start.getString("target")).isEqualTo("sleep");
        assertThat(run.printed("ended")).isEqualTo("false");
        List<RecordedEvent> waits = run.calls(Operations.PROCESS_WAIT, "process");
        String pid = "pid " + run.printed("pid");
        assertThat(outline(waits))
                .containsExactly(tuple(pid, Outcomes.TIMED_OUT), tuple(pid, Outcomes.SATISFIED));
        assertThat(waits.get(0).getLong("timeoutNanos")).isEqualTo(20 * MILLI);
        assertThat(waits.get(1).getLong("durationNanos")).isGreaterThan(50 * MILLI);
    }

    @Test
    void recordsJoinsWithTheThreadThatIsWaitedFor() throws Exception {
        List<RecordedEvent> joins = run.calls(Operations.THREAD_JOIN, "join");
        assertThat(outline(joins))
                .containsExactly(
                        tuple("sleeper", Outcomes.TIMED_OUT), tuple("sleeper", Outcomes.SATISFIED));
        for (RecordedEvent join : joins) {
            assertThat(join.getLong("objectId")).isEqualTo(run.printedLong("sleeper"));
        }
    }

    @Test
    void failsNowhere() throws Exception {
        assertThat(run.losses()).isEmpty();
    }

    private static RecordedEvent longest(int operation, String thread) throws Exception {
        List<RecordedEvent> calls = run.calls(operation, thread);
        assertThat(calls).as("operation " + operation + " on " + thread).isNotEmpty();
        RecordedEvent longest = calls.get(0);
        for (RecordedEvent call : calls) {
            if (call.getLong("durationNanos") > longest.getLong("durationNanos")) {
                longest = call;
            }
        }
        return longest;
    }

    private static List<Tuple> outline(List<RecordedEvent> calls) {
        List<Tuple> outline = new ArrayList<>();
        for (RecordedEvent call : calls) {
            outline.add(tuple(call.getString("target"), call.getByte("outcome")));
        }
        return outline;
    }
}
