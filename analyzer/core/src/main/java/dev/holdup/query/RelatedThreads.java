package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.model.MountTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.BitSet;

/**
 * Threads that have to do with one: that it woke or that woke it, that it stood in the way of or
 * the reverse, that it gave tasks to or took tasks from, that it ran or that ran it.
 */
final class RelatedThreads {
    private final Session session;

    RelatedThreads(Session session) {
        this.session = session;
    }

    /** Threads within {@code steps} relations of {@code thread}, itself included. */
    void write(int thread, int steps, JsonWriter json) {
        BitSet found = new BitSet();
        found.set(thread);
        for (int step = 0; step < steps; step++) {
            BitSet next = (BitSet) found.clone();
            addAround(found, next);
            if (next.equals(found)) {
                break;
            }
            found = next;
        }
        json.beginObject().name("threads").beginArray();
        for (int other = found.nextSetBit(0); other >= 0; other = found.nextSetBit(other + 1)) {
            json.number(other);
        }
        json.endArray().endObject();
    }

    private void addAround(BitSet known, BitSet out) {
        WakeTable wakes = session.trace().wakes();
        for (int wake = 0; wake < wakes.size(); wake++) {
            connect(wakes.from(wake), wakes.to(wake), known, out);
        }
        WaitTable waits = session.trace().waits();
        for (int wait = 0; wait < waits.size(); wait++) {
            connect(session.relations().directBlocker(wait), waits.thread(wait), known, out);
        }
        TaskTable tasks = session.trace().tasks();
        for (int task = 0; task < tasks.size(); task++) {
            connect(tasks.submitter(task), tasks.worker(task), known, out);
        }
        MountTable mounts = session.trace().mounts();
        for (int mount = 0; mount < mounts.size(); mount++) {
            connect(mounts.carrier(mount), mounts.virtualThread(mount), known, out);
        }
    }

    private static void connect(int a, int b, BitSet known, BitSet out) {
        if (a == ThreadTable.NONE || b == ThreadTable.NONE) {
            return;
        }
        if (known.get(a)) {
            out.set(b);
        }
        if (known.get(b)) {
            out.set(a);
        }
    }
}
