package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.Outcome;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WakeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads {@code thread: item, item} lines. */
final class ListParser {
    private final DrawingParser parser;
    private final Drawing drawing;
    private long endNanos;

    ListParser(DrawingParser parser, Drawing drawing) {
        this.parser = parser;
        this.drawing = drawing;
    }

    /** Last instant mentioned in a list. */
    long endNanos() {
        return endNanos;
    }

    void read(String thread, String text) {
        for (String item : items(text)) {
            String stripped = item.strip();
            if (!stripped.isEmpty()) {
                readItem(thread, stripped);
            }
        }
    }

    /** Splits at commas outside parentheses. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                items.add(text.substring(from, i));
                from = i + 1;
            }
        }
        items.add(text.substring(from));
        return items;
    }

    private void readItem(String thread, String item) {
        if (item.startsWith("holds ") || item.startsWith("shares ")) {
            readHold(thread, item.split("\\s+", -1));
            return;
        }
        char letter = item.charAt(0);
        int close = item.length() > 1 && item.charAt(1) == '(' ? item.indexOf(')') : 0;
        if (close < 0 || !(WaitText.isWait(letter) || WaitText.isState(letter))) {
            throw parser.error("a state with its interval, holds or shares", item);
        }
        String argument = close > 0 ? item.substring(2, close) : "";
        String rest = item.substring(Math.max(1, close + 1));
        Outcome marked = Outcome.SATISFIED;
        if (rest.startsWith("!") || rest.startsWith("~")) {
            marked = rest.charAt(0) == '!' ? Outcome.TIMED_OUT : Outcome.INTERRUPTED;
            rest = rest.substring(1);
        }
        String[] words = rest.strip().split("\\s+", -1);
        long[] interval = parser.interval(words[0]);
        endNanos = Math.max(endNanos, interval[1]);
        if (WaitText.isWait(letter)) {
            Drawing.DrawnWait wait =
                    WaitText.wait(
                            thread, letter, argument, interval[0], interval[1], parser::error);
            drawing.waits.add(qualify(wait, marked, Arrays.copyOfRange(words, 1, words.length)));
        } else if (WaitText.state(letter) != ThreadState.RUNNING) {
            drawing.states.add(
                    new Drawing.DrawnState(
                            thread, WaitText.state(letter), interval[0], interval[1]));
        }
    }

    private void readHold(String thread, String[] words) {
        if (words.length < 3) {
            throw parser.error("holds <resource> from..to", String.join(" ", words));
        }
        long[] interval = parser.interval(words[2]);
        endNanos = Math.max(endNanos, interval[1]);
        boolean guessed = words.length > 3 && words[3].equals("guessed");
        drawing.holds.add(
                new Drawing.DrawnHold(
                        words[1],
                        thread,
                        interval[0],
                        interval[1],
                        words[0].equals("shares"),
                        DrawingParser.confidence(guessed)));
    }

    private Drawing.DrawnWait qualify(Drawing.DrawnWait wait, Outcome marked, String[] words) {
        Outcome outcome = marked;
        String owner = "";
        String previous = "";
        String waker = "";
        long act = wait.endNanos();
        WakeKind kind = WakeKind.UNPARK;
        boolean inferred = false;
        boolean guessed = false;
        List<String> frames = wait.frames();
        for (int i = 0; i < words.length; i++) {
            switch (words[i]) {
                case "owner" -> owner = words[++i];
                case "previous" -> previous = words[++i];
                case "by" -> {
                    String[] parts = words[++i].split("@", -1);
                    waker = parts[0];
                    act = parts.length > 1 ? parser.time(parts[1]) : act;
                }
                case "inferred" -> inferred = true;
                case "guessed" -> guessed = true;
                case "nowhere" -> frames = List.of();
                case "at" -> frames = List.of(words[++i].split("<", -1));
                default -> {
                    String name = words[i].toUpperCase(Locale.ROOT).replace('-', '_');
                    if (isName(WakeKind.values(), name)) {
                        kind = WakeKind.valueOf(name);
                    } else if (isName(Outcome.values(), name)) {
                        outcome = Outcome.valueOf(name);
                    } else {
                        throw parser.error("a qualifier of a wait", words[i]);
                    }
                }
            }
        }
        return new Drawing.DrawnWait(
                wait.thread(),
                wait.operation(),
                wait.resource(),
                wait.startNanos(),
                wait.endNanos(),
                outcome,
                owner,
                previous,
                waker,
                act,
                kind,
                inferred ? Confidence.INFERRED : Confidence.EXACT,
                DrawingParser.confidence(guessed),
                frames);
    }

    /** INTERRUPT is a kind of act, INTERRUPTED an outcome: names must match whole. */
    private static boolean isName(Enum<?>[] values, String name) {
        for (Enum<?> value : values) {
            if (value.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
