package dev.holdup.report.export;

import com.google.gson.stream.JsonWriter;
import dev.holdup.blame.BlameResult;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import dev.holdup.report.Frames;
import dev.holdup.report.ResourceNames;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;

/**
 * The timeline in the trace event format that Perfetto's UI and chrome://tracing open: a track for
 * each thread, a slice for each state, a flow from each act of waking to what the woken thread did
 * next. Times are microseconds with three digits, so that no nanosecond is lost.
 */
public final class PerfettoExport {
    private static final String THREADS = "threads";
    private static final String WAKE = "wake";

    private final BlameResult result;
    private final Trace trace;
    private final JsonWriter json;

    private PerfettoExport(BlameResult result, Writer out) {
        this.result = result;
        this.trace = result.trace();
        this.json = new JsonWriter(out);
    }

    /** Writes the window of the result. */
    public static void write(BlameResult result, Writer out) throws IOException {
        PerfettoExport export = new PerfettoExport(result, out);
        export.trace();
        export.json.flush();
    }

    private void trace() throws IOException {
        json.beginObject();
        json.name("displayTimeUnit").value("ns");
        json.name("traceEvents").beginArray();
        metadata("process_name", 0, "name", processName());
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            metadata("thread_name", tid(thread), "name", threadName(thread));
            slices(thread);
        }
        flows();
        json.endArray();
        json.endObject();
    }

    private String processName() {
        String command = trace.recording().command();
        return command.isEmpty() ? String.join(", ", trace.recording().files()) : command;
    }

    private String threadName(int thread) {
        ThreadTable threads = trace.threads();
        String name = threads.name(thread);
        if (threads.isVirtual(thread)) {
            return name + " (virtual #" + threads.javaThreadId(thread) + ")";
        }
        return threads.isCarrier(thread) ? name + " (carrier)" : name;
    }

    /** Java thread ids may repeat and may be unknown; rows do neither. 0 is the process. */
    private static int tid(int thread) {
        return thread + 1;
    }

    private void metadata(String what, int tid, String key, String value) throws IOException {
        begin("M", what, tid);
        json.name("args").beginObject().name(key).value(value).endObject();
        json.endObject();
    }

    private void begin(String phase, String name, int tid) throws IOException {
        json.beginObject();
        json.name("ph").value(phase);
        json.name("name").value(name);
        json.name("pid").value(Math.max(1, trace.recording().pid()));
        json.name("tid").value(tid);
    }

    private void slices(int thread) throws IOException {
        SegmentTable segments = trace.segments();
        for (int segment = segments.first(thread); segment < segments.end(thread); segment++) {
            long from = Math.max(result.fromNanos(), segments.startNanos(segment));
            long to = Math.min(result.toNanos(), segments.endNanos(thread, segment));
            if (to <= from) {
                continue;
            }
            ThreadState state = result.stateOf(segment);
            int wait = segments.wait(segment);
            begin("X", sliceName(state, wait), tid(thread));
            json.name("cat").value(THREADS);
            micros("ts", from);
            micros("dur", to - from);
            json.name("args").beginObject().name("state").value(state.name());
            if (wait != WaitTable.NONE) {
                waitArguments(wait);
            }
            json.endObject();
            json.endObject();
        }
    }

    private String sliceName(ThreadState state, int wait) {
        return wait == WaitTable.NONE || state == ThreadState.RUNNING
                ? state.name()
                : trace.waits().operation(wait).text();
    }

    private void waitArguments(int wait) throws IOException {
        WaitTable waits = trace.waits();
        json.name("operation").value(waits.operation(wait).text());
        if (waits.resource(wait) != ResourceTable.NONE) {
            json.name("resource")
                    .value(ResourceNames.full(trace.resources(), waits.resource(wait)));
        }
        json.name("outcome").value(waits.outcome(wait).name());
        if (waits.stack(wait) != StackTable.NONE) {
            json.name("at").value(Frames.headline(trace.stacks().texts(waits.stack(wait))));
            json.name("stack").value(String.join("\n", trace.stacks().texts(waits.stack(wait))));
        }
    }

    private void flows() throws IOException {
        WakeTable wakes = trace.wakes();
        for (int wake = 0; wake < wakes.size(); wake++) {
            boolean isInside =
                    wakes.actNanos(wake) >= result.fromNanos()
                            && wakes.wakeNanos(wake) < result.toNanos();
            // Clocks of two threads may differ a little: an end without a slice shows nothing.
            if (wakes.from(wake) == ThreadTable.NONE
                    || !isInside
                    || !lives(wakes.from(wake), wakes.actNanos(wake))
                    || !lives(wakes.to(wake), wakes.wakeNanos(wake))) {
                continue;
            }
            begin("s", wakes.kind(wake).name(), tid(wakes.from(wake)));
            json.name("cat").value(WAKE);
            json.name("id").value(wake + 1);
            micros("ts", wakes.actNanos(wake));
            json.endObject();
            begin("f", wakes.kind(wake).name(), tid(wakes.to(wake)));
            json.name("cat").value(WAKE);
            // At the slice around this instant; else the next one is meant, and the last has none.
            json.name("bp").value("e");
            json.name("id").value(wake + 1);
            micros("ts", wakes.wakeNanos(wake));
            json.endObject();
        }
    }

    private boolean lives(int thread, long nanos) {
        return nanos >= trace.threads().startNanos(thread)
                && nanos <= trace.threads().endNanos(thread);
    }

    private void micros(String name, long nanos) throws IOException {
        json.name(name).value(BigDecimal.valueOf(nanos, 3));
    }
}
