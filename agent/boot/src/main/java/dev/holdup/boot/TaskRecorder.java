package dev.holdup.boot;

import org.jspecify.annotations.Nullable;

/** Writes the event of a task that queued or ran long enough. */
final class TaskRecorder {
    /** Bit in {@link SelfTestLog}: a task is no operation. */
    static final int SEEN = SelfTestLog.TASK;

    private TaskRecorder() {}

    /** Records the task of this slot, on the thread that ran it, if it is worth it. */
    static void record(TaskSlots slots, int slot, @Nullable Class<?> executorClass, long executor) {
        long now = System.nanoTime();
        long start = slots.startNanos(slot);
        long submit = slots.submitNanos(slot);
        long queued = submit == 0 ? 0 : Math.max(0, start - submit);
        long ran = now - start;
        long longer = Math.max(queued, ran);
        if (longer < Families.THRESHOLD_NANOS[Families.EXECUTOR]) {
            return;
        }
        int gate = Gate.open(Kinds.TASK, SEEN, longer, now);
        if (gate < 0) {
            return;
        }
        try {
            TaskEvent event = new TaskEvent();
            event.queuedNanos = queued;
            event.durationNanos = ran;
            event.submitter = slots.submitter(slot);
            event.queueLength = Math.max(-1, slots.length(slot));
            event.taskClass = slots.taskClass(slot);
            event.executorClass = executorClass;
            event.executorId = executor;
            event.ageNanos = System.nanoTime() - start + queued;
            event.commit();
            Gate.close(gate, Kinds.TASK);
        } catch (Throwable failure) {
            Gate.fail(gate, Kinds.TASK, failure);
        }
    }

    static void warmUp() {
        TaskSlots slots = new TaskSlots(1, false);
        int slot = slots.takeUnseen(1, System.nanoTime());
        slots.begin(slot, System.nanoTime() - Limiter.LONG_WAIT_NANOS, Object.class);
        record(slots, slot, Object.class, 1);
    }
}
