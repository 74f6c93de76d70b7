package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.report.diff.Diff;
import dev.holdup.report.diff.Run;
import java.util.List;

/**
 * Two recordings side by side: stall time per second of recording, by site, largest change first.
 */
final class CompareAnswer {
    private static final int LINE_LIMIT = 200;

    private CompareAnswer() {}

    static void write(Session before, Session after, JsonWriter json) {
        Diff diff =
                Diff.perSecond(
                        List.of(Run.of(before.title(), before.report())),
                        List.of(Run.of(after.title(), after.report())));
        json.beginObject().member("before", before.title()).member("after", after.title());
        json.name("total");
        line(diff.total(), json);
        json.member("count", diff.lines().size()).name("sites").beginArray();
        for (Diff.Line line : diff.lines().subList(0, Math.min(diff.lines().size(), LINE_LIMIT))) {
            line(line, json);
        }
        json.endArray().endObject();
    }

    /** Rates are nanoseconds of stall per second, all threads together. */
    private static void line(Diff.Line line, JsonWriter json) {
        json.beginObject()
                .member("site", line.site())
                .member("before", Math.round(line.before()))
                .member("after", Math.round(line.after()))
                .endObject();
    }
}
