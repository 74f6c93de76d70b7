package dev.holdup.report.export;

import com.google.gson.stream.JsonWriter;
import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Piece;
import dev.holdup.blame.RootKind;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The processed profile format of the Firefox Profiler, version {@value #FORMAT}; later versions of
 * its page upgrade it. A track for each thread; a marker for each stretch in which the thread did
 * not run, with its stack, what it waited for and the cause; and the stalls as weighted samples, so
 * that call tree and flame graph show where time was lost. Times are milliseconds since the
 * window's start, with six digits, so that no nanosecond is lost.
 */
public final class FirefoxExport {
    /** Version of the processed format. */
    static final int FORMAT = 48;

    /** Version of the unprocessed format the other one is derived from. */
    private static final int GECKO_FORMAT = 30;

    private static final String MARKER = "Wait";
    private static final String[][] FIELDS = {
        {"state", "State"},
        {"operation", "Operation"},
        {"resource", "Waited for"},
        {"outcome", "Outcome"},
        {"why", "Cause"}
    };
    private static final String[] CATEGORY_COLORS = {
        "grey", "green", "orange", "purple", "blue", "red", "transparent"
    };

    /** Indexes into {@link #CATEGORY_COLORS}; the page wants a grey one. */
    private enum Category {
        OTHER,
        RUNNING,
        LOCK,
        IO,
        WAIT,
        STOPPED,
        IDLE;

        static Category of(ThreadState state) {
            return switch (state) {
                case RUNNING, SPIN -> RUNNING;
                case BLOCKED_MONITOR, BLOCKED_LOCK -> LOCK;
                case BLOCKED_NET, BLOCKED_FILE, BLOCKED_DNS, BLOCKED_PROCESS, BLOCKED_NATIVE -> IO;
                case BLOCKED_CONDITION,
                        BLOCKED_FUTURE,
                        BLOCKED_QUEUE,
                        BLOCKED_JOIN,
                        BLOCKED_SLEEP,
                        BLOCKED_PARK,
                        BLOCKED_CLASSINIT ->
                        WAIT;
                case STOPPED_VM, RUNNABLE_CPU, RUNNABLE_CARRIER -> STOPPED;
                case IDLE -> IDLE;
                case UNKNOWN -> OTHER;
            };
        }
    }

    private final BlameResult result;
    private final Trace trace;
    private final JsonWriter json;

    private FirefoxExport(BlameResult result, Writer out) {
        this.result = result;
        this.trace = result.trace();
        this.json = new JsonWriter(out);
        this.json.setHtmlSafe(false);
    }

    /** Writes the window of the result. */
    public static void write(BlameResult result, Writer out) throws IOException {
        FirefoxExport export = new FirefoxExport(result, out);
        export.profile();
        export.json.flush();
    }

    private void profile() throws IOException {
        json.beginObject();
        meta();
        json.name("libs").beginArray().endArray();
        json.name("threads").beginArray();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            if (lives(thread)) {
                thread(thread);
            }
        }
        json.endArray();
        json.endObject();
    }

    private boolean lives(int thread) {
        ThreadTable threads = trace.threads();
        return threads.startNanos(thread) < result.toNanos()
                && threads.endNanos(thread) > result.fromNanos();
    }

    private void meta() throws IOException {
        RecordingInfo recording = trace.recording();
        json.name("meta").beginObject();
        json.name("version").value(GECKO_FORMAT);
        json.name("preprocessedProfileVersion").value(FORMAT);
        json.name("interval").value(1);
        json.name("startTime").value(millis(recording.startEpochNanos() + result.fromNanos()));
        json.name("profilingStartTime").value(0);
        json.name("profilingEndTime").value(millis(result.toNanos() - result.fromNanos()));
        json.name("processType").value(0);
        json.name("stackwalk").value(1);
        json.name("debug").value(false);
        json.name("symbolicated").value(true);
        json.name("symbolicationNotSupported").value(true);
        json.name("usesOnlyOneStackType").value(true);
        json.name("doesNotUseFrameImplementation").value(true);
        json.name("sourceCodeIsNotOnSearchfox").value(true);
        json.name("product").value(processName());
        json.name("importedFrom").value("Holdup");
        json.name("categories").beginArray();
        for (Category category : Category.values()) {
            json.beginObject();
            String name = category.name();
            json.name("name").value(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
            json.name("color").value(CATEGORY_COLORS[category.ordinal()]);
            json.name("subcategories").beginArray().value("Other").endArray();
            json.endObject();
        }
        json.endArray();
        markerSchema();
        json.endObject();
    }

    private void markerSchema() throws IOException {
        json.name("markerSchema").beginArray().beginObject();
        json.name("name").value(MARKER);
        json.name("tooltipLabel").value("{marker.name}");
        json.name("tableLabel").value("{marker.data.resource} {marker.data.why}");
        json.name("chartLabel").value("{marker.name} {marker.data.resource}");
        json.name("display")
                .beginArray()
                .value("marker-chart")
                .value("marker-table")
                .value("timeline-overview")
                .endArray();
        json.name("data").beginArray();
        for (String[] field : FIELDS) {
            json.beginObject();
            json.name("key").value(field[0]);
            json.name("label").value(field[1]);
            json.name("format").value("string");
            json.name("searchable").value(true);
            json.endObject();
        }
        json.endArray().endObject().endArray();
    }

    private String processName() {
        String command = trace.recording().command();
        return command.isEmpty() ? String.join(", ", trace.recording().files()) : command;
    }

    private void thread(int thread) throws IOException {
        ThreadTable threads = trace.threads();
        FirefoxTables tables = new FirefoxTables(trace);
        json.beginObject();
        json.name("processType").value("default");
        json.name("processName").value(processName());
        json.name("processStartupTime").value(0);
        json.name("processShutdownTime").nullValue();
        json.name("registerTime").value(within(threads.startNanos(thread)));
        json.name("unregisterTime").value(within(threads.endNanos(thread)));
        json.name("pausedRanges").beginArray().endArray();
        json.name("showMarkersInTimeline").value(true);
        json.name("name").value(threads.displayName(thread));
        json.name("isMainThread").value(false);
        json.name("pid").value(Long.toString(trace.recording().pid()));
        // Numbers of threads may repeat and may be unknown; rows do neither.
        json.name("tid").value(thread + 1);
        samples(thread, tables);
        markers(thread, tables);
        tables.write(json);
        json.endObject();
    }

    private BigDecimal within(long nanos) {
        long clipped = Math.max(result.fromNanos(), Math.min(result.toNanos(), nanos));
        return millis(clipped - result.fromNanos());
    }

    static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6);
    }

    /** One sample for each piece of a stall, as heavy as it was long. */
    private void samples(int thread, FirefoxTables tables) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (Piece piece :
                BlameQuery.pieces(result, thread, result.fromNanos(), result.toNanos())) {
            if (result.rootKind(piece.root()) != RootKind.NO_WORK && piece.sharedNanos() > 0) {
                pieces.add(piece);
            }
        }
        json.name("samples").beginObject();
        json.name("stack").beginArray();
        for (Piece piece : pieces) {
            int wait = piece.hops().get(0).waitRow();
            int stack = wait == WaitTable.NONE ? -1 : tables.stack(trace.waits().stack(wait));
            if (stack < 0) {
                json.nullValue();
            } else {
                json.value(stack);
            }
        }
        json.endArray();
        json.name("time").beginArray();
        for (Piece piece : pieces) {
            json.value(within(piece.fromNanos()));
        }
        json.endArray();
        json.name("weight").beginArray();
        for (Piece piece : pieces) {
            json.value(millis(piece.sharedNanos()));
        }
        json.endArray();
        json.name("weightType").value("tracing-ms");
        json.name("length").value(pieces.size());
        json.endObject();
    }

    private void markers(int thread, FirefoxTables tables) throws IOException {
        SegmentTable segments = trace.segments();
        List<Integer> shown = new ArrayList<>();
        for (int segment = segments.first(thread); segment < segments.end(thread); segment++) {
            boolean isInside =
                    segments.startNanos(segment) < result.toNanos()
                            && segments.endNanos(thread, segment) > result.fromNanos();
            if (isInside && result.stateOf(segment) != ThreadState.RUNNING) {
                shown.add(segment);
            }
        }
        json.name("markers").beginObject();
        json.name("data").beginArray();
        for (int segment : shown) {
            FirefoxMarker.write(json, result, thread, segment, tables);
        }
        json.endArray();
        json.name("name").beginArray();
        for (int segment : shown) {
            json.value(tables.string(FirefoxMarker.name(result, segment)));
        }
        json.endArray();
        json.name("startTime").beginArray();
        for (int segment : shown) {
            json.value(within(segments.startNanos(segment)));
        }
        json.endArray();
        json.name("endTime").beginArray();
        for (int segment : shown) {
            json.value(within(segments.endNanos(thread, segment)));
        }
        json.endArray();
        json.name("phase").beginArray();
        for (int i = 0; i < shown.size(); i++) {
            json.value(1); // an interval with both its ends
        }
        json.endArray();
        json.name("category").beginArray();
        for (int segment : shown) {
            json.value(Category.of(result.stateOf(segment)).ordinal());
        }
        json.endArray();
        json.name("length").value(shown.size());
        json.endObject();
    }

    /** Type of all markers; see {@link #markerSchema}. */
    static String markerType() {
        return MARKER;
    }
}
