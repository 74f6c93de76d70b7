/**
 * Timelines as text, for tests: parsed into real traces, printed back, and held against results.
 */
@NullMarked
package dev.holdup.drawing;

import org.jspecify.annotations.NullMarked;
