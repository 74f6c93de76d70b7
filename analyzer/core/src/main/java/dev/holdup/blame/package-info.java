/**
 * Who stalled whom: one root for every instant of every stall, exact integers, no clocks, no files,
 * no threads. The definitions are in docs/blame.md.
 */
@NullMarked
package dev.holdup.blame;

import org.jspecify.annotations.NullMarked;
