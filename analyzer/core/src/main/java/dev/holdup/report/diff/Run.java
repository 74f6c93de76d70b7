package dev.holdup.report.diff;

import dev.holdup.report.BlameRow;
import dev.holdup.report.Frames;
import dev.holdup.report.Report;
import dev.holdup.report.ResourceNames;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run, ready to be compared: stall time by site. A site is the kind of cause, its operation and
 * the first frame of the application, without the line: lines move between two versions, and so do
 * the names of threads and of temporary files.
 *
 * @param name the recording
 * @param durationNanos length of the window
 * @param nanosBySite stall time by site
 */
public record Run(String name, long durationNanos, Map<String, Long> nanosBySite) {

    /** The run a report is about. */
    public static Run of(String name, Report report) {
        TreeMap<String, Long> nanosBySite = new TreeMap<>();
        for (BlameRow row : report.blame()) {
            nanosBySite.merge(site(row), row.totalNanos(), Long::sum);
        }
        return new Run(name, report.toNanos() - report.fromNanos(), nanosBySite);
    }

    static String site(BlameRow row) {
        String what = row.kind().name().toLowerCase(Locale.ROOT);
        if (!row.operation().isEmpty()) {
            what = what.equals("call") ? row.operation() : what + " " + row.operation();
        }
        String frame = Frames.headline(row.site()).replaceFirst(":[0-9]+$", "");
        if (!frame.isEmpty()) {
            return what + " at " + frame;
        }
        String target = row.target().isEmpty() ? row.detail() : ResourceNames.brief(row.target());
        return target.isEmpty() ? what : what + " " + target;
    }

    long totalNanos() {
        long sum = 0;
        for (long nanos : nanosBySite.values()) {
            sum += nanos;
        }
        return sum;
    }
}
