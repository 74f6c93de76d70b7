package dev.holdup.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.model.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawings through the whole pipeline: written as a recording, loaded, analysed. */
class DrawingRecorderTest {
    private static final long TRACES = Long.getLong("holdup.recordedTraces", 150);
    private static final long SEED = Long.getLong("holdup.seed", 1);

    @TempDir private Path folder;

    private static List<String> lines(Drawing drawing, Trace trace) {
        Set<String> names =
                drawing.threads().stream()
                        .map(Drawing.DrawnThread::name)
                        .collect(Collectors.toSet());
        return TraceText.lines(trace, names);
    }

    /** What only the drawing says (-) and what only the recording says (+). */
    private static List<String> difference(Drawing drawing) {
        List<String> drawn = lines(drawing, drawing.trace());
        List<String> read = lines(drawing, DrawingRecorder.throughFile(drawing));
        List<String> difference = new ArrayList<>();
        drawn.stream().filter(line -> !read.contains(line)).forEach(l -> difference.add("- " + l));
        read.stream().filter(line -> !drawn.contains(line)).forEach(l -> difference.add("+ " + l));
        if (difference.isEmpty() && drawn.size() != read.size()) {
            difference.add("a line that is there more than once");
        }
        return difference;
    }

    @Test
    void aRecordedDrawingIsTheSameTrace() {
        for (long seed = SEED; seed < SEED + TRACES; seed++) {
            Drawing drawing = RecordableDrawings.of(seed);
            if (!difference(drawing).isEmpty()) {
                Drawing smallest =
                        Shrinker.shrink(
                                drawing,
                                d -> DrawingRecorder.canRecord(d) && !difference(d).isEmpty());
                assertThat(difference(smallest))
                        .as("seed %d, smallest drawing:%n%s", seed, smallest.text())
                        .isEmpty();
            }
        }
    }

    @Test
    void randomDrawingsHaveEveryKindOfEvent() {
        Set<String> kinds = new TreeSet<>();
        for (long seed = SEED; seed < SEED + 50; seed++) {
            Drawing drawing = RecordableDrawings.of(seed);
            drawing.waits().forEach(w -> kinds.add(w.operation().text()));
            drawing.states().forEach(s -> kinds.add(s.state().name()));
            drawing.tasks().forEach(t -> kinds.add("task"));
            drawing.mounts().forEach(m -> kinds.add("mount"));
            drawing.pauses().forEach(p -> kinds.add(p.kind().name()));
        }
        assertThat(kinds)
                .contains("monitor.enter", "monitor.wait", "lock.acquire", "future.get", "park")
                .contains("thread.sleep", "thread.join", "socket.read", "RUNNABLE_CPU")
                .contains("RUNNABLE_CARRIER", "STOPPED_VM", "task", "mount", "GC", "VM_OPERATION");
    }

    @Test
    void theSlowReaderBehindALockIsBlamedFromTheFile() {
        Drawing drawing =
                Drawing.parse(
                        """
                        Reader: R 0..10, N(file.read tape) 10..90, R 90..120
                        W1: R 0..20, L(index) 20..100 owner Reader by Reader, R 100..120
                        W2: R 0..30, L(index) 30..100 owner Reader by Reader, Q 100..104, R 104..120
                        User: R 0..5, W(future.get answer) 5..110 by W1
                        end 120
                        expect W1 -> CALL Reader file.read 70
                        expect W1 -> EXEC Reader 10
                        expect W2 -> CALL Reader file.read 60
                        expect W2 -> EXEC Reader 10
                        expect W2 -> CPU W2 4
                        expect User -> CALL Reader file.read 70
                        expect User -> EXEC Reader 10
                        expect User -> EXEC W1 25
                        expect Reader inflicts 230
                        """);
        Trace trace = DrawingRecorder.throughFile(drawing);
        assertThat(
                        Verdicts.differences(
                                drawing, BlameEngine.analyze(trace, BlameOptions.wholeRecording())))
                .isEmpty();
    }

    @Test
    void whatNoEventSaysIsRefusedByName() {
        Drawing drawing =
                Drawing.parse(
                        """
                        A: holds m 0..10
                        B: B(m) 0..10 by A, Z 10..20
                        """);
        assertThatThrownBy(() -> DrawingRecorder.record(drawing, folder.resolve("x.jfr")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ownership (holds, shares) that no wait tells of")
                .hasMessageContaining("monitor.enter of B with a waker")
                .hasMessageContaining("SPIN of B");
        assertThat(folder.resolve("x.jfr")).doesNotExist();
    }
}
