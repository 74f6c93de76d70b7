package dev.holdup.model;

import java.util.List;

/**
 * One recording, ready for questions. Immutable; safe for use by many threads.
 *
 * @param threads logical threads
 * @param segments states of every thread, covering its life exactly
 * @param waits waits with operation, resource, stack, outcome
 * @param wakes waker edges
 * @param holds recorded ownership
 * @param tasks units of work with submit, start, end
 * @param mounts which virtual thread was on which carrier
 * @param resources what is waited for
 * @param pauses pauses of the whole VM
 * @param stacks stacks as a prefix tree
 * @param recording where it comes from
 * @param capture what it could see
 * @param notices what limits its quality
 */
public record Trace(
        ThreadTable threads,
        SegmentTable segments,
        WaitTable waits,
        WakeTable wakes,
        HoldTable holds,
        TaskTable tasks,
        MountTable mounts,
        ResourceTable resources,
        PauseTable pauses,
        StackTable stacks,
        RecordingInfo recording,
        CaptureInfo capture,
        List<Notice> notices) {

    public Trace {
        notices = List.copyOf(notices);
    }
}
