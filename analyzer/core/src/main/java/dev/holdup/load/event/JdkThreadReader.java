package dev.holdup.load.event;

import dev.holdup.load.format.EventRow;
import java.util.List;

/** Reads begins and ends of threads, and thread dumps. */
final class JdkThreadReader {
    static final List<EventReader> READERS =
            List.of(
                    new EventReader(
                            "jdk.ThreadStart",
                            List.of("thread", "parentThread"),
                            (row, rows) ->
                                    rows.lives.add(
                                            row.thread(0),
                                            row.startNanos(),
                                            LifeRows.START,
                                            creator(row),
                                            row.stack())),
                    new EventReader(
                            "jdk.ThreadEnd",
                            List.of("thread"),
                            (row, rows) ->
                                    rows.lives.add(
                                            row.thread(0),
                                            row.startNanos(),
                                            LifeRows.END,
                                            EventRow.NONE,
                                            EventRow.NONE)),
                    new EventReader(
                            "jdk.VirtualThreadStart",
                            List.of("javaThreadId"),
                            (row, rows) ->
                                    rows.lives.add(
                                            row.virtualThread(0),
                                            row.startNanos(),
                                            LifeRows.START,
                                            row.thread(),
                                            row.stack())),
                    new EventReader(
                            "jdk.VirtualThreadEnd",
                            List.of("javaThreadId"),
                            (row, rows) ->
                                    rows.lives.add(
                                            row.virtualThread(0),
                                            row.startNanos(),
                                            LifeRows.END,
                                            EventRow.NONE,
                                            EventRow.NONE)),
                    new EventReader("jdk.ThreadDump", List.of("result"), JdkThreadReader::dump));

    private JdkThreadReader() {}

    private static int creator(EventRow row) {
        int parent = row.thread(1);
        return parent == EventRow.NONE ? row.thread() : parent;
    }

    private static void dump(EventRow row, EventRows rows) {
        rows.facts.addDump(row.text(0), row.startNanos());
    }
}
