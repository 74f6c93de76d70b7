package dev.holdup.model;

import java.util.List;

/**
 * Where a trace comes from.
 *
 * @param files names of the recording's files, as given
 * @param startEpochNanos start of the window, nanoseconds since 1970-01-01T00:00Z
 * @param durationNanos length of the window; instants in the trace are 0 ≤ t &lt; durationNanos
 * @param pid process id of the observed JVM, 0 if not recorded
 * @param jvmVersion version text of the observed JVM, empty if not recorded
 * @param command main class or jar with its arguments, empty if not recorded
 */
public record RecordingInfo(
        List<String> files,
        long startEpochNanos,
        long durationNanos,
        long pid,
        String jvmVersion,
        String command) {}
