package dev.holdup.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A ledger as a table of texts, for every format that people read.
 *
 * @param title what it is, in lower case
 * @param note what the numbers mean
 * @param columns heads; all columns but the last hold numbers
 * @param rows cells by column
 * @param more rows left out
 */
record LedgerTable(
        String title, String note, List<String> columns, List<List<String>> rows, int more) {

    private static final int ROWS = 5;

    /** Hand-offs of some microseconds are in every program and nobody's trouble. */
    private static final long LEAST_NANOS = 1_000_000;

    /** Tables that have a row, in the order of {@link Ledgers}. */
    static List<LedgerTable> of(Ledgers ledgers) {
        List<LedgerTable> tables = new ArrayList<>();
        add(
                tables,
                "queues",
                "Tasks that waited for a worker; not part of what threads suffered.",
                List.of(
                        "queued",
                        "longest",
                        "tasks",
                        "workers",
                        "busy",
                        "starved",
                        "executor: what tasks were behind"),
                queues(ledgers));
        add(
                tables,
                "starved consumers",
                "Idle time of threads without tasks, by what those did that had to feed them;"
                        + " not part of what threads suffered.",
                List.of("idle", "consumer: who failed to feed it"),
                starvation(ledgers));
        add(
                tables,
                "headroom",
                "Waits for the last of several: by how much the last was later than the last but"
                        + " one. Speeding up the last alone saves that at most.",
                List.of("headroom", "waited", "thread"),
                headroom(ledgers));
        return List.copyOf(tables);
    }

    private static void add(
            List<LedgerTable> tables,
            String title,
            String note,
            List<String> columns,
            List<List<String>> rows) {
        if (!rows.isEmpty()) {
            int shown = Math.min(ROWS, rows.size());
            tables.add(
                    new LedgerTable(
                            title,
                            note,
                            columns,
                            List.copyOf(rows.subList(0, shown)),
                            rows.size() - shown));
        }
    }

    private static List<List<String>> queues(Ledgers ledgers) {
        List<List<String>> rows = new ArrayList<>();
        for (Ledgers.Queue queue : ledgers.queues()) {
            if (queue.queuedNanos() >= LEAST_NANOS) {
                rows.add(
                        List.of(
                                DurationText.of(queue.queuedNanos()),
                                Integer.toString(queue.longestQueue()),
                                Integer.toString(queue.tasks()),
                                Integer.toString(queue.workers()),
                                String.format(Locale.ROOT, "%.0f %%", 100 * queue.utilisation()),
                                queue.starvedNanos() == 0
                                        ? "-"
                                        : DurationText.of(queue.starvedNanos()),
                                ResourceNames.brief(queue.executor())
                                        + first(queue.behind(), queue.queuedNanos())));
            }
        }
        return rows;
    }

    private static List<List<String>> starvation(Ledgers ledgers) {
        List<List<String>> rows = new ArrayList<>();
        for (Ledgers.Starvation row : ledgers.starvation()) {
            if (row.nanos() >= LEAST_NANOS) {
                rows.add(
                        List.of(
                                DurationText.of(row.nanos()),
                                row.thread() + first(row.causes(), row.nanos())));
            }
        }
        return rows;
    }

    private static List<List<String>> headroom(Ledgers ledgers) {
        List<List<String>> rows = new ArrayList<>();
        for (Ledgers.Headroom row : ledgers.headroom()) {
            if (row.headroomNanos() >= LEAST_NANOS) {
                String frame = Frames.headline(row.site());
                rows.add(
                        List.of(
                                DurationText.of(row.headroomNanos()),
                                DurationText.of(row.waitedNanos()),
                                row.thread()
                                        + ", "
                                        + row.operation()
                                        + (frame.isEmpty() ? "" : " at " + frame)));
            }
        }
        return rows;
    }

    /** The largest cause and its share, for instance {@code : W1 socket.read db:5432 (87.0 %)}. */
    private static String first(List<Ledgers.Cause> causes, long sumNanos) {
        if (causes.isEmpty()) {
            return "";
        }
        Ledgers.Cause cause = causes.get(0);
        return ": " + text(cause) + " (" + DurationText.percent(cause.nanos(), sumNanos) + ")";
    }

    private static String text(Ledgers.Cause cause) {
        String detail = cause.detail().isEmpty() ? "" : " (" + cause.detail() + ")";
        return switch (cause.kind()) {
            case CALL -> {
                String target = ResourceNames.brief(cause.target());
                String call = cause.operation().isEmpty() ? "a blocking call" : cause.operation();
                yield (cause.thread() + " " + call + " " + target).strip();
            }
            case EXEC -> cause.thread() + " running";
            case CPU -> cause.thread() + " without a CPU";
            case VM -> "the VM" + detail;
            case LATENCY -> "on the way" + detail;
            case CYCLE, KNOT -> "a deadlock";
            case UNKNOWN -> "not recorded" + detail;
            case NO_WORK -> "no work";
        };
    }
}
