package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.List;

/** Builds {@link Links}: for each wait, by blame.md 2.5, what it waits for over its time. */
final class LinkResolver {
    private final Trace trace;
    private final IdleWaits idle;
    private final Stretches stretches = new Stretches();

    private LinkResolver(Trace trace, IdleWaits idle) {
        this.trace = trace;
        this.idle = idle;
    }

    static Links resolve(Trace trace, IdleRules rules) {
        IdleWaits idle = IdleWaits.of(trace, rules);
        return new LinkResolver(trace, idle).links(rules.version());
    }

    private Links links(String rulesVersion) {
        WaitTable waits = trace.waits();
        for (int wait = 0; wait < waits.size(); wait++) {
            stretches.nextOwner();
            resolve(wait);
        }
        Stretches nodes = new Stretches();
        nodes.nextOwner();
        nodes.add(Long.MIN_VALUE, Terminal.VM, Confidence.EXACT);
        int vmNode = trace.threads().size();
        return new Links(
                trace, idle, rulesVersion, stretches, nodes, vmNode, List.of("VM operation"));
    }

    private void resolve(int wait) {
        WaitTable waits = trace.waits();
        WakeTable wakes = trace.wakes();
        long start = waits.startNanos(wait);
        int wake = waits.wake(wait);
        boolean woken =
                wake != WakeTable.NONE
                        && wakes.from(wake) != waits.thread(wait)
                        && wakes.from(wake) != ThreadTable.NONE;
        Operation operation = waits.operation(wait);
        int owner = waits.owner(wait);
        if (operation.ends() == Operation.Ends.OUTSIDE && !woken) {
            stretches.add(
                    start, idle.isIdle(wait) ? Terminal.NO_WORK : Terminal.CALL, Confidence.EXACT);
            return;
        }
        if (owner != ThreadTable.NONE && owner != waits.thread(wait)) {
            stretches.add(start, owner, Confidence.EXACT);
        } else if (waits.previousOwner(wait) != ThreadTable.NONE
                && waits.previousOwner(wait) != waits.thread(wait)) {
            stretches.add(start, waits.previousOwner(wait), Confidence.INFERRED);
        } else if (woken) {
            stretches.add(start, wakes.from(wake), wakes.confidence(wake), wake);
        } else if (idle.isIdle(wait)) {
            stretches.add(start, Terminal.NO_WORK, Confidence.EXACT);
        } else if (waits.outcome(wait) == Outcome.TIMED_OUT) {
            stretches.add(start, Terminal.NO_SIGNAL, Confidence.EXACT);
        } else {
            stretches.add(start, Terminal.UNKNOWN_WAKER, Confidence.EXACT);
        }
        if (woken && wakes.actNanos(wake) < waits.endNanos(wait)) {
            stretches.add(
                    Math.max(start, wakes.actNanos(wake)),
                    Terminal.delivery(wakes.kind(wake)),
                    wakes.confidence(wake),
                    wake);
        }
    }
}
