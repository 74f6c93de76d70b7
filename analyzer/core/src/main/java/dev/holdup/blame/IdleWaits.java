package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.StackTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which waits of a trace the rules call idle or ambiguous: those whose operation acquires work and
 * whose thread carries no open task at the wait's start (blame.md 2.9). Each distinct frame is
 * matched once, each stack node inherits from its caller.
 */
final class IdleWaits {
    private static final byte BUSY = 0;
    private static final byte IDLE = 1;
    private static final byte AMBIGUOUS = 2;

    private final byte[] verdicts;
    private final boolean ambiguousIsIdle;

    private IdleWaits(byte[] verdicts, boolean ambiguousIsIdle) {
        this.verdicts = verdicts;
        this.ambiguousIsIdle = ambiguousIsIdle;
    }

    static IdleWaits of(Trace trace, IdleRules rules) {
        WaitTable waits = trace.waits();
        byte[] verdicts = new byte[waits.size()];
        TaskIntervals tasks = TaskIntervals.byWorker(trace);
        Matcher matcher = new Matcher(trace, rules);
        for (int wait = 0; wait < waits.size(); wait++) {
            byte verdict = matcher.verdict(wait);
            if (verdict != BUSY
                    && tasks.openAt(waits.thread(wait), waits.startNanos(wait)) != TaskTable.NONE) {
                verdict = BUSY;
            }
            verdicts[wait] = verdict;
        }
        return new IdleWaits(verdicts, rules.ambiguousIsIdle());
    }

    /** True if the wait counts as idle, the switch for ambiguous ones applied. */
    boolean isIdle(int wait) {
        return verdicts[wait] == IDLE || (verdicts[wait] == AMBIGUOUS && ambiguousIsIdle);
    }

    boolean isAmbiguous(int wait) {
        return verdicts[wait] == AMBIGUOUS;
    }

    /** Matches one wait after another; remembers what it found for frames, stacks and threads. */
    private static final class Matcher {
        private final Trace trace;
        private final List<IdleRules.Rule> rules;
        private final List<Pattern> patterns = new ArrayList<>();
        private final long[][] inFrames;
        private final int words;
        private final long[][] byFrame;
        private final long[][] byThread;

        Matcher(Trace trace, IdleRules idleRules) {
            this.trace = trace;
            rules = idleRules.rules();
            for (IdleRules.Rule rule : rules) {
                patterns.add(glob(rule.pattern()));
            }
            words = (rules.size() + 63) / 64;
            byFrame = new long[trace.stacks().frameCount()][];
            inFrames = new long[trace.stacks().size()][];
            byThread = new long[trace.threads().size()][];
        }

        byte verdict(int wait) {
            Operation operation = trace.waits().operation(wait);
            long[] thread = threadMatches(trace.waits().thread(wait));
            int stack = trace.waits().stack(wait);
            long[] in = stack == StackTable.NONE ? new long[words] : stackMatches(stack);
            int site = siteFrame(stack);
            byte verdict = BUSY;
            for (int rule = 0; rule < rules.size(); rule++) {
                IdleRules.Rule line = rules.get(rule);
                if (!line.anyOperation() && line.operation() != operation) {
                    continue;
                }
                boolean matches =
                        switch (line.place()) {
                            case THREAD -> has(thread, rule);
                            case IN -> has(in, rule);
                            case BY ->
                                    site >= 0
                                            && has(
                                                    frameMatches(trace.stacks().frameId(site)),
                                                    rule);
                        };
                if (matches && !line.ambiguous()) {
                    return IDLE;
                }
                if (matches) {
                    verdict = AMBIGUOUS;
                }
            }
            return verdict;
        }

        /** The innermost node whose frame is not the JDK's, or NONE. */
        private int siteFrame(int stack) {
            StackTable stacks = trace.stacks();
            for (int node = stack; node != StackTable.NONE; node = stacks.parent(node)) {
                String frame = stacks.frameText(stacks.frameId(node));
                if (!frame.startsWith("java.")
                        && !frame.startsWith("jdk.")
                        && !frame.startsWith("sun.")) {
                    return node;
                }
            }
            return StackTable.NONE;
        }

        private long[] stackMatches(int stack) {
            StackTable stacks = trace.stacks();
            List<Integer> path = new ArrayList<>();
            int node = stack;
            while (node != StackTable.NONE && inFrames[node] == null) {
                path.add(node);
                node = stacks.parent(node);
            }
            for (int i = path.size() - 1; i >= 0; i--) {
                int here = path.get(i);
                int caller = stacks.parent(here);
                long[] frame = frameMatches(stacks.frameId(here));
                long[] all =
                        caller == StackTable.NONE
                                ? new long[words]
                                : Arrays.copyOf(inFrames[caller], words);
                for (int word = 0; word < words; word++) {
                    all[word] |= frame[word];
                }
                inFrames[here] = all;
            }
            return inFrames[stack];
        }

        private long[] frameMatches(int frame) {
            if (byFrame[frame] == null) {
                String text = trace.stacks().frameText(frame);
                int line = text.lastIndexOf(':');
                byFrame[frame] = matches(line < 0 ? text : text.substring(0, line), false);
            }
            return byFrame[frame];
        }

        private long[] threadMatches(int thread) {
            if (byThread[thread] == null) {
                byThread[thread] = matches(trace.threads().name(thread), true);
            }
            return byThread[thread];
        }

        private long[] matches(String text, boolean threadNames) {
            long[] bits = new long[words];
            for (int rule = 0; rule < rules.size(); rule++) {
                boolean forThreads = rules.get(rule).place() == IdleRules.Place.THREAD;
                if (forThreads == threadNames && patterns.get(rule).matcher(text).matches()) {
                    bits[rule >> 6] |= 1L << rule;
                }
            }
            return bits;
        }

        private static boolean has(long[] bits, int rule) {
            return (bits[rule >> 6] & (1L << rule)) != 0;
        }

        private static Pattern glob(String pattern) {
            StringBuilder regex = new StringBuilder();
            for (String part : pattern.split("\\*", -1)) {
                regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
            }
            return Pattern.compile(regex.toString());
        }
    }
}
