package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.agent.scene.ExecutorScene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorIT {
    private static final long MILLI = 1_000_000;
    private static final long RUN = 20 * MILLI;
    private static final int TASKS = 5;
    private static final String JUC = "java.util.concurrent.";

    @TempDir private static Path folder;
    private static ObservedJvm run;

    @BeforeAll
    static void runTheScene() throws Exception {
        // With one processor a CompletableFuture would not use the common pool.
        run =
                ObservedJvm.run(
                        folder,
                        "",
                        ExecutorScene.class,
                        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void recordsTheQueueOfAPoolFromTheFirstTaskOn() throws Exception {
        List<RecordedEvent> tasks = tasks("PoolTask", "ThreadPoolExecutor");
        assertThat(tasks).hasSize(TASKS);
        for (int i = 0; i < TASKS; i++) {
            RecordedEvent task = tasks.get(i);
            assertThat(task.getInt("queueLength")).isEqualTo(Math.max(0, i - 1));
            assertThat(task.getLong("queuedNanos")).isGreaterThanOrEqualTo((i - 1) * RUN);
            assertThat(task.getThread().getJavaName()).isEqualTo("pool worker");
            assertThat(task.getLong("ageNanos"))
                    .isGreaterThanOrEqualTo(
                            task.getLong("queuedNanos") + task.getLong("durationNanos"));
        }
        for (int i = 1; i < TASKS; i++) {
            // One worker: the next begins when the last has ended.
            assertThat(begin(tasks.get(i))).isGreaterThanOrEqualTo(end(tasks.get(i - 1)));
        }
    }

    @Test
    void forgetsWhatAPoolRejected() throws Exception {
        assertThat(run.printed("rejected")).isEqualTo("1");
        List<RecordedEvent> tasks = tasks("FullTask", "ThreadPoolExecutor");
        assertThat(tasks).hasSize(1);
        assertThat(tasks.get(0).getInt("queueLength")).isZero();
    }

    @Test
    void countsADelayedTaskFromWhenItWasDue() throws Exception {
        List<RecordedEvent> tasks = tasks("TimerTask", "ScheduledThreadPoolExecutor");
        assertThat(tasks).hasSize(2);
        // Both were due at the same time, on one thread.
        RecordedEvent second = tasks.get(1);
        assertThat(second.getLong("queuedNanos")).isGreaterThan(RUN / 2);
        assertThat(second.getInt("queueLength")).isEqualTo(-1);
        assertThat(begin(second)).isGreaterThanOrEqualTo(end(tasks.get(0)));
    }

    @Test
    void recordsTheQueueOfAForkJoinPool() throws Exception {
        List<RecordedEvent> tasks = tasks("ForkTask", "ForkJoinPool");
        assertThat(tasks).hasSize(TASKS);
        long longest = 0;
        for (RecordedEvent task : tasks) {
            assertThat(task.getInt("queueLength")).isBetween(0, TASKS);
            longest = Math.max(longest, task.getLong("queuedNanos"));
        }
        assertThat(longest).isGreaterThanOrEqualTo((TASKS - 2) * RUN);
    }

    @Test
    void recordsTheStagesOfACompletableFuture() throws Exception {
        List<RecordedEvent> tasks = stages();
        assertThat(tasks).hasSize(2);
        assertThat(tasks.get(0).getLong("submitter")).isEqualTo(run.printedLong("main"));
        // The second is submitted by whoever ran the first.
        assertThat(tasks.get(1).getLong("submitter"))
                .isEqualTo(tasks.get(0).getThread().getJavaThreadId());
    }

    @Test
    void recordsTheTasksThatGetAThreadEach() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "there is no such executor before Java 21");
        List<RecordedEvent> tasks = tasks("ThreadTask", "ThreadPerTaskExecutor");
        assertThat(tasks).hasSize(2 * TASKS);
        for (RecordedEvent task : tasks) {
            assertThat(task.getInt("queueLength")).isZero();
        }
    }

    @Test
    void losesNothing() throws Exception {
        assertThat(run.losses()).isEmpty();
        assertThat(run.err()).contains(" 0 dropped, 0 errors");
    }

    /** Tasks of this class in the order in which they were submitted, all submitted by main. */
    private static List<RecordedEvent> tasks(String name, String executor) throws Exception {
        List<RecordedEvent> found = ofClass(name);
        TreeSet<Long> executors = new TreeSet<>();
        for (RecordedEvent task : found) {
            assertThat(ObservedJvm.className(task, "executorClass")).isEqualTo(JUC + executor);
            assertThat(task.getLong("submitter")).isEqualTo(run.printedLong("main"));
            assertThat(task.getLong("durationNanos")).isBetween(RUN, 4_000 * MILLI);
            executors.add(task.getLong("executorId"));
        }
        assertThat(executors).hasSize(1).doesNotContain(0L);
        return found;
    }

    private static List<RecordedEvent> stages() throws Exception {
        return ofClass("StageTask");
    }

    private static List<RecordedEvent> ofClass(String name) throws Exception {
        List<RecordedEvent> found = new ArrayList<>();
        for (RecordedEvent task : run.events("Task")) {
            String taskClass = ObservedJvm.className(task, "taskClass");
            if (taskClass != null && taskClass.endsWith("ExecutorScene$" + name)) {
                found.add(task);
            }
        }
        found.sort(Comparator.comparingLong(ObservedJvm::startNanos));
        return found;
    }

    private static long begin(RecordedEvent task) {
        return ObservedJvm.startNanos(task) + task.getLong("queuedNanos");
    }

    private static long end(RecordedEvent task) {
        return begin(task) + task.getLong("durationNanos");
    }
}
