/**
 * What the events mean: one reader per family of events, which turns rows into columns of waits,
 * acts, lives and pauses. Still in the words of the recording: joins and doubles are decided later.
 */
@NullMarked
package dev.holdup.load.event;

import org.jspecify.annotations.NullMarked;
