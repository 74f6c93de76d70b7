package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.Headroom;
import dev.holdup.blame.Piece;
import dev.holdup.model.MountTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What one thread did at one instant: its state there and for how long, the wait with both stacks,
 * who ended it, whom the thread woke meanwhile, who waited beside it, what stood in the way piece
 * by piece, and what the culprit was doing instead.
 */
final class SpanAnswer {
    /** Lists in an answer are cut here; how many there are in all is said beside them. */
    private static final int LIST_LIMIT = 50;

    private static final int PIECE_LIMIT = 200;

    private final Session session;

    SpanAnswer(Session session) {
        this.session = session;
    }

    void write(int thread, long nanos, JsonWriter json) {
        Described described = new Described(session, json);
        SegmentTable segments = session.trace().segments();
        int segment = segments.at(thread, nanos);
        json.beginObject().member("thread", thread).member("at", nanos);
        json.member("alive", segment >= 0);
        if (segment >= 0) {
            long from = segments.startNanos(segment);
            long to = segments.endNanos(thread, segment);
            json.member("segment", segment).member("from", from).member("to", to);
            json.member("state", session.blame().stateOf(segment).name());
            json.member("openEnded", isOpenEnded(segment, to));
            int wait = segments.wait(segment);
            if (wait != WaitTable.NONE) {
                described.wait("wait", wait);
                neighbours(wait, json);
                headroom(wait, json);
            }
            pieces(thread, from, to, described, json);
            woke(thread, from, to, described, json);
            victims(thread, from, to, json);
            mount(thread, nanos, json);
            task(thread, nanos, described, json);
        }
        json.endObject();
    }

    /** The carrier a virtual thread was on, or the virtual thread a carrier ran. */
    private void mount(int thread, long nanos, JsonWriter json) {
        int mount = session.relations().mountAt(thread, nanos);
        if (mount >= 0) {
            MountTable mounts = session.trace().mounts();
            boolean isCarrier = mounts.carrier(mount) == thread;
            json.name(isCarrier ? "runs" : "carrier")
                    .beginObject()
                    .member(
                            "thread",
                            isCarrier ? mounts.virtualThread(mount) : mounts.carrier(mount))
                    .member("from", mounts.startNanos(mount))
                    .member("to", mounts.endNanos(mount))
                    .endObject();
        }
    }

    /** The executor's task the thread was running: who gave it, how long it queued. */
    private void task(int thread, long nanos, Described described, JsonWriter json) {
        int task = session.relations().taskAt(thread, nanos);
        if (task >= 0) {
            TaskTable tasks = session.trace().tasks();
            json.name("task").beginObject().member("label", tasks.label(task));
            described.resource("executor", tasks.executor(task));
            described.row("submitter", tasks.submitter(task));
            described.row("queueLength", tasks.queueLength(task));
            json.member("submit", tasks.submitNanos(task))
                    .member("start", tasks.startNanos(task))
                    .member("end", tasks.endNanos(task))
                    .endObject();
        }
    }

    /** Still in it when the recording ended, so its length is a lower bound. */
    private boolean isOpenEnded(int segment, long toNanos) {
        return toNanos >= session.durationNanos()
                && session.blame().stateOf(segment) != ThreadState.RUNNING;
    }

    /** Who else waited for the same thing at the same time. */
    private void neighbours(int wait, JsonWriter json) {
        WaitTable waits = session.trace().waits();
        int[] others =
                session.relations()
                        .waitsFor(
                                waits.resource(wait),
                                waits.startNanos(wait),
                                waits.endNanos(wait),
                                LIST_LIMIT + 1);
        json.name("otherWaiters").beginArray();
        for (int other : others) {
            if (other != wait) {
                waiter(other, json);
            }
        }
        json.endArray();
    }

    /** Null if the parties are not known or there is only one. */
    private void headroom(int wait, JsonWriter json) {
        if (!Headroom.appliesTo(session.trace().waits().operation(wait))) {
            return;
        }
        long nanos = Headroom.nanos(session.trace(), wait);
        json.name("headroom");
        if (nanos == Headroom.UNKNOWN) {
            json.absent();
        } else {
            json.number(nanos);
        }
    }

    private void waiter(int wait, JsonWriter json) {
        WaitTable waits = session.trace().waits();
        json.beginObject()
                .member("thread", waits.thread(wait))
                .member("from", waits.startNanos(wait))
                .member("to", waits.endNanos(wait))
                .member("operation", waits.operation(wait).text())
                .endObject();
    }

    private void pieces(int thread, long from, long to, Described described, JsonWriter json) {
        List<Piece> all = BlameQuery.pieces(session.blame(), thread, from, to);
        List<Piece> shown =
                all.size() <= PIECE_LIMIT ? all : new ArrayList<>(all.subList(0, PIECE_LIMIT));
        json.member("pieceCount", all.size());
        described.pieces("pieces", shown);
        int culprit = culprit(all);
        described.row("culprit", culprit);
        if (culprit != ThreadTable.NONE && culprit != thread) {
            json.name("culpritStates");
            states(culprit, from, to, json);
        }
    }

    /** The root thread blamed for most of the span. */
    private int culprit(List<Piece> pieces) {
        int best = ThreadTable.NONE;
        long bestNanos = 0;
        for (Piece candidate : pieces) {
            int thread = candidate.root() < 0 ? -1 : session.blame().rootThread(candidate.root());
            long nanos = 0;
            for (Piece piece : pieces) {
                if (piece.root() >= 0 && session.blame().rootThread(piece.root()) == thread) {
                    nanos += piece.sharedNanos();
                }
            }
            if (thread != ThreadTable.NONE && nanos > bestNanos) {
                best = thread;
                bestNanos = nanos;
            }
        }
        return best;
    }

    /** Time of each state that occurs, by name. */
    private void states(int thread, long from, long to, JsonWriter json) {
        long[] sums = new long[LaneIndex.STATES];
        session.lane(thread).addTimesBetween(from, to, sums);
        json.beginObject();
        for (int state = 0; state < sums.length; state++) {
            if (sums[state] > 0) {
                json.member(ThreadState.ofCode(state).name(), sums[state]);
            }
        }
        json.endObject();
    }

    private void woke(int thread, long from, long to, Described described, JsonWriter json) {
        int[] acts = session.relations().actsOf(thread, from, to, LIST_LIMIT + 1);
        json.member("wokeMore", acts.length > LIST_LIMIT);
        json.name("woke").beginArray();
        for (int i = 0; i < Math.min(acts.length, LIST_LIMIT); i++) {
            described.wake(acts[i]);
        }
        json.endArray();
        // The act that made this span possible: the thread was woken right where it begins.
        int before = session.trace().segments().at(thread, from - 1);
        int wait = before < 0 ? WaitTable.NONE : session.trace().segments().wait(before);
        int wake = wait == WaitTable.NONE ? WakeTable.NONE : session.trace().waits().wake(wait);
        if (wake != WakeTable.NONE) {
            json.name("wokenBy");
            described.wake(wake);
        }
    }

    /** Waits of others that were directly for this thread during the span. */
    private void victims(int thread, long from, long to, JsonWriter json) {
        WaitTable waits = session.trace().waits();
        int shown = 0;
        boolean more = false;
        json.name("victims").beginArray();
        for (int wait : session.relations().waitsForThread(thread)) {
            if (waits.startNanos(wait) >= to) {
                break;
            }
            if (waits.endNanos(wait) > from) {
                more = shown == LIST_LIMIT;
                if (more) {
                    break;
                }
                waiter(wait, json);
                shown++;
            }
        }
        json.endArray();
        json.member("victimsMore", more);
    }
}
