package dev.holdup.drawing;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Piece;
import dev.holdup.blame.RootKind;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Holds the expectations of a drawing against a result. */
public final class Verdicts {
    private final Drawing drawing;
    private final BlameResult result;
    private final Trace trace;

    private Verdicts(Drawing drawing, BlameResult result) {
        this.drawing = drawing;
        this.result = result;
        trace = result.trace();
    }

    /** What does not come out as the drawing expects, one sentence each; empty if all does. */
    public static List<String> differences(Drawing drawing, BlameResult result) {
        return new Verdicts(drawing, result).check();
    }

    /**
     * Analyses the drawing and, if events can say all of it, its recording; the differences and, if
     * there are any, all shares found.
     */
    public static List<String> differences(String text) {
        Drawing drawing = Drawing.parse(text);
        List<String> differences = differences(drawing, drawing.trace());
        if (differences.isEmpty() && DrawingRecorder.canRecord(drawing)) {
            return differences(drawing, DrawingRecorder.throughFile(drawing));
        }
        return differences;
    }

    private static List<String> differences(Drawing drawing, Trace trace) {
        BlameResult result = BlameEngine.analyze(trace, BlameOptions.wholeRecording());
        List<String> differences = differences(drawing, result);
        if (!differences.isEmpty()) {
            differences.add("found: " + new Verdicts(drawing, result).allShares());
        }
        return differences;
    }

    private List<String> check() {
        List<String> wrong = new ArrayList<>();
        Map<String, Map<String, Long>> expectedShares = new TreeMap<>();
        for (Expectation expectation : drawing.expectations()) {
            List<String> words = expectation.words();
            if (words.get(1).equals("->")) {
                expectedShares
                        .computeIfAbsent(words.get(0), victim -> new TreeMap<>())
                        .merge(
                                String.join(" ", words.subList(2, words.size())),
                                expectation.nanos(),
                                Long::sum);
            } else if (words.get(1).equals("blocked")) {
                checkBlocked(expectation, wrong);
            } else {
                long found = measure(words, expectation);
                if (found != expectation.nanos()) {
                    wrong.add(expectation.text() + ": found " + inUnits(found));
                }
            }
        }
        for (Map.Entry<String, Map<String, Long>> victim : expectedShares.entrySet()) {
            Map<String, Long> found = shares(thread(victim.getKey()));
            if (!found.equals(victim.getValue())) {
                wrong.add(
                        victim.getKey()
                                + " expected "
                                + inUnits(victim.getValue())
                                + " found "
                                + inUnits(found));
            }
        }
        return wrong;
    }

    private long measure(List<String> words, Expectation expectation) {
        boolean total = words.get(0).equals("total");
        int thread = total ? ThreadTable.NONE : thread(words.get(0));
        return switch (words.get(1)) {
            case "suffers" -> total ? result.sufferedNanos() : result.sufferedNanos(thread);
            case "inflicts" -> result.inflictedOthersNanos(thread);
            case "idle" -> total ? result.idleNanos() : result.stateNanos(thread, ThreadState.IDLE);
            case "unknown" -> result.unknownNanos();
            case "inferred" -> result.inferredNanos();
            case "state" -> result.stateNanos(thread, ThreadState.valueOf(words.get(2)));
            default ->
                    throw new IllegalArgumentException(
                            "expectation: expected ->, suffers, inflicts, idle, unknown, inferred,"
                                    + " state or blocked, found: "
                                    + expectation.text());
        };
    }

    /** {@code A blocked 10..30 ms <- B , holds m}. */
    private void checkBlocked(Expectation expectation, List<String> wrong) {
        List<String> words = expectation.words();
        String[] times = words.get(2).split("\\.\\.", -1);
        long from = Long.parseLong(times[0]) * expectation.nanos();
        long to = Long.parseLong(times[1]) * expectation.nanos();
        int blocker = thread(words.get(words.indexOf("<-") + 1));
        int holds = words.indexOf("holds");
        List<Piece> pieces = BlameQuery.pieces(result, thread(words.get(0)), from, to);
        long covered = 0;
        for (Piece piece : pieces) {
            boolean through =
                    holds < 0
                            || trace.resources()
                                    .name(piece.hops().get(0).resource())
                                    .equals(words.get(holds + 1));
            if (piece.hops().size() > 1 && piece.hops().get(1).thread() == blocker && through) {
                covered += piece.toNanos() - piece.fromNanos();
            }
        }
        if (covered != to - from) {
            wrong.add(expectation.text() + ": true for " + inUnits(covered));
        }
    }

    private Map<String, Long> shares(int victim) {
        Map<String, Long> shares = new TreeMap<>();
        for (int cell = 0; cell < result.cellCount(); cell++) {
            if (result.cellVictim(cell) == victim && result.cellNanos(cell) > 0) {
                shares.merge(name(result.cellRoot(cell)), result.cellNanos(cell), Long::sum);
            }
        }
        return shares;
    }

    private String allShares() {
        StringBuilder all = new StringBuilder();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            all.append(trace.threads().name(thread)).append(inUnits(shares(thread))).append(' ');
        }
        return all.toString();
    }

    /** A root as drawings write it. */
    private String name(int root) {
        RootKind kind = result.rootKind(root);
        return switch (kind) {
            case CALL ->
                    "CALL "
                            + trace.threads().name(result.rootThread(root))
                            + " "
                            + result.rootOperation(root).text();
            case EXEC, CPU -> kind + " " + trace.threads().name(result.rootThread(root));
            case VM -> "VM " + result.rootDetail(root).replace(' ', '-');
            case LATENCY, UNKNOWN, NO_WORK -> kind.name();
            case CYCLE, KNOT -> kind + " " + members(root);
        };
    }

    private String members(int root) {
        String[] names =
                Arrays.stream(result.rootMembers(root))
                        .mapToObj(trace.threads()::name)
                        .sorted()
                        .toArray(String[]::new);
        return String.join(",", names);
    }

    private int thread(String name) {
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            if (trace.threads().name(thread).equals(name)) {
                return thread;
            }
        }
        throw new IllegalArgumentException("expectation: expected a thread, found " + name);
    }

    private String inUnits(Map<String, Long> shares) {
        Map<String, String> text = new TreeMap<>();
        shares.forEach((root, nanos) -> text.put(root, inUnits(nanos)));
        return text.toString();
    }

    private String inUnits(long nanos) {
        return nanos % drawing.unitNanos() == 0
                ? String.valueOf(nanos / drawing.unitNanos())
                : nanos + "ns";
    }
}
