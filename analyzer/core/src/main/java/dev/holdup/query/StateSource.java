package dev.holdup.query;

import dev.holdup.model.ThreadState;

/** The state of a segment with the idle rules applied. */
@FunctionalInterface
interface StateSource {
    ThreadState stateOf(int segment);
}
