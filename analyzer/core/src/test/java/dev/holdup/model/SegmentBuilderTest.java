package dev.holdup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SegmentBuilderTest {
    private final TraceBuilder builder = new TraceBuilder();
    private final int thread = builder.addThread("t", 1, 1, "main");

    @Test
    void isRunningWhereNothingIsSaid() {
        assertThat(states()).containsExactly("RUNNING 0-100");
    }

    @Test
    void stopsWhoWouldHaveRun() {
        builder.addState(thread, 10, 20, ThreadState.STOPPED_VM);
        builder.addState(thread, 15, 30, ThreadState.RUNNABLE_CPU);
        assertThat(states())
                .containsExactly(
                        "RUNNING 0-10", "STOPPED_VM 10-20", "RUNNABLE_CPU 20-30", "RUNNING 30-100");
    }

    @Test
    void leavesAWaitAWaitDuringAPauseOfTheVm() {
        builder.addWait(thread, 10, 40, Operation.SOCKET_READ, ResourceTable.NONE, StackTable.NONE);
        builder.addState(thread, 20, 50, ThreadState.STOPPED_VM);
        assertThat(states())
                .containsExactly(
                        "RUNNING 0-10", "BLOCKED_NET 10-40", "STOPPED_VM 40-50", "RUNNING 50-100");
    }

    @Test
    void doesNotClaimAStopOfAThreadNothingIsKnownOf() {
        builder.addState(thread, 0, 100, ThreadState.UNKNOWN);
        builder.addState(thread, 20, 50, ThreadState.STOPPED_VM);
        assertThat(states()).containsExactly("UNKNOWN 0-100");
    }

    @Test
    void countsAParkInsideAReadAsAPartOfTheRead() {
        builder.addWait(thread, 10, 60, Operation.SOCKET_READ, ResourceTable.NONE, StackTable.NONE);
        builder.addWait(thread, 20, 50, Operation.PARK, ResourceTable.NONE, StackTable.NONE);
        assertThat(states()).containsExactly("RUNNING 0-10", "BLOCKED_NET 10-60", "RUNNING 60-100");
    }

    @Test
    void putsAWaitForALockInsideACallFirst() {
        builder.addWait(thread, 10, 60, Operation.SOCKET_READ, ResourceTable.NONE, StackTable.NONE);
        builder.addWait(
                thread, 20, 50, Operation.MONITOR_ENTER, ResourceTable.NONE, StackTable.NONE);
        assertThat(states())
                .containsExactly(
                        "RUNNING 0-10",
                        "BLOCKED_NET 10-20",
                        "BLOCKED_MONITOR 20-50",
                        "BLOCKED_NET 50-60",
                        "RUNNING 60-100");
    }

    @Test
    void clipsWhatLiesOutsideTheLife() {
        builder.threadStart(thread, 30);
        builder.threadEnd(thread, 70);
        builder.addWait(thread, 10, 40, Operation.FILE_READ, ResourceTable.NONE, StackTable.NONE);
        builder.addWait(thread, 60, 90, Operation.FILE_READ, ResourceTable.NONE, StackTable.NONE);
        assertThat(states())
                .containsExactly("BLOCKED_FILE 30-40", "RUNNING 40-60", "BLOCKED_FILE 60-70");
    }

    private List<String> states() {
        RecordingInfo recording = new RecordingInfo(List.of(), 0, 100, 0, "", "");
        CaptureInfo capture =
                new CaptureInfo(
                        CaptureInfo.Tier.AGENT,
                        0,
                        List.of(),
                        "none",
                        new TreeMap<>(),
                        List.of(),
                        0);
        SegmentTable segments = builder.build(recording, capture).segments();
        List<String> texts = new ArrayList<>();
        for (int row = segments.first(thread); row < segments.end(thread); row++) {
            texts.add(
                    segments.state(row)
                            + " "
                            + segments.startNanos(row)
                            + "-"
                            + segments.endNanos(thread, row));
        }
        return texts;
    }
}
