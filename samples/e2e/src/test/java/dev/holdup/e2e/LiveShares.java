package dev.holdup.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two sets of shares of one run of the worked examples: what the program measured, and what Holdup
 * says. Milliseconds.
 */
final class LiveShares {
    private static final double LEAST_MILLIS = 5;
    private static final double PART = 0.05;

    /** The root in a line of the collapsed export, for instance {@code [CALL socket.read in A]}. */
    private static final Pattern ROOT =
            Pattern.compile("\\[(CALL|EXEC|CPU|VM|LATENCY|CYCLE|KNOT|UNKNOWN)([^\\];]*)\\]");

    /**
     * One share. HANDOFF is the way from an act to its effect (CPU and LATENCY together), IDLE what
     * the thread did not suffer.
     *
     * @param operation of a CALL; else -
     * @param culprits thread or threads in order, joined by commas; of a HANDOFF -
     */
    record Share(String victim, String kind, String operation, String culprits)
            implements Comparable<Share> {
        @Override
        public int compareTo(Share other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Share, Double> measured = new TreeMap<>();
    private final Map<Share, Double> found = new TreeMap<>();

    private LiveShares() {}

    /**
     * @param program what the program printed
     * @param chains the collapsed export of its recording
     */
    static LiveShares of(String program, String chains, ReportDocument report) {
        LiveShares shares = new LiveShares();
        for (String line : program.lines().toList()) {
            String[] words = line.split(" ", -1);
            boolean isIdle = words[0].equals("idle");
            if (!isIdle && !words[0].equals("share")) {
                throw new AssertionError("the program: expected shares, found " + line);
            }
            shares.measured.merge(
                    new Share(words[1], isIdle ? "IDLE" : words[2], words[3], words[4]),
                    Long.parseLong(words[5]) / 1e6,
                    Double::sum);
        }
        for (String line : chains.lines().toList()) {
            shares.addChain(line);
        }
        for (JsonObject thread : report.threads()) {
            JsonElement idle = thread.getAsJsonObject("states").get("IDLE");
            if (idle != null) {
                shares.found.merge(
                        new Share(thread.get("name").getAsString(), "IDLE", "-", "-"),
                        idle.getAsLong() / 1e6,
                        Double::sum);
            }
        }
        return shares;
    }

    /** Adds a line of a table like {@code S01 A CALL socket.read A 500}. */
    static void add(Map<Share, Double> table, String line) {
        String[] words = line.split(" ", -1);
        List<String> culprits = new ArrayList<>();
        for (String culprit : words[4].split(",", -1)) {
            culprits.add(culprit.equals("-") ? "-" : words[0] + "." + culprit);
        }
        table.put(
                new Share(
                        words[0] + "." + words[1], words[2], words[3], String.join(",", culprits)),
                Double.parseDouble(words[5]));
    }

    private void addChain(String line) {
        int end = line.lastIndexOf(' ');
        String chain = line.substring(0, end);
        String victim = chain.substring(0, chain.indexOf(';'));
        Matcher root = ROOT.matcher(chain);
        Share share;
        if (root.find()) {
            share = share(victim, root.group(1), root.group(2).strip());
        } else {
            // The victim's own call: its operation stands behind its frames, then the target.
            String call = chain.substring(chain.indexOf(";[") + 2);
            share = new Share(victim, "CALL", call.substring(0, call.indexOf(']')), victim);
        }
        found.merge(share, Long.parseLong(line.substring(end + 1)) / 1e6, Double::sum);
    }

    private static Share share(String victim, String kind, String text) {
        return switch (kind) {
            case "CPU", "LATENCY" -> new Share(victim, "HANDOFF", "-", "-");
            case "CYCLE", "KNOT" -> {
                String[] members = text.split(" ", -1);
                Arrays.sort(members);
                yield new Share(victim, kind, "-", String.join(",", members));
            }
            case "CALL", "EXEC" -> {
                int in = text.lastIndexOf("in ");
                String operation = text.substring(0, in).strip();
                yield new Share(
                        victim,
                        kind,
                        kind.equals("CALL") ? operation.split(" ", -1)[0] : "-",
                        text.substring(in + 3));
            }
            default -> new Share(victim, kind, "-", text);
        };
    }

    /**
     * What is wrong with one example; empty if nothing. A hand-off is measured from the last look
     * at the clock before an act: of that any part may belong to the one who acts, whom the machine
     * stopped in between. What all shares sum to has no such play.
     *
     * @param nominal the shares of its table; the program must have measured about that, or it has
     *     not played the example
     */
    List<String> differences(String example, Map<Share, Double> nominal) {
        List<String> wrong = new ArrayList<>();
        nominal.forEach((share, millis) -> {
            double played = measured.getOrDefault(share, 0.0);
            if (played < millis / 2) {
                wrong.add(share + ": expected about " + millis + ", played " + played);
            }
        });
        Set<String> victims = new HashSet<>();
        double overtime = overtime(example);
        for (Map.Entry<Share, Double> entry : measured.entrySet()) {
            Share share = entry.getKey();
            if (!share.victim().startsWith(example + ".")) {
                continue;
            }
            victims.add(share.victim());
            double expected = entry.getValue() + (share.kind().equals("CYCLE") ? overtime : 0);
            double millis = found.getOrDefault(share, 0.0);
            boolean isHandOff = share.kind().equals("HANDOFF");
            double handOff =
                    measured.getOrDefault(new Share(share.victim(), "HANDOFF", "-", "-"), 0.0);
            double least = isHandOff ? 0 : expected - tolerance(expected);
            double most = expected + tolerance(expected) + (isHandOff ? 0 : handOff);
            if (millis < least || millis > most) {
                wrong.add(text(share, expected, millis));
            }
        }
        for (String victim : victims) {
            double rest = 0;
            StringBuilder shares = new StringBuilder();
            for (Map.Entry<Share, Double> entry : found.entrySet()) {
                // A worker's way out of its idleness and such are for no program to measure.
                boolean isExpected =
                        measured.containsKey(entry.getKey())
                                || entry.getKey().kind().equals("IDLE")
                                || entry.getKey().kind().equals("HANDOFF");
                if (entry.getKey().victim().equals(victim) && !isExpected) {
                    rest += entry.getValue();
                    shares.append("; ").append(entry.getKey()).append(' ').append(entry.getValue());
                }
            }
            double suffered = suffered(measured, victim);
            if (rest > tolerance(suffered)) {
                wrong.add(victim + ": expected nothing else, found" + shares);
            }
            double sum = suffered(found, victim);
            if (overtime == 0
                    && measured.containsKey(new Share(victim, "HANDOFF", "-", "-"))
                    && Math.abs(sum - suffered) > tolerance(suffered)) {
                wrong.add(
                        String.format(
                                Locale.ROOT,
                                "%s: expected to suffer %.1f ms, found %.1f ms",
                                victim,
                                suffered,
                                sum));
            }
        }
        return wrong;
    }

    private static double suffered(Map<Share, Double> shares, String victim) {
        double millis = 0;
        for (Map.Entry<Share, Double> entry : shares.entrySet()) {
            Share share = entry.getKey();
            if (share.victim().equals(victim) && !share.kind().equals("IDLE")) {
                millis += entry.getValue();
            }
        }
        return millis;
    }

    /** A deadlock lasts till the recording ends, which is later than the program can measure. */
    private double overtime(String example) {
        for (Map.Entry<Share, Double> entry : measured.entrySet()) {
            Share share = entry.getKey();
            if (share.victim().startsWith(example + ".") && share.kind().equals("CYCLE")) {
                return Math.max(0, found.getOrDefault(share, 0.0) - entry.getValue());
            }
        }
        return 0;
    }

    private static double tolerance(double millis) {
        return Math.max(LEAST_MILLIS, PART * millis);
    }

    private static String text(Share share, double expected, double millis) {
        return String.format(
                Locale.ROOT, "%s: expected %.1f ms, found %.1f ms", share, expected, millis);
    }
}
