package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.agent.scene.ParkScene;
import dev.holdup.boot.Outcomes;
import dev.holdup.boot.WakeKinds;
import dev.holdup.load.LoadOptions;
import dev.holdup.load.RecordingLoader;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParkIT {
    private static final long MILLI = 1_000_000;

    @TempDir private static Path folder;
    private static ObservedJvm run;

    @BeforeAll
    static void runTheScene() throws Exception {
        run = ObservedJvm.run(folder, "", ParkScene.class);
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void recordsAWaitForALockWithItsOwner() throws Exception {
        RecordedEvent park = only(run.events("Park", "waiter"));
        assertThat(park.getLong("durationNanos")).isBetween(20 * MILLI, 2_000 * MILLI);
        assertThat(park.getLong("ageNanos")).isGreaterThanOrEqualTo(park.getLong("durationNanos"));
        assertThat(ObservedJvm.className(park, "blockerClass"))
                .isEqualTo("java.util.concurrent.locks.ReentrantLock$NonfairSync");
        assertThat(park.getLong("blockerId")).isPositive();
        assertThat(park.getLong("owner")).isEqualTo(run.printedLong("holder"));
        assertThat(park.getLong("timeoutNanos")).isZero();
        assertThat(park.getByte("outcome")).isEqualTo(Outcomes.SATISFIED);
        assertThat(park.getThread().getJavaThreadId()).isEqualTo(run.printedLong("waiter"));
        assertThat(ObservedJvm.frames(park)).contains("LockSupport.park", "ParkScene.acquire");
    }

    @Test
    void recordsWhoReleasedTheLockAndJoinsItToThePark() throws Exception {
        RecordedEvent wakeup = only(wakeups("holder", run.printedLong("waiter")));
        assertThat(wakeup.getByte("kind")).isEqualTo(WakeKinds.UNPARK);
        assertThat(ObservedJvm.frames(wakeup)).contains("LockSupport.unpark", "ParkScene.hold");
        RecordedEvent park = only(run.events("Park", "waiter"));
        long act = ObservedJvm.startNanos(wakeup);
        long parkStart = ObservedJvm.startNanos(park);
        assertThat(act - wakeup.getLong("waitedNanos")).isCloseTo(parkStart, within(MILLI));
    }

    @Test
    void recordsAParkThatTimedOut() throws Exception {
        RecordedEvent park = only(run.events("Park", "timed"));
        assertThat(park.getByte("outcome")).isEqualTo(Outcomes.TIMED_OUT);
        assertThat(park.getLong("timeoutNanos")).isEqualTo(5 * MILLI);
        assertThat(park.getLong("owner")).isZero();
        assertThat(ObservedJvm.className(park, "blockerClass")).isEqualTo("java.lang.String");
    }

    @Test
    void recordsAParkUntilADeadlineOnceAndWithItsBlocker() throws Exception {
        RecordedEvent park = only(run.events("Park", "deadline"));
        assertThat(park.getByte("outcome")).isEqualTo(Outcomes.TIMED_OUT);
        assertThat(park.getLong("timeoutNanos")).isBetween(20 * MILLI, 40 * MILLI);
        assertThat(ObservedJvm.className(park, "blockerClass")).isEqualTo("java.lang.String");
    }

    @Test
    void recordsAnInterruptedParkAndWhoInterrupted() throws Exception {
        RecordedEvent park = only(run.events("Park", "interrupted"));
        assertThat(park.getByte("outcome")).isEqualTo(Outcomes.INTERRUPTED);
        RecordedEvent wakeup = only(wakeups("main", run.printedLong("interrupted")));
        assertThat(wakeup.getByte("kind")).isEqualTo(WakeKinds.INTERRUPT);
        assertThat(wakeup.getLong("waitedNanos")).isPositive();
    }

    @Test
    void knowsSinceWhenAThreadIsParkedThatNobodyEverWakes() throws Exception {
        Trace trace =
                RecordingLoader.load(List.of(run.recording()), LoadOptions.defaults()).trace();
        int stuck = thread(trace, run.printedLong("stuck"));
        int wait = WaitTable.NONE;
        for (int each = 0; each < trace.waits().size(); each++) {
            wait = trace.waits().thread(each) == stuck ? each : wait;
        }
        assertThat(wait).isNotEqualTo(WaitTable.NONE);
        assertThat(trace.waits().operation(wait)).isEqualTo(Operation.CONDITION_AWAIT);
        assertThat(trace.waits().outcome(wait)).isEqualTo(Outcome.UNFINISHED);
        assertThat(trace.waits().confidence(wait)).isEqualTo(Confidence.EXACT);
        // It computed first, of which nothing is recorded.
        long computed = trace.waits().startNanos(wait) - trace.threads().startNanos(stuck);
        assertThat(computed).isCloseTo(run.printedLong("computed"), within(20 * MILLI));
        int resource = trace.waits().resource(wait);
        assertThat(trace.resources().name(resource)).endsWith("$ConditionObject");
    }

    private static int thread(Trace trace, long javaId) {
        int thread = 0;
        while (trace.threads().javaThreadId(thread) != javaId) {
            thread++;
        }
        return thread;
    }

    @Test
    void recordsWhoStartedAThreadAndWhere() throws Exception {
        RecordedEvent start = only(run.events("jdk.ThreadStart", "waiter"));
        assertThat(start.getThread("parentThread").getJavaName()).isEqualTo("main");
        assertThat(ObservedJvm.frames(start)).contains("ParkScene.main");
    }

    @Test
    void losesNothing() throws Exception {
        assertThat(run.losses()).isEmpty();
        assertThat(run.err()).contains(" 0 dropped, 0 errors");
    }

    private static List<RecordedEvent> wakeups(String waker, long woken) throws Exception {
        List<RecordedEvent> found = new ArrayList<>();
        for (RecordedEvent event : run.events("Wakeup", waker)) {
            if (event.getLong("thread") == woken) {
                found.add(event);
            }
        }
        return found;
    }

    private static RecordedEvent only(List<RecordedEvent> events) {
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static org.assertj.core.data.Offset<Long> within(long nanos) {
        return org.assertj.core.data.Offset.offset(nanos);
    }
}
