package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Matches waits against {@link IdleRules}. Each distinct frame, stack and thread is matched once: a
 * set of rules is a bit set, a stack has the bits of all its frames.
 */
final class IdleMatcher {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");
    private static final List<String> PRIMITIVES =
            List.of(
                    "java.lang.Object.wait",
                    "java.lang.Thread.sleep",
                    "java.lang.Thread.park",
                    "java.lang.VirtualThread.",
                    "java.lang.System$",
                    "java.util.concurrent.locks.",
                    "jdk.internal.",
                    "sun.misc.Unsafe.");

    /** What rules say about one wait. */
    enum Verdict {
        BUSY,
        IDLE,
        AMBIGUOUS
    }

    private static final Verdict[] VERDICTS = Verdict.values();

    /** More than any operation's code. */
    private static final int OPERATIONS = 64;

    private static final long MAX_PLACES = 1 << 28;

    private final Trace trace;
    private final List<IdleRules.Rule> rules;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Pattern> callers = new ArrayList<>();
    private final int words;
    private final long[][] byFrame;
    private final long[][] byStack;
    private final long[][] byThread;
    private final List<Integer> habits = new ArrayList<>();
    private final boolean[] hasHabits = new boolean[OPERATIONS];
    private final boolean[] countsRepeats = new boolean[OPERATIONS];

    /** Verdict by stack and operation where the thread's name has no say; 0 where not yet asked. */
    private final byte[] byPlace;

    IdleMatcher(Trace trace, IdleRules idleRules) {
        this.trace = trace;
        rules = idleRules.rules();
        for (int i = 0; i < rules.size(); i++) {
            IdleRules.Rule rule = rules.get(i);
            if (rule.place().isHabit()) {
                habits.add(i);
                boolean counts =
                        rule.place() != IdleRules.Place.SHALLOW
                                && rule.place() != IdleRules.Place.UNENDING;
                for (Operation operation : Operation.values()) {
                    if (rule.anyOperation() || rule.operation() == operation) {
                        hasHabits[operation.code()] = true;
                        countsRepeats[operation.code()] |= counts;
                    }
                }
            }
            patterns.add(glob(rule.pattern()));
            callers.add(glob(rule.caller()));
        }
        words = (rules.size() + 63) / 64;
        byFrame = new long[trace.stacks().frameCount()][];
        byStack = new long[trace.stacks().size()][];
        byThread = new long[trace.threads().size()][];
        long places = (long) trace.stacks().size() * OPERATIONS;
        byPlace = new byte[places <= MAX_PLACES ? (int) places : 0];
    }

    /** What the rules say about where the wait is: idle, ambiguous, or nothing of it. */
    Verdict place(int wait) {
        int stack = trace.waits().stack(wait);
        int place = stack * OPERATIONS + trace.waits().operation(wait).code();
        boolean cached =
                stack != StackTable.NONE
                        && byPlace.length > 0
                        && isEmpty(threadBits(trace.waits().thread(wait)));
        if (cached && byPlace[place] != 0) {
            return VERDICTS[byPlace[place] - 1];
        }
        Verdict verdict =
                matches(wait, false)
                        ? Verdict.IDLE
                        : matches(wait, true) ? Verdict.AMBIGUOUS : Verdict.BUSY;
        if (cached) {
            byPlace[place] = (byte) (verdict.ordinal() + 1);
        }
        return verdict;
    }

    /** True if any rule on habits is about the operation. */
    boolean hasHabits(Operation operation) {
        return hasHabits[operation.code()];
    }

    /** True if one of those rules asks how often a wait is repeated. */
    boolean countsRepeats(Operation operation) {
        return countsRepeats[operation.code()];
    }

    /** True if a rule of this place is about the wait's operation and what it waits for. */
    boolean hasHabit(int wait, IdleRules.Place place) {
        for (int rule : habits) {
            IdleRules.Rule line = rules.get(rule);
            if (line.place() == place
                    && (line.anyOperation() || line.operation() == trace.waits().operation(wait))
                    && (line.pattern().equals("*")
                            || patterns.get(rule).matcher(target(wait)).matches())) {
                return true;
            }
        }
        return false;
    }

    private String target(int wait) {
        int resource = trace.waits().resource(wait);
        return resource == ResourceTable.NONE ? "" : trace.resources().name(resource);
    }

