package dev.holdup.load;

import dev.holdup.load.event.EventRows;
import dev.holdup.load.event.RecordingFacts;
import dev.holdup.load.format.ChunkLoss;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Builds the trace from the rows of all chunks. */
final class TraceAssembly {
    private final EventRows rows;
    private final List<ChunkMap.Chunk> chunks;
    private final List<ChunkLoss> losses;
    private final long startEpochNanos;
    private final LoadReport report;
    private final long sampledWaits;
    private final Assembly assembly;

    TraceAssembly(
            Dictionaries dictionaries,
            EventRows rows,
            List<ChunkMap.Chunk> chunks,
            List<ChunkLoss> losses,
            long startEpochNanos,
            LoadReport report) {
        this.rows = rows;
        this.chunks = chunks;
        this.losses = losses;
        this.startEpochNanos = startEpochNanos;
        this.report = report;
        // Before all: they are waits like others, and may be the last thing seen.
        sampledWaits = new SampledWaits(dictionaries, rows).run();
        assembly = new Assembly(dictionaries, rows, windowNanos());
    }

    /**
     * (1) Threads and their lives, (2) waits with their acts, resources and labels, mounts, (3)
     * tasks, (4) pauses, (5) what is unknown, (6) what the recording could see and what was lost.
     */
    Trace run() {
        // (1)
        new ThreadAssembly(assembly).run();
        // (2)
        WaitAssembly waits = new WaitAssembly(assembly);
        waits.run();
        new UnfinishedWaits(assembly).run();
        // (3)
        new TaskAssembly(assembly).run();
        // (4)
        new PauseAssembly(assembly).run();
        // (5)
        new RunningEvidence(assembly, waits).run();
        new UntoldTime(
                        assembly,
                        UntoldSpan.of(chunks, losses, startEpochNanos, assembly.windowNanos))
                .run();
        // (6)
        CaptureInfo capture = new CaptureAssembly(assembly).run(hasProfilerEvents());
        if (sampledWaits > 0) {
            assembly.builder.addNotice(
                    "sampled-waits",
                    sampledWaits
                            + " waits are known only from samples that saw the thread not running:"
                            + " begin and end are inferred, and short waits in between are"
                            + " missing.");
        }
        for (String loss : report.losses()) {
            assembly.builder.addNotice("damage", loss);
        }
        return assembly.builder.build(recordingInfo(), capture);
    }

    /** From the start of the first chunk to the end of the last, or to the last thing recorded. */
    private long windowNanos() {
        long end = 1;
        boolean open = false;
        for (ChunkMap.Chunk chunk : chunks) {
            long start = chunk.header().startEpochNanos() - startEpochNanos;
            end = Math.max(end, start + Math.max(0, chunk.header().durationNanos()));
            open |= chunk.header().open() || chunk.header().durationNanos() <= 0;
        }
        // Chunks of one JVM run on ticks, their headers on the wall clock: the two may differ.
        long last = lastNanos();
        return open || last < end + 1_000_000_000 ? Math.max(end, last) : end;
    }

    private long lastNanos() {
        long last = 0;
        for (int row = 0; row < rows.waits.size(); row++) {
            last = Math.max(last, rows.waits.endNanos.get(row));
        }
        for (int row = 0; row < rows.lives.size(); row++) {
            last = Math.max(last, rows.lives.atNanos.get(row));
        }
        for (int row = 0; row < rows.tasks.size(); row++) {
            last = Math.max(last, rows.tasks.endNanos.get(row));
        }
        return last;
    }

    private boolean hasProfilerEvents() {
        for (LoadReport.Chunk chunk : report.chunks()) {
            for (LoadReport.EventCount count : chunk.events()) {
                if (count.event().startsWith("profiler.") && count.read() > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private RecordingInfo recordingInfo() {
        Set<String> names = new LinkedHashSet<>();
        for (ChunkMap.Chunk chunk : chunks) {
            names.add(chunk.place().source().name());
        }
        RecordingFacts facts = rows.facts;
        return new RecordingInfo(
                new ArrayList<>(names),
                startEpochNanos,
                assembly.windowNanos,
                facts.pid,
                facts.jvmVersion,
                facts.command);
    }
}
