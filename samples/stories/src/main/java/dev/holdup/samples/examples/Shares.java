package dev.holdup.samples.examples;

import dev.holdup.samples.PrintsToConsole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shares that must come out, from what the program measured. Who is to blame for a wait is said
 * by the example; this only intersects spans of time.
 */
final class Shares {
    private final List<Span> calls;
    private final Map<String, Long> nanosByShare = new TreeMap<>();

    /**
     * @param calls blocking calls of all threads; each stalls its own thread at least
     */
    Shares(List<Span> calls) {
        this.calls = calls;
        for (Span call : calls) {
            share(call, "CALL", call.operation(), call.thread(), call.lengthNanos());
        }
    }

    /**
     * A wait was due to these in turn: to their blocking calls as long as they were in one, else to
     * their running. What is left is the way from the act that ended it to its effect.
     */
    Shares blame(Span waiting, Span... culprits) {
        long left = waiting.lengthNanos();
        for (Span culprit : culprits) {
            Span part = culprit.in(waiting);
            long running = part.lengthNanos();
            left -= running;
            for (Span call : calls) {
                if (call.thread().equals(culprit.thread())) {
                    long nanos = call.in(part).lengthNanos();
                    running -= nanos;
                    share(waiting, "CALL", call.operation(), culprit.thread(), nanos);
                }
            }
            share(waiting, "EXEC", "-", culprit.thread(), running);
        }
        share(waiting, "HANDOFF", "-", "-", left);
        return this;
    }

    /** A wait was due to a deadlock of these threads. */
    Shares deadlock(Span waiting, String... members) {
        share(waiting, "CYCLE", "-", String.join(",", members), waiting.lengthNanos());
        return this;
    }

    /** The thread waited for work. */
    Shares idle(Span waiting) {
        add("idle", waiting.thread(), "-", "-", "-", waiting.lengthNanos());
        return this;
    }

    @PrintsToConsole
    void print() {
        nanosByShare.forEach((share, nanos) -> System.out.println(share + " " + nanos));
    }

    private void share(Span victim, String kind, String operation, String culprit, long nanos) {
        if (nanos > 0 || kind.equals("HANDOFF")) {
            add("share", victim.thread(), kind, operation, culprit, nanos);
        }
    }

    private void add(
            String what, String victim, String kind, String operation, String culprit, long nanos) {
        nanosByShare.merge(
                String.join(" ", what, victim, kind, operation, culprit), nanos, Long::sum);
    }
}
