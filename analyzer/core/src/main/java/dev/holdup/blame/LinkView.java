package dev.holdup.blame;

import dev.holdup.model.ThreadState;

/**
 * Where every node points at one instant. After {@link #moveTo} the other methods tell about that
 * node. Two of them exist: {@link LinkCursor} looks up, {@link Sweep} keeps the present.
 */
interface LinkView {
    void moveTo(int node);

    /** The next node, or a {@link Terminal}; of a pool a set of occupants. */
    int target();

    /** True unless the step to the target is inferred. */
    boolean isExact();

    /** What the thread waits for, or NONE. */
    int resource();

    /** The waker edge that leads to the target, or NONE. */
    int wake();

    /** The wait the thread is in, or NONE. */
    int waitRow();

    /** The thread's state; meaningless for nodes that are not threads. */
    ThreadState state();
}
