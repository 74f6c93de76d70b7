package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.Outcome;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WakeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads rows under a ruler, and the wake lines that belong to them. */
final class RowParser {
    private static final Pattern LABEL = Pattern.compile("\\d+(\\.\\d+)?");

    private record Row(String thread, String text, int column) {}

    private final DrawingParser parser;
    private final Drawing drawing;
    private final List<Row> rows = new ArrayList<>();
    private final List<String[]> wakes = new ArrayList<>();
    private int origin = -1;
    private long columnNanos;
    private long endNanos;

    RowParser(DrawingParser parser, Drawing drawing) {
        this.parser = parser;
        this.drawing = drawing;
    }

    /** End of the longest row. */
    long endNanos() {
        return endNanos;
    }

    /** The distance of the first two labels tells how long a column is. */
    void ruler(String text) {
        Matcher labels = LABEL.matcher(text);
        if (!labels.find() || !labels.group().equals("0")) {
            throw parser.error("a ruler that starts with 0", text.strip());
        }
        origin = labels.start();
        if (!labels.find()) {
            throw parser.error("a ruler with two labels or more", text.strip());
        }
        long nanos = parser.time(labels.group());
        int columns = labels.start() - origin;
        if (nanos % columns != 0) {
            throw parser.error("columns of whole nanoseconds", nanos + " ns / " + columns);
        }
        columnNanos = nanos / columns;
    }

    void read(String text, String thread) {
        if (origin < 0) {
            throw parser.error("a 'time' ruler above the first row", text.strip());
        }
        int column = text.indexOf(thread) + thread.length();
        while (column < text.length() && text.charAt(column) == ' ') {
            column++;
        }
        if (column < origin) {
            throw parser.error("a row that begins under the ruler's 0 or later", text.strip());
        }
        String cells = text.stripTrailing();
        endNanos = Math.max(endNanos, (cells.length() - origin) * columnNanos);
        rows.add(new Row(thread, cells, column));
    }

    void wake(String[] words) {
        wakes.add(words);
    }

    void finish() {
        for (Row row : rows) {
            new Cells(row).read();
        }
        for (String[] words : wakes) {
            addWake(words);
        }
    }

    private long nanos(int column) {
        return (column - origin) * columnNanos;
    }

    /** {@code wake B@18 -> A@20 [kind] [inferred]}. */
    private void addWake(String[] words) {
        if (words.length < 4 || !words[2].equals("->")) {
            throw parser.error("wake B@18 -> A@20", String.join(" ", words));
        }
        String[] from = words[1].split("@", -1);
        String[] to = words[3].split("@", -1);
        long end = parser.time(to[1]);
        for (int i = 0; i < drawing.waits.size(); i++) {
            Drawing.DrawnWait wait = drawing.waits.get(i);
            if (wait.thread().equals(to[0]) && wait.endNanos() == end) {
                drawing.waits.set(i, woken(wait, from, Arrays.copyOfRange(words, 4, words.length)));
                return;
            }
        }
        throw parser.error("a wait of " + to[0] + " that ends at " + to[1], "none");
    }

    private Drawing.DrawnWait woken(Drawing.DrawnWait wait, String[] from, String[] words) {
        WakeKind kind = WakeKind.UNPARK;
        Confidence confidence = Confidence.EXACT;
        for (String word : words) {
            if (word.equals("inferred")) {
                confidence = Confidence.INFERRED;
            } else {
                kind = WakeKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
            }
        }
        return new Drawing.DrawnWait(
                wait.thread(),
                wait.operation(),
                wait.resource(),
                wait.startNanos(),
                wait.endNanos(),
                wait.outcome(),
                wait.owner(),
                wait.previousOwner(),
                from[0],
                from.length > 1 ? parser.time(from[1]) : wait.endNanos(),
                kind,
                confidence,
                wait.confidence(),
                wait.frames());
    }

