package dev.holdup.agent;

import dev.holdup.agent.probe.Family;
import dev.holdup.agent.probe.UserProbe;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the user asked for: {@code key=value,key=value}, or lines of the same in a file named by
 * {@code config=}. Later settings win over earlier ones. The defaults stand here and nowhere else.
 */
final class Options {
    private static final String[] KEYS = {
        "config",
        "duration",
        "idle",
        "maxage",
        "maxsize",
        "out",
        "probe",
        "quiet",
        "rate",
        "selftest",
        "stack",
        "threshold"
    };

    /** Depth of stacks JFR records if nobody says otherwise. */
    static final int JFR_STACK_DEPTH = 64;

    private static final String THRESHOLD_OF = "threshold.";
    private static final int MAX_CONFIG_DEPTH = 4;

    private final String text;
    private final Set<Family> off = EnumSet.noneOf(Family.class);
    private final Map<Family, Long> thresholds = new EnumMap<>(Family.class);
    private long thresholdNanos = 1_000_000;
    private long ratePerSecond = 2_000;
    private int stackDepth = JFR_STACK_DEPTH;
    private String out = "";
    private long maxSizeBytes = 500L << 20;
    private long maxAgeNanos;
    private long durationNanos;
    private boolean isQuiet;
    private boolean hasSelfTest = true;
    private boolean hasWideSelfTest;

    private final List<UserProbe> probes = new ArrayList<>();
    private final List<String> idleRules = new ArrayList<>();

    private Action action = Action.START;

    /** What the agent is to do. */
    enum Action {
        START,
        STOP,
        DETACH
    }

    private Options(String text) {
        this.text = text;
    }

