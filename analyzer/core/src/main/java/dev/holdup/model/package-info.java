/**
 * What happened, as struct-of-arrays: threads, their states, waits, wake edges, resources, pauses,
 * stacks and gaps. Immutable after build; the model does not know JFR. All times are integer
 * nanoseconds since the recording's start; intervals are half-open.
 */
@NullMarked
package dev.holdup.model;

import org.jspecify.annotations.NullMarked;