    /** One row, column by column. */
    private final class Cells {
        private final Row row;
        private final Deque<String> heldNames = new ArrayDeque<>();
        private final Deque<Long> heldSince = new ArrayDeque<>();
        private char letter = 'R';
        private String argument = "";
        private Outcome outcome = Outcome.SATISFIED;
        private int since;

        Cells(Row row) {
            this.row = row;
        }

        void read() {
            String text = row.text();
            since = row.column();
            int column = row.column();
            if (nanos(column) > 0) {
                alive(nanos(column), Long.MAX_VALUE);
            }
            while (column < text.length()) {
                char c = text.charAt(column);
                if (c == '-') {
                    column++;
                } else if (c == '[') {
                    column = openHold(text, column);
                } else if (c == ']') {
                    closeHold(nanos(column));
                    column++;
                } else if (WaitText.isWait(c) || WaitText.isState(c) || c == '.') {
                    column = begin(text, column);
                } else {
                    throw parser.error("a state, -, [ or ]", String.valueOf(c));
                }
            }
            endState(Math.max(endNanos, nanos(column)));
            while (!heldNames.isEmpty()) {
                closeHold(Long.MAX_VALUE);
            }
        }

        private int openHold(String text, int column) {
            int end = column + 1;
            while (end < text.length() && Character.isLowerCase(text.charAt(end))) {
                end++;
            }
            heldNames.push(text.substring(column + 1, end));
            heldSince.push(nanos(column));
            return end;
        }

        private void closeHold(long end) {
            if (heldNames.isEmpty()) {
                throw parser.error("[ before ]", row.text());
            }
            drawing.holds.add(
                    new Drawing.DrawnHold(
                            heldNames.pop(),
                            row.thread(),
                            heldSince.pop(),
                            end,
                            false,
                            Confidence.EXACT));
        }

        private int begin(String text, int column) {
            if (column > row.column()) {
                endState(nanos(column));
            }
            letter = text.charAt(column);
            since = column;
            argument = "";
            outcome = Outcome.SATISFIED;
            int next = column + 1;
            if (next < text.length() && text.charAt(next) == '(') {
                int close = text.indexOf(')', next);
                if (close < 0) {
                    throw parser.error("a ) after (", text.substring(column));
                }
                argument = text.substring(next + 1, close);
                next = close + 1;
            }
            if (next < text.length() && (text.charAt(next) == '!' || text.charAt(next) == '~')) {
                outcome = text.charAt(next) == '!' ? Outcome.TIMED_OUT : Outcome.INTERRUPTED;
                next++;
            }
            return next;
        }

        private void endState(long end) {
            long start = nanos(since);
            if (letter == '.') {
                boolean first = start == 0;
                alive(first ? end : 0, first ? Long.MAX_VALUE : start);
            } else if (WaitText.isWait(letter)) {
                Drawing.DrawnWait wait =
                        WaitText.wait(row.thread(), letter, argument, start, end, parser::error);
                drawing.waits.add(
                        new Drawing.DrawnWait(
                                wait.thread(),
                                wait.operation(),
                                wait.resource(),
                                start,
                                end,
                                outcome,
                                "",
                                "",
                                "",
                                end,
                                WakeKind.UNPARK,
                                Confidence.EXACT,
                                Confidence.EXACT,
                                wait.frames()));
            } else if (WaitText.state(letter) != ThreadState.RUNNING) {
                drawing.states.add(
                        new Drawing.DrawnState(row.thread(), WaitText.state(letter), start, end));
            }
        }

        private void alive(long from, long to) {
            int index = parser.find(row.thread());
            Drawing.DrawnThread thread = drawing.threads.get(index);
            drawing.threads.set(
                    index,
                    new Drawing.DrawnThread(
                            thread.name(),
                            thread.virtual(),
                            thread.carrier(),
                            Math.max(from, thread.startNanos()),
                            Math.min(to, thread.endNanos()),
                            thread.creator()));
        }
    }
}
