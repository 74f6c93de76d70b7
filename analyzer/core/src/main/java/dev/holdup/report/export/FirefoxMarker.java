package dev.holdup.report.export;

import com.google.gson.stream.JsonWriter;
import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Piece;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WaitTable;
import dev.holdup.report.ResourceNames;
import dev.holdup.report.StallCause;
import java.io.IOException;

/** The payload of one marker of {@link FirefoxExport}. */
final class FirefoxMarker {
    private FirefoxMarker() {}

    /** Operation of the wait, or the state of a stretch outside of one. */
    static String name(BlameResult result, int segment) {
        int wait = result.trace().segments().wait(segment);
        return wait == WaitTable.NONE
                ? result.stateOf(segment).name()
                : result.trace().waits().operation(wait).text();
    }

    static void write(
            JsonWriter json, BlameResult result, int thread, int segment, FirefoxTables tables)
            throws IOException {
        WaitTable waits = result.trace().waits();
        int wait = result.trace().segments().wait(segment);
        ThreadState state = result.stateOf(segment);
        json.beginObject();
        json.name("type").value(FirefoxExport.markerType());
        json.name("state").value(state.name());
        if (wait != WaitTable.NONE) {
            json.name("operation").value(waits.operation(wait).text());
            json.name("outcome").value(waits.outcome(wait).name());
            if (waits.resource(wait) != ResourceTable.NONE) {
                json.name("resource")
                        .value(
                                ResourceNames.full(
                                        result.trace().resources(), waits.resource(wait)));
            }
        }
        if (state != ThreadState.IDLE) {
            why(json, result, thread, segment);
        }
        int stack = wait == WaitTable.NONE ? -1 : tables.stack(waits.stack(wait));
        if (stack >= 0) {
            json.name("cause").beginObject();
            json.name("time")
                    .value(FirefoxExport.millis(waits.startNanos(wait) - result.fromNanos()));
            json.name("stack").value(stack);
            json.endObject();
        }
        json.endObject();
    }

    /** The root of the longest piece of this stretch. */
    private static void why(JsonWriter json, BlameResult result, int thread, int segment)
            throws IOException {
        SegmentTable segments = result.trace().segments();
        long from = Math.max(result.fromNanos(), segments.startNanos(segment));
        long to = Math.min(result.toNanos(), segments.endNanos(thread, segment));
        int root = -1;
        long longest = 0;
        int pieces = 0;
        for (Piece piece : BlameQuery.pieces(result, thread, from, to)) {
            pieces++;
            if (piece.sharedNanos() > longest) {
                longest = piece.sharedNanos();
                root = piece.root();
            }
        }
        if (root >= 0) {
            int wait = segments.wait(segment);
            int stack =
                    wait == WaitTable.NONE ? StackTable.NONE : result.trace().waits().stack(wait);
            json.name("why")
                    .value(
                            StallCause.of(result, root, thread, stack, pieces > 1)
                                    .replaceFirst("^[,; ]+", ""));
        }
    }
}
