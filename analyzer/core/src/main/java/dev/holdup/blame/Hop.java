package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.ThreadState;

/**
 * One thread on a chain of blockers, and what it did there.
 *
 * @param thread the thread, or {@link dev.holdup.model.ThreadTable#NONE} if the chain ends without
 *     one
 * @param state its state at the instant, idle rules applied
 * @param waitRow the wait it was in, or {@link dev.holdup.model.WaitTable#NONE}
 * @param resource what it waited for, which is what connects it to the next hop, or {@link
 *     dev.holdup.model.ResourceTable#NONE}
 * @param wake the waker edge that leads to the next hop, or {@link dev.holdup.model.WakeTable#NONE}
 *     if another fact does
 * @param confidence how the way to the next hop is known; EXACT for the last hop
 */
public record Hop(
        int thread,
        ThreadState state,
        int waitRow,
        int resource,
        int wake,
        Confidence confidence) {}
