package dev.holdup.model;

import dev.holdup.base.ColumnReader;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.ColumnWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A trace as columns in a file. What is read back answers as what was written; its columns stay in
 * the file. Any change of a table's columns needs another {@link #FORMAT}.
 */
public final class TraceStore {
    /** Number of the layout; a file of another one is not read. */
    public static final int FORMAT = 1;

    private TraceStore() {}

    /** Writes a trace. */
    public static void write(Trace trace, ColumnWriter out) throws IOException {
        columns(trace, out);
        write(trace.recording(), out);
        write(trace.capture(), out);
        out.number(trace.notices().size());
        for (Notice notice : trace.notices()) {
            out.text(notice.kind());
            out.text(notice.text());
        }
    }

    /**
     * Reads a trace.
     *
     * @throws IOException if it cannot be one that was written
     */
    public static Trace read(ColumnReader in) throws IOException {
        Trace empty =
                new Trace(
                        new ThreadTable(),
                        new SegmentTable(),
                        new WaitTable(),
                        new WakeTable(),
                        new HoldTable(),
                        new TaskTable(),
                        new MountTable(),
                        new ResourceTable(),
                        new PauseTable(),
                        new StackTable(),
                        new RecordingInfo(List.of(), 0, 0, 0, "", ""),
                        new CaptureInfo(
                                CaptureInfo.Tier.PLAIN_JFR,
                                0,
                                List.of(),
                                "",
                                new TreeMap<>(),
                                List.of(),
                                0),
                        List.of());
        columns(empty, in);
        requireSound(empty);
        RecordingInfo recording = readRecording(in);
        CaptureInfo capture = readCapture(in);
        List<Notice> notices = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            notices.add(new Notice(in.text(), in.text()));
        }
        return new Trace(
                empty.threads(),
                empty.segments(),
                empty.waits(),
                empty.wakes(),
                empty.holds(),
                empty.tasks(),
                empty.mounts(),
                empty.resources(),
                empty.pauses(),
                empty.stacks(),
                recording,
                capture,
                notices);
    }

    /** The one order of the tables. */
    private static void columns(Trace trace, ColumnVisitor visitor) throws IOException {
        trace.threads().columns(visitor);
        trace.segments().columns(visitor);
        trace.waits().columns(visitor);
        trace.wakes().columns(visitor);
        trace.holds().columns(visitor);
        trace.tasks().columns(visitor);
        trace.mounts().columns(visitor);
        trace.resources().columns(visitor);
        trace.pauses().columns(visitor);
        trace.stacks().columns(visitor);
    }

    private static void requireSound(Trace trace) throws IOException {
        int threads = trace.threads().size();
        int resources = trace.resources().size();
        int stacks = trace.stacks().size();
        int waits = trace.waits().size();
        int wakes = trace.wakes().size();
        ColumnReader.require(trace.stacks().isSound(), "stacks");
        ColumnReader.require(trace.threads().isSound(stacks), "threads");
        ColumnReader.require(trace.segments().isSound(threads, waits), "segments");
        ColumnReader.require(trace.waits().isSound(threads, resources, stacks, wakes), "waits");
        ColumnReader.require(trace.wakes().isSound(threads, stacks), "wakes");
        ColumnReader.require(trace.holds().isSound(threads, resources), "holds");
        ColumnReader.require(trace.tasks().isSound(threads, resources), "tasks");
        ColumnReader.require(trace.mounts().isSound(threads), "mounts");
        ColumnReader.require(trace.resources().isSound(), "resources");
        ColumnReader.require(trace.pauses().isSound(threads), "pauses");
    }

    private static void write(RecordingInfo recording, ColumnWriter out) throws IOException {
        out.texts(recording.files());
        out.number(recording.startEpochNanos());
        out.number(recording.durationNanos());
        out.number(recording.pid());
        out.text(recording.jvmVersion());
        out.text(recording.command());
    }

    private static RecordingInfo readRecording(ColumnReader in) throws IOException {
        return new RecordingInfo(
                in.texts(), in.number(), in.number(), in.number(), in.text(), in.text());
    }

    private static void write(CaptureInfo capture, ColumnWriter out) throws IOException {
        out.number(capture.tier().ordinal());
        out.number(capture.hooksLive());
        out.texts(capture.hooksMissing());
        out.text(capture.kernelLane());
        out.number(capture.thresholdsNanos().size());
        for (Map.Entry<String, Long> threshold : capture.thresholdsNanos().entrySet()) {
            out.text(threshold.getKey());
            out.number(threshold.getValue());
        }
        out.texts(capture.throttled());
        out.number(capture.lostEvents());
        out.texts(capture.idleRules());
    }

    private static CaptureInfo readCapture(ColumnReader in) throws IOException {
        CaptureInfo.Tier[] tiers = CaptureInfo.Tier.values();
        long tier = in.number();
        ColumnReader.require(tier >= 0 && tier < tiers.length, "tier");
        int hooksLive = (int) in.number();
        List<String> hooksMissing = in.texts();
        String kernelLane = in.text();
        SortedMap<String, Long> thresholds = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            thresholds.put(in.text(), in.number());
        }
        return new CaptureInfo(
                tiers[(int) tier],
                hooksLive,
                hooksMissing,
                kernelLane,
                thresholds,
                in.texts(),
                in.number(),
                in.texts());
    }
}
