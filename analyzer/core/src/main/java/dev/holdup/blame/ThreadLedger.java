package dev.holdup.blame;

import dev.holdup.model.SegmentTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;

/** Sums per thread and in total over one window. */
final class ThreadLedger {
    private static final int STATES = ThreadState.values().length;

    private final long[] stateNanos;
    private final long[] suffered;
    private final long[] inflictedOthers;
    private long idle;
    private long ambiguousIdle;
    private long unknown;
    private long inferred;

    private ThreadLedger(int threads) {
        stateNanos = new long[threads * STATES];
        suffered = new long[threads];
        inflictedOthers = new long[threads];
    }

    static ThreadLedger of(Links links, long from, long to, RootTable roots, CellTable cells) {
        ThreadLedger ledger = new ThreadLedger(links.trace().threads().size());
        ledger.addStates(links, from, to);
        ledger.addCells(roots, cells);
        return ledger;
    }

    private void addStates(Links links, long from, long to) {
        Trace trace = links.trace();
        SegmentTable segments = trace.segments();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            long lifeFrom = Math.max(from, trace.threads().startNanos(thread));
            int segment = segments.at(thread, lifeFrom);
            if (segment < 0) {
                continue;
            }
            for (; segment < segments.end(thread); segment++) {
                long start = Math.max(from, segments.startNanos(segment));
                long length = Math.min(to, segments.endNanos(thread, segment)) - start;
                if (length <= 0) {
                    break;
                }
                ThreadState state = links.state(segment);
                stateNanos[thread * STATES + state.ordinal()] += length;
                if (state == ThreadState.IDLE) {
                    idle += length;
                    if (links.idle().isAmbiguous(segments.wait(segment))) {
                        ambiguousIdle += length;
                    }
                }
            }
        }
    }

    private void addCells(RootTable roots, CellTable cells) {
        for (int cell = 0; cell < cells.size(); cell++) {
            int root = cells.root(cell);
            int victim = cells.victim(cell);
            long nanos = cells.exactNanos(cell) + cells.inferredNanos(cell);
            RootKind kind = roots.kind(root);
            if (kind == RootKind.NO_WORK) {
                idle += nanos;
                continue;
            }
            suffered[victim] += nanos;
            inferred += cells.inferredNanos(cell);
            if (kind == RootKind.UNKNOWN) {
                unknown += nanos;
            }
            int culprit = roots.thread(root);
            if (culprit != ThreadTable.NONE && culprit != victim) {
                inflictedOthers[culprit] += nanos;
            }
        }
    }

    long stateNanos(int thread, ThreadState state) {
        return stateNanos[thread * STATES + state.ordinal()];
    }

    long sufferedNanos(int thread) {
        return suffered[thread];
    }

    long inflictedOthersNanos(int thread) {
        return inflictedOthers[thread];
    }

    long suffered() {
        long sum = 0;
        for (long nanos : suffered) {
            sum += nanos;
        }
        return sum;
    }

    long idle() {
        return idle;
    }

    long ambiguousIdle() {
        return ambiguousIdle;
    }

    long unknown() {
        return unknown;
    }

    long inferred() {
        return inferred;
    }
}
