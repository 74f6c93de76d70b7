package dev.holdup.blame;

import dev.holdup.model.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules that tell a wait for work from a stall (blame.md 2.9), as data. The built-in table is
 * {@code idle-rules.txt} next to this class and documents its own grammar; a user's file of the
 * same grammar extends it.
 */
public final class IdleRules {
    private static final String BUILT_IN = "idle-rules.txt";

    /** Where a rule looks. */
    enum Place {
        /** Any frame of the stack. */
        IN,
        /** The innermost frame that does not belong to the JDK. */
        BY,
        /** The innermost frame that is no waiting primitive. */
        AT,
        /** The thread's name. */
        THREAD,
        /** What is waited for, at the shallowest depth the thread ever waits at. */
        SHALLOW,
        /** As SHALLOW, and more than once at one stack. */
        REPEATED,
        /** As REPEATED, and every time the wait timed out. */
        TICKING,
        /** As SHALLOW, and nobody ended the wait before the recording ended. */
        UNENDING,
        /** What is waited for, more than once at one stack within one task. */
        RESIDENT;

        /** True for the places that ask what a thread does all along, and not only where. */
        boolean isHabit() {
            return compareTo(SHALLOW) >= 0;
        }
    }

    /**
     * One line of the table; {@code anyOperation} makes {@code operation} meaningless, an empty
     * {@code caller} stands for any. The pattern of a {@linkplain Place#isHabit habit} is for the
     * name of what is waited for.
     */
    record Rule(
            boolean ambiguous,
            boolean anyOperation,
            Operation operation,
            Place place,
            String pattern,
            String caller) {}

    private final String version;
    private final List<Rule> rules;
    private final boolean ambiguousIsIdle;

    private IdleRules(String version, List<Rule> rules, boolean ambiguousIsIdle) {
        this.version = version;
        this.rules = List.copyOf(rules);
        this.ambiguousIsIdle = ambiguousIsIdle;
    }

    /** The table shipped with the analyzer; ambiguous waits count as idle. */
    public static IdleRules builtIn() {
        return Shipped.RULES;
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final IdleRules RULES = read();
    }

    private static IdleRules read() {
        try (InputStream in = IdleRules.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(
                        "idle rules: expected the resource "
                                + BUILT_IN
                                + " in the jar, found none");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return none().extendedBy(BUILT_IN, text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("idle rules: cannot read " + BUILT_IN, e);
        }
    }

    /** No rules at all: nothing is idle. */
    public static IdleRules none() {
        return new IdleRules("none", List.of(), true);
    }

    /**
     * These rules and those of {@code lines} besides.
     *
     * @param source name of the file, for messages and for the version
     * @throws IllegalArgumentException if a line does not follow the grammar; the message tells
     *     source, line and what was expected
     */
    public IdleRules extendedBy(String source, List<String> lines) {
        List<Rule> all = new ArrayList<>(rules);
        String found = source;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+", 4);
            if (words[0].equals("version") && words.length == 2) {
                found = words[1];
            } else {
                all.add(parse(source + ":" + (i + 1), words));
            }
        }
        String joined = rules.isEmpty() ? found : version + "+" + found;
        return new IdleRules(joined, all, ambiguousIsIdle);
    }

    /** The same rules with the switch for ambiguous waits set. */
    public IdleRules withAmbiguousIdle(boolean idle) {
        return new IdleRules(version, rules, idle);
    }

    /** Version of the table, with that of each extension; stored in reports. */
    public String version() {
        return version;
    }

    /** True if ambiguous waits count as idle, false if they count as stalls. */
    public boolean ambiguousIsIdle() {
        return ambiguousIsIdle;
    }

    List<Rule> rules() {
        return rules;
    }

    private static Rule parse(String where, String[] words) {
        if (words.length != 4 || !(words[0].equals("idle") || words[0].equals("ambiguous"))) {
            throw new IllegalArgumentException(
                    "idle rule at "
                            + where
                            + ": expected 'idle|ambiguous <operation|*> in|by|at|thread|shallow|… <pattern>',"
                            + " found '"
                            + String.join(" ", words)
                            + "'");
        }
        boolean any = words[1].equals("*");
        Operation operation = any ? Operation.PARK : operation(where, words[1]);
        Place place = place(where, words[2]);
        int call = words[3].indexOf(" < ");
        if (call >= 0 && place != Place.BY) {
            throw new IllegalArgumentException(
                    "idle rule at "
                            + where
                            + ": expected 'by' before a caller, found '"
                            + words[2]
                            + "'");
        }
        return new Rule(
                words[0].equals("ambiguous"),
                any,
                operation,
                place,
                call < 0 ? words[3] : words[3].substring(0, call).strip(),
                call < 0 ? "" : words[3].substring(call + 3).strip());
    }

    private static Operation operation(String where, String text) {
        try {
            return Operation.ofText(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("idle rule at " + where + ": " + e.getMessage(), e);
        }
    }

    private static Place place(String where, String text) {
        return switch (text) {
            case "in" -> Place.IN;
            case "by" -> Place.BY;
            case "at" -> Place.AT;
            case "thread" -> Place.THREAD;
            case "shallow" -> Place.SHALLOW;
            case "repeated" -> Place.REPEATED;
            case "ticking" -> Place.TICKING;
            case "unending" -> Place.UNENDING;
            case "resident" -> Place.RESIDENT;
            default ->
                    throw new IllegalArgumentException(
                            "idle rule at "
                                    + where
                                    + ": expected in, by, at, thread, shallow, repeated, ticking,"
                                    + " unending or resident, found '"
                                    + text
                                    + "'");
        };
    }
}
