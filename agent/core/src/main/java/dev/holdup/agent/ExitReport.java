package dev.holdup.agent;

import dev.holdup.boot.Kinds;
import dev.holdup.boot.Losses;
import java.io.File;

/** One line on standard error at the end: what was recorded, what was not, and where it is. */
final class ExitReport {
    private static final long KIB = 1024;

    private ExitReport() {}

    static String of(File file) {
        long recorded = 0;
        StringBuilder kinds = new StringBuilder();
        long errors = 0;
        long dropped = 0;
        for (int kind = 0; kind < Kinds.COUNT; kind++) {
            long count = Losses.recordedCount(kind);
            recorded += count;
            if (count > 0) {
                kinds.append(kinds.length() == 0 ? " (" : ", ");
                kinds.append(Kinds.name(kind)).append(' ').append(count);
            }
            for (int reason = 0; reason < Losses.REASONS; reason++) {
                if (reason == Losses.ERROR) {
                    errors += Losses.count(kind, reason);
                } else {
                    dropped += Losses.count(kind, reason);
                }
            }
        }
        if (kinds.length() > 0) {
            kinds.append(')');
        }
        String first = Losses.firstError();
        return recorded
                + " events"
                + kinds
                + ", "
                + dropped
                + " dropped, "
                + errors
                + " errors"
                + (first.isEmpty() ? "" : " (first: " + first + ")")
                + "; "
                + written(file);
    }

    private static String written(File file) {
        long bytes = file.length();
        if (bytes == 0) {
            return "no recording was written to " + file;
        }
        return "wrote " + file + " (" + (bytes + KIB - 1) / KIB + " KiB)";
    }
}
