package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.PauseTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Reads the lines of a drawing; rows are read by {@link RowParser}, lists by {@link ListParser}.
 */
final class DrawingParser {
    private final List<String> lines;
    private final Drawing drawing = new Drawing();
    private final RowParser rows;
    private final ListParser lists;
    private int line;
    private long explicitEnd = -1;

    DrawingParser(String text) {
        lines = text.lines().toList();
        rows = new RowParser(this, drawing);
        lists = new ListParser(this, drawing);
    }

    Drawing parse() {
        // Threads first, so that a line may name a thread drawn below it.
        for (line = 0; line < lines.size(); line++) {
            declare(lines.get(line));
        }
        for (line = 0; line < lines.size(); line++) {
            read(lines.get(line));
        }
        rows.finish();
        drawing.endNanos = explicitEnd >= 0 ? explicitEnd : lastInstant();
        return drawing;
    }

    private void declare(String text) {
        String[] words = text.strip().split("\\s+", -1);
        switch (words[0]) {
            case "", "#", "time", "wake", "task", "mount", "pause", "end", "expect" -> {}
            case "unit" -> drawing.unitNanos = unit(words[1]);
            case "thread" -> declareThread(words);
            default -> {
                String name = words[0].endsWith(":") ? chop(words[0]) : words[0];
                if (find(name) < 0) {
                    drawing.threads.add(
                            new Drawing.DrawnThread(name, false, false, 0, Long.MAX_VALUE));
                }
            }
        }
    }

    private void declareThread(String[] words) {
        if (words.length < 2) {
            throw error("thread <name> [virtual|carrier] [from..to]", String.join(" ", words));
        }
        boolean virtual = false;
        boolean carrier = false;
        long[] life = {0, Long.MAX_VALUE};
        String creator = "";
        for (int i = 2; i < words.length; i++) {
            switch (words[i]) {
                case "virtual" -> virtual = true;
                case "carrier" -> carrier = true;
                case "by" -> {
                    i++;
                    creator = i < words.length ? words[i] : "";
                }
                default -> life = interval(words[i]);
            }
        }
        Drawing.DrawnThread thread =
                new Drawing.DrawnThread(words[1], virtual, carrier, life[0], life[1], creator);
        int known = find(words[1]);
        if (known < 0) {
            drawing.threads.add(thread);
        } else {
            drawing.threads.set(known, thread);
        }
    }

    private void read(String text) {
        String stripped = text.strip();
        String[] words = stripped.split("\\s+", -1);
        switch (words[0]) {
            case "", "#", "unit", "thread" -> {}
            case "time" -> rows.ruler(text);
            case "wake" -> rows.wake(words);
            case "task" -> task(words);
            case "mount" -> mount(words);
            case "pause" -> pause(words);
            case "end" -> explicitEnd = time(words[1]);
            case "expect" ->
                    drawing.expectations.add(
                            Expectation.parse(
                                    stripped.substring(6).strip(), drawing.unitNanos, this::error));
            default -> {
                if (words[0].endsWith(":")) {
                    lists.read(chop(words[0]), stripped.substring(words[0].length()));
                } else {
                    rows.read(text, words[0]);
                }
            }
        }
    }

    private void task(String[] words) {
        String submitter = "";
        String worker = "";
        String executor = "";
        String result = "";
        long submit = 0;
        long[] run = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int i = 2; i + 1 < words.length; i += 2) {
            switch (words[i]) {
                case "by" -> submitter = words[i + 1];
                case "at" -> submit = time(words[i + 1]);
                case "on" -> {
                    worker = words[i + 1];
                    run = interval(words[i + 2]);
                    i++;
                }
                case "in" -> executor = words[i + 1];
                case "for" -> result = words[i + 1];
                default -> throw error("by, at, on, in or for", words[i]);
            }
        }
        drawing.tasks.add(
                new Drawing.DrawnTask(
                        words[1], submitter, submit, worker, run[0], run[1], executor, result));
    }

    private void mount(String[] words) {
        if (words.length != 5 || !words[2].equals("on")) {
            throw error("mount <virtual> on <carrier> from..to", String.join(" ", words));
        }
        long[] interval = interval(words[4]);
        drawing.mounts.add(new Drawing.DrawnMount(words[1], words[3], interval[0], interval[1]));
    }

    private void pause(String[] words) {
        PauseTable.Kind kind =
                switch (words[1]) {
                    case "gc" -> PauseTable.Kind.GC;
                    case "op" -> PauseTable.Kind.VM_OPERATION;
                    case "sync" -> PauseTable.Kind.SAFEPOINT_SYNC;
                    default -> throw error("gc, op or sync", words[1]);
                };
        long[] interval = interval(words[2]);
        boolean late = words.length > 4 && words[3].equals("late");
        String name = !late && words.length > 3 ? words[3] : words[1];
        drawing.pauses.add(
                new Drawing.DrawnPause(kind, name, interval[0], interval[1], late ? words[4] : ""));
    }

    private long lastInstant() {
        long last = 0;
        for (Drawing.DrawnWait wait : drawing.waits) {
            last = wait.endNanos() == Long.MAX_VALUE ? last : Math.max(last, wait.endNanos());
        }
        for (Drawing.DrawnState state : drawing.states) {
            last = state.endNanos() == Long.MAX_VALUE ? last : Math.max(last, state.endNanos());
        }
        for (Drawing.DrawnHold hold : drawing.holds) {
            last = hold.endNanos() == Long.MAX_VALUE ? last : Math.max(last, hold.endNanos());
        }
        for (Drawing.DrawnTask task : drawing.tasks) {
            last = task.worker().isEmpty() ? last : Math.max(last, task.endNanos());
        }
        return Math.max(Math.max(last, rows.endNanos()), lists.endNanos());
    }

    int find(String thread) {
        for (int i = 0; i < drawing.threads.size(); i++) {
            if (drawing.threads.get(i).name().equals(thread)) {
                return i;
            }
        }
        return -1;
    }

    private static String chop(String text) {
        return text.substring(0, text.length() - 1);
    }

    private long unit(String text) {
        return switch (text) {
            case "ns" -> 1;
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            default -> throw error("unit ns, us or ms", text);
        };
    }

    /** A number of units as nanoseconds. */
    long time(String text) {
        try {
            return new BigDecimal(text)
                    .multiply(BigDecimal.valueOf(drawing.unitNanos))
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw error("a time in whole nanoseconds", text);
        }
    }

    /** {@code from..to} as two instants. */
    long[] interval(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            throw error("an interval from..to", text);
        }
        long[] interval = {time(text.substring(0, dots)), time(text.substring(dots + 2))};
        if (interval[1] < interval[0]) {
            throw error("an interval that ends after its start", text);
        }
        return interval;
    }

    IllegalArgumentException error(String expected, String found) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "drawing, line %d: expected %s, found '%s'%n  %s",
                        line + 1,
                        expected,
                        found,
                        line < lines.size() ? lines.get(line) : ""));
    }

    static Confidence confidence(boolean guessed) {
        return guessed ? Confidence.INFERRED : Confidence.EXACT;
    }
}