    static Options parse(String text) throws OptionException {
        Options options = new Options(text);
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                options.set(part.trim(), 0);
            }
        }
        return options;
    }

    private void set(String part, int depth) throws OptionException {
        int equals = part.indexOf('=');
        String key = equals < 0 ? part : part.substring(0, equals).trim();
        String value = equals < 0 ? "" : part.substring(equals + 1).trim();
        if (key.startsWith(THRESHOLD_OF)) {
            Family family = family(key.substring(THRESHOLD_OF.length()), key);
            thresholds.put(family, Amounts.parseNanos(key, value));
            return;
        }
        switch (key) {
            case "action" -> action = parseAction(value);
            case "config" -> readFile(value, depth);
            case "threshold" -> thresholdNanos = Amounts.parseNanos(key, value);
            case "rate" -> ratePerSecond = Amounts.parseCount(key, value);
            case "stack" -> stackDepth = parseDepth(value);
            case "out" -> out = value;
            case "probe" -> probes.add(ProbeOption.parse(value));
            case "idle" -> idleRules.add(parseRule(value));
            case "maxsize" -> maxSizeBytes = Amounts.parseBytes(key, value);
            case "maxage" -> maxAgeNanos = Amounts.parseNanos(key, value);
            case "duration" -> durationNanos = Amounts.parseNanos(key, value);
            case "quiet" -> isQuiet = parseSwitch(key, value);
            case "selftest" -> {
                hasWideSelfTest = value.equals("full");
                hasSelfTest = hasWideSelfTest || parseSwitch(key, value);
            }
            default -> {
                Family family = family(key, key);
                if (parseSwitch(key, value)) {
                    off.remove(family);
                } else {
                    off.add(family);
                }
            }
        }
    }

    private void readFile(String name, int depth) throws OptionException {
        if (depth == MAX_CONFIG_DEPTH) {
            throw new OptionException(
                    "config: expected at most " + MAX_CONFIG_DEPTH + " files naming each other");
        }
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(new FileInputStream(name), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.trim().startsWith("#")) {
                    set(line.trim(), depth + 1);
                }
            }
        } catch (IOException failure) {
            throw new OptionException("config: cannot read " + name + ": " + failure.getMessage());
        }
    }

    /** Operation, place, pattern; that they exist is for the analyzer to say. */
    private static String parseRule(String value) throws OptionException {
        int first = value.indexOf(' ');
        if (first < 0 || value.indexOf(' ', first + 1) < 0) {
            throw new OptionException(
                    "idle: expected an operation, a place and a pattern like \"queue.take in"
                            + " com.acme.Worker.run\", found \""
                            + value
                            + "\"");
        }
        return "idle " + value;
    }

    private static Action parseAction(String value) throws OptionException {
        return switch (value) {
            case "start" -> Action.START;
            case "stop" -> Action.STOP;
            case "detach" -> Action.DETACH;
            default ->
                    throw new OptionException(
                            "action: expected start, stop, detach, or prime and no other option, found \""
                                    + value
                                    + "\"");
        };
    }

    private static int parseDepth(String value) throws OptionException {
        long depth = Amounts.parseCount("stack", value);
        if (depth < 1 || depth > 2048) {
            throw new OptionException("stack: expected 1 to 2048 frames, found " + depth);
        }
        return (int) depth;
    }

    private static boolean parseSwitch(String key, String value) throws OptionException {
        if (value.equals("on") || value.equals("true") || value.isEmpty()) {
            return true;
        }
        if (value.equals("off") || value.equals("false")) {
            return false;
        }
        throw new OptionException(key + ": expected on or off, found \"" + value + "\"");
    }

    private static Family family(String name, String key) throws OptionException {
        for (Family family : Family.values()) {
            if (family.text().equals(name)) {
                return family;
            }
        }
        throw new OptionException("unknown option \"" + key + "\"; known are " + known());
    }

    /** All keys, for messages. */
    static String known() {
        StringBuilder known = new StringBuilder();
        for (String key : KEYS) {
            known.append(known.length() == 0 ? "" : ", ").append(key);
        }
        known.append(", threshold.<family>, <family>=on|off, where <family> is one of ");
        String separator = "";
        for (Family family : Family.values()) {
            known.append(separator).append(family.text());
            separator = ", ";
        }
        return known.toString();
    }

    /** What the agent is to do. */
    Action action() {
        return action;
    }

    /** The options as given. */
    String text() {
        return text;
    }

    boolean isOn(Family family) {
        return !off.contains(family);
    }

    /** Shortest wait of this family that is recorded, in nanoseconds. */
    long thresholdNanos(Family family) {
        Long own = thresholds.get(family);
        return own == null ? thresholdNanos : own;
    }

    /** Shortest wait that is recorded where the family has no threshold of its own. */
    long thresholdNanos() {
        return thresholdNanos;
    }

    /** Methods the user named, each with its threshold. */
    List<UserProbe> probes() {
        List<UserProbe> complete = new ArrayList<>();
        for (UserProbe probe : probes) {
            complete.add(
                    probe.thresholdNanos() != ProbeOption.NO_THRESHOLD
                            ? probe
                            : probe.withThreshold(thresholdNanos(Family.USER)));
        }
        return complete;
    }

    /** Rules of the user for waits that are idle, one a line, for the analyzer. */
    String idleRules() {
        return String.join("\n", idleRules);
    }

    /** Events per second of each kind, for short and long waits each; 0 is no limit. */
    long ratePerSecond() {
        return ratePerSecond;
    }

    /** Frames of a stack that are recorded. */
    int stackDepth() {
        return stackDepth;
    }

    /** File to write, empty for the default name. */
    String out() {
        return out;
    }

    /** Size beyond which the oldest part of the recording is given up, in bytes; 0 is no limit. */
    long maxSizeBytes() {
        return maxSizeBytes;
    }

    /** Age beyond which the oldest part is given up, in nanoseconds; 0 is no limit. */
    long maxAgeNanos() {
        return maxAgeNanos;
    }

    /** Time after which recording ends by itself, in nanoseconds; 0 is never. */
    long durationNanos() {
        return durationNanos;
    }

    /** True if nothing is to be printed unless something is wrong. */
    boolean isQuiet() {
        return isQuiet;
    }

    boolean hasSelfTest() {
        return hasSelfTest;
    }

    /** True if it is to try also what initialises parts of the JDK an application may configure. */
    boolean hasWideSelfTest() {
        return hasWideSelfTest;
    }
}
