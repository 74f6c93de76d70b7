package dev.holdup.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.load.format.DamageException;
import dev.holdup.load.format.SameAsRecordingFileTest;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Notice;
import dev.holdup.model.Operation;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What async-profiler and Datadog's profiler record, as far as it says who waited for what. */
class ForeignProfilerTest {
    private static final long MILLI = 1_000_000;

    private static final List<String> PARKED_IN_TAKE =
            List.of(
                    "libc.so.6.__futex_abstimed_wait_common",
                    "libjvm.so.Parker::park",
                    "jdk.internal.misc.Unsafe.park",
                    "java.util.concurrent.locks.LockSupport.park",
                    "java.util.concurrent.LinkedBlockingQueue.take",
                    "app.Consumer.run");

    private static final List<String> ENTERING =
            List.of("libjvm.so.ObjectMonitor::enter_internal", "app.Till.pay", "app.Guest.run");

    private static final List<String> COMPUTING = List.of("app.Kitchen.cook", "app.Kitchen.run");

    @TempDir private Path folder;

    @Test
    void makesOneInferredWaitOfTwoSleepingSamplesAtOnePlace() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("wall.jfr"))) {
            drawn.wallClock("consumer", 10 * MILLI, "STATE_SLEEPING", 0, PARKED_IN_TAKE);
            drawn.wallClock("consumer", 30 * MILLI, "STATE_SLEEPING", 0, PARKED_IN_TAKE);
            drawn.wallClock("consumer", 50 * MILLI, "STATE_RUNNABLE", 0, COMPUTING);
            drawn.wallClock("consumer", 70 * MILLI, "STATE_SLEEPING", 0, PARKED_IN_TAKE);
        }
        Trace trace = load("wall.jfr");
        WaitTable waits = trace.waits();
        assertThat(waits.size()).isEqualTo(1);
        assertThat(waits.operation(0)).isEqualTo(Operation.QUEUE_TAKE);
        assertThat(waits.confidence(0)).isEqualTo(Confidence.INFERRED);
        assertThat(waits.endNanos(0) - waits.startNanos(0)).isEqualTo(20 * MILLI);
        assertThat(trace.stacks().texts(waits.stack(0)).get(0))
                .startsWith("jdk.internal.misc.Unsafe.park");
        assertThat(trace.notices()).extracting(Notice::kind).contains("sampled-waits");
        assertThat(trace.capture().tier()).isEqualTo(CaptureInfo.Tier.ASYNC_PROFILER);
    }

    @Test
    void takesTheSpanAsyncProfilerStatesForAThreadThatStayedAsleep() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("span.jfr"))) {
            drawn.wallClock("guest", 10 * MILLI, "STATE_SLEEPING", 900 * MILLI, ENTERING);
        }
        WaitTable waits = load("span.jfr").waits();
        assertThat(waits.size()).isEqualTo(1);
        assertThat(waits.operation(0)).isEqualTo(Operation.MONITOR_ENTER);
        assertThat(waits.endNanos(0) - waits.startNanos(0)).isEqualTo(900 * MILLI);
    }

    @Test
    void countsLooksInARowWhereOlderVersionsStateNoSpan() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("old.jfr"))) {
            drawn.oldWallClock("guest", 10 * MILLI, 31, 10 * MILLI, ENTERING);
        }
        WaitTable waits = load("old.jfr").waits();
        assertThat(waits.size()).isEqualTo(1);
        assertThat(waits.endNanos(0) - waits.startNanos(0)).isEqualTo(300 * MILLI);
    }

    /** What is made here by hand must be a recording to others too. */
    @Test
    void drawsRecordingsTheJdkReadsAsWell() throws IOException, DamageException {
        Path file = folder.resolve("drawn.jfr");
        try (DrawnSamples drawn = new DrawnSamples(file)) {
            drawn.wallClock("guest", 10 * MILLI, "STATE_SLEEPING", 90 * MILLI, ENTERING);
            drawn.monitorEnter("guest", 20 * MILLI, 50 * MILLI, ENTERING);
            drawn.queueTime("waiter", "worker-1", 10 * MILLI, 30 * MILLI, "app.Order", 7);
        }
        assertThat(SameAsRecordingFileTest.assertSame(file)).hasSize(3);
    }

    @Test
    void leavesToTheRecordedWaitWhatItCovers() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("both.jfr"))) {
            drawn.wallClock("guest", 10 * MILLI, "STATE_SLEEPING", 90 * MILLI, ENTERING);
            drawn.monitorEnter("guest", 20 * MILLI, 50 * MILLI, ENTERING);
        }
        WaitTable waits = load("both.jfr").waits();
        assertThat(waits.size()).isEqualTo(3);
        long exact = 0;
        long inferred = 0;
        for (int wait = 0; wait < waits.size(); wait++) {
            long nanos = waits.endNanos(wait) - waits.startNanos(wait);
            if (waits.confidence(wait) == Confidence.INFERRED) {
                inferred += nanos;
            } else {
                exact += nanos;
            }
        }
        assertThat(exact).isEqualTo(50 * MILLI);
        assertThat(inferred).isEqualTo(40 * MILLI);
    }

    @Test
    void makesNoWaitOfASleepingSampleWhoseStackSaysNothing() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("unknown.jfr"))) {
            drawn.wallClock("kitchen", 10 * MILLI, "STATE_SLEEPING", 500 * MILLI, COMPUTING);
        }
        assertThat(load("unknown.jfr").waits().size()).isZero();
    }

    @Test
    void readsStatesOfDatadogsWallClock() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("datadog.jfr"))) {
            drawn.methodSample("guest", 10 * MILLI, "CONTENDED", COMPUTING);
            drawn.methodSample("guest", 20 * MILLI, "CONTENDED", COMPUTING);
            drawn.methodSample("consumer", 10 * MILLI, "PARKED", PARKED_IN_TAKE);
            drawn.methodSample("consumer", 20 * MILLI, "PARKED", PARKED_IN_TAKE);
            drawn.methodSample("cook", 10 * MILLI, "RUNNABLE", COMPUTING);
            drawn.methodSample("cook", 20 * MILLI, "RUNNABLE", COMPUTING);
        }
        WaitTable waits = load("datadog.jfr").waits();
        assertThat(waits.size()).isEqualTo(2);
        assertThat(List.of(waits.operation(0), waits.operation(1)))
                .containsExactlyInAnyOrder(Operation.MONITOR_ENTER, Operation.QUEUE_TAKE);
    }

    @Test
    void makesATaskOfDatadogsQueueTime() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("queue.jfr"))) {
            drawn.queueTime("waiter", "worker-1", 10 * MILLI, 30 * MILLI, "app.Order", 7);
        }
        Trace trace = load("queue.jfr");
        assertThat(trace.tasks().size()).isEqualTo(1);
        ThreadTable threads = trace.threads();
        assertThat(threads.name(trace.tasks().submitter(0))).isEqualTo("waiter");
        assertThat(threads.name(trace.tasks().worker(0))).isEqualTo("worker-1");
        assertThat(trace.tasks().startNanos(0) - trace.tasks().submitNanos(0))
                .isEqualTo(30 * MILLI);
        assertThat(trace.tasks().queueLength(0)).isEqualTo(7);
        assertThat(trace.tasks().label(0)).isEqualTo("app.Order");
    }

    @Test
    void tellsOfABusyMachine() throws IOException {
        try (DrawnSamples drawn = new DrawnSamples(folder.resolve("busy.jfr"))) {
            drawn.cpuLoad(10 * MILLI, 0.3f);
            drawn.cpuLoad(20 * MILLI, 0.99f);
            drawn.wallClock("cook", 10 * MILLI, "STATE_RUNNABLE", 0, COMPUTING);
        }
        assertThat(load("busy.jfr").notices())
                .anySatisfy(notice -> {
                    assertThat(notice.kind()).isEqualTo("machine-busy");
                    assertThat(notice.text()).contains("1 of 2 readings");
                });
    }

    private Trace load(String file) throws IOException {
        LoadedRecording loaded =
                RecordingLoader.load(List.of(folder.resolve(file)), LoadOptions.defaults());
        assertThat(loaded.report().losses()).isEmpty();
        return loaded.trace();
    }
}
