package dev.holdup.report;

import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Notice;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ThreadState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to one question, ready to be written in any format. The blame table holds every row;
 * how many are shown is the format's affair and {@code options.top} its wish. Immutable.
 *
 * @param options what was asked
 * @param fromNanos start of the window
 * @param toNanos end of the window, exclusive
 * @param recording where the data comes from
 * @param capture what the recording could see
 * @param notices what limits the quality of the data
 * @param idleRulesVersion rules that told idle from stalled
 * @param totals sums over the selected threads
 * @param blame every row, in the order of {@link BlameRow#id}
 * @param threads every selected thread, most suffering first
 * @param findings most severe first
 * @param ledgers what is counted beside blame; {@link Ledgers#NONE} unless asked for
 * @param rootRows the row of each root
 */
public record Report(
        ReportOptions options,
        long fromNanos,
        long toNanos,
        RecordingInfo recording,
        CaptureInfo capture,
        List<Notice> notices,
        String idleRulesVersion,
        Totals totals,
        List<BlameRow> blame,
        List<ThreadRow> threads,
        List<FindingRow> findings,
        Ledgers ledgers,
        RootRows rootRows) {

    /**
     * Sums over the selected threads.
     *
     * @param threads number of threads
     * @param virtualThreads number of virtual ones among them
     * @param sufferedNanos stall time; equals the sum of the blame table and the sum over threads
     * @param idleNanos time waiting for work
     * @param ambiguous time in waits of which the rules cannot tell, part of idle or of suffered
     * @param unknownNanos suffered time whose cause was not recorded
     * @param inferredNanos suffered time whose cause was concluded, not recorded
     * @param states time in each state that occurred
     */
    public record Totals(
            int threads,
            int virtualThreads,
            long sufferedNanos,
            long idleNanos,
            Ambiguous ambiguous,
            long unknownNanos,
            long inferredNanos,
            Map<ThreadState, Long> states) {}

    /** The same report with these ledgers. */
    public Report with(Ledgers others) {
        return new Report(
                options,
                fromNanos,
                toNanos,
                recording,
                capture,
                notices,
                idleRulesVersion,
                totals,
                blame,
                threads,
                findings,
                others,
                rootRows);
    }

    /** The row a root of the result belongs to; empty if it has none. */
    public Optional<BlameRow> rowOfRoot(int root) {
        int id = rootRows.idOf(root);
        return id == 0 ? Optional.empty() : Optional.of(blame.get(id - 1));
    }

    /** The verdict in one sentence. */
    public String headline() {
        return Sentences.headline(this);
    }

    /** The rows to show: the first {@code options.top}, or all. */
    public List<BlameRow> shownBlame() {
        return shown(options.top());
    }

    /** The first {@code count} rows; all if it is 0. */
    List<BlameRow> shown(int count) {
        return count == 0 || count >= blame.size() ? blame : blame.subList(0, count);
    }
}
