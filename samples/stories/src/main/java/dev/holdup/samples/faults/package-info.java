/**
 * The classic faults of threads that block, one small program each. Beside each lies a file {@code
 * <Story>.expected}: the verdict a report on it must begin with, in words and in figures that
 * samples/e2e checks. {@code sleep} is a culprit in some of them, never a means to order threads.
 */
@NullMarked
package dev.holdup.samples.faults;

import org.jspecify.annotations.NullMarked;
