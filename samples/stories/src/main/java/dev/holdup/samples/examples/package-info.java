/**
 * The worked examples of docs/blame.md as live programs: threads that keep to a timeline by the
 * clock and measure what the machine made of it. {@code WorkedExamplesIT} in samples/e2e holds the
 * report against what they measured.
 */
@NullMarked
package dev.holdup.samples.examples;

import org.jspecify.annotations.NullMarked;
