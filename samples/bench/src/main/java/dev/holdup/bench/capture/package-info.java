/**
 * What the agent costs: real servers in pairs that run at the same time ({@link
 * dev.holdup.bench.capture.PairedRuns}), the start of a JVM ({@link
 * dev.holdup.bench.capture.StartupRuns}) and single calls under JMH ({@link
 * dev.holdup.bench.capture.HookRuns}).
 */
@NullMarked
package dev.holdup.bench.capture;

import org.jspecify.annotations.NullMarked;
