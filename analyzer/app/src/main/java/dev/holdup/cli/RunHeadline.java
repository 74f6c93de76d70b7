package dev.holdup.cli;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import dev.holdup.report.TextReport;
import java.nio.file.Path;
import java.util.List;

/** What is said of a recording as soon as it is there. */
final class RunHeadline {
    private RunHeadline() {}

    /**
     * Prints the headline and where the recording is. The program's status stands whatever becomes
     * of our reading, so trouble is only told.
     */
    static void tell(Console console, Path file) {
        try {
            BlameResult result =
                    BlameEngine.analyze(
                            Recordings.load(console, List.of(file)).trace(),
                            BlameOptions.wholeRecording());
            console.err()
                    .print(
                            TextReport.headline(
                                    ReportBuilder.build(
                                            result,
                                            Detectors.find(result),
                                            ReportOptions.everything())));
        } catch (CommandFailure e) {
            console.hint(e.getMessage() + "; " + e.advice());
        }
        console.hint("recording: " + file);
        console.hint("see it: holdup open " + file);
    }
}