    /** The innermost node of a stack that is not the JDK's, or NONE. */
    int site(int stack) {
        return innermost(stack, JDK);
    }

    private boolean matches(int wait, boolean ambiguous) {
        WaitTable waits = trace.waits();
        long[] thread = threadBits(waits.thread(wait));
        int stack = waits.stack(wait);
        long[] all = stack == StackTable.NONE ? new long[words] : stackBits(stack);
        if (isEmpty(thread) && isEmpty(all)) {
            return false;
        }
        Operation operation = waits.operation(wait);
        for (int rule = 0; rule < rules.size(); rule++) {
            IdleRules.Rule line = rules.get(rule);
            if (line.ambiguous() != ambiguous
                    || (!line.anyOperation() && line.operation() != operation)) {
                continue;
            }
            boolean matches =
                    switch (line.place()) {
                        case THREAD -> has(thread, rule);
                        case IN -> has(all, rule);
                        case BY -> has(all, rule) && isSite(rule, stack);
                        case AT ->
                                has(all, rule)
                                        && has(frameBits(innermost(stack, PRIMITIVES)), rule);
                        case SHALLOW, REPEATED, TICKING, UNENDING, RESIDENT -> false;
                    };
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private boolean isSite(int rule, int stack) {
        int site = innermost(stack, JDK);
        if (!has(frameBits(site), rule)) {
            return false;
        }
        if (rules.get(rule).caller().isEmpty()) {
            return true;
        }
        int caller = trace.stacks().parent(site);
        return caller != StackTable.NONE && callers.get(rule).matcher(method(caller)).matches();
    }

    /** The innermost node whose frame has none of the prefixes, or NONE. */
    private int innermost(int stack, List<String> without) {
        StackTable stacks = trace.stacks();
        for (int node = stack; node != StackTable.NONE; node = stacks.parent(node)) {
            String frame = stacks.frameText(stacks.frameId(node));
            if (without.stream().noneMatch(frame::startsWith)) {
                return node;
            }
        }
        return StackTable.NONE;
    }

    private long[] stackBits(int stack) {
        StackTable stacks = trace.stacks();
        List<Integer> path = new ArrayList<>();
        int node = stack;
        while (node != StackTable.NONE && byStack[node] == null) {
            path.add(node);
            node = stacks.parent(node);
        }
        for (int i = path.size() - 1; i >= 0; i--) {
            int here = path.get(i);
            int caller = stacks.parent(here);
            long[] frame = frameBits(here);
            long[] outer = caller == StackTable.NONE ? new long[words] : byStack[caller];
            if (isEmpty(frame)) {
                byStack[here] = outer;
                continue;
            }
            long[] all = Arrays.copyOf(outer, words);
            for (int word = 0; word < words; word++) {
                all[word] |= frame[word];
            }
            byStack[here] = all;
        }
        return byStack[stack];
    }

    /** Rules the frame of a stack node matches; none for no node. */
    private long[] frameBits(int node) {
        if (node == StackTable.NONE) {
            return new long[words];
        }
        int frame = trace.stacks().frameId(node);
        if (byFrame[frame] == null) {
            byFrame[frame] = bits(method(node), false);
        }
        return byFrame[frame];
    }

    private String method(int node) {
        String frame = trace.stacks().frameText(trace.stacks().frameId(node));
        int line = frame.lastIndexOf(':');
        return line < 0 ? frame : frame.substring(0, line);
    }

    private long[] threadBits(int thread) {
        if (byThread[thread] == null) {
            byThread[thread] = bits(trace.threads().name(thread), true);
        }
        return byThread[thread];
    }

    private long[] bits(String text, boolean threadNames) {
        long[] bits = new long[words];
        for (int rule = 0; rule < rules.size(); rule++) {
            IdleRules.Place place = rules.get(rule).place();
            boolean forThreads = place == IdleRules.Place.THREAD;
            if (!place.isHabit()
                    && forThreads == threadNames
                    && patterns.get(rule).matcher(text).matches()) {
                bits[rule >> 6] |= 1L << rule;
            }
        }
        return bits;
    }

    private static boolean has(long[] bits, int rule) {
        return (bits[rule >> 6] & (1L << rule)) != 0;
    }

    private static boolean isEmpty(long[] bits) {
        for (long word : bits) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString());
    }
}
