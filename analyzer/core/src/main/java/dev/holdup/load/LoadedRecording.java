package dev.holdup.load;

import dev.holdup.model.Trace;

/**
 * What a load gives.
 *
 * @param trace what happened
 * @param report what was read of the files, and what was lost
 */
public record LoadedRecording(Trace trace, LoadReport report) {}
