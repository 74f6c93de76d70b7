package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.PauseTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.model.WakeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A timeline as text. Times are milliseconds unless a {@code unit} line says otherwise. There are
 * two ways to draw a thread, which can be mixed.
 *
 * <p><b>Rows</b> under a ruler; a column is as long as the ruler says, here 2 ms:
 *
 * <pre>
 *   time   0    10   20   30   40
 *   A      R----B(m)------R---
 *   B      R-[m-----------]---
 *   expect A -&gt; EXEC B 20
 * </pre>
 *
 * <p><b>Lists</b> of intervals, for exact times; what is not listed is running:
 *
 * <pre>
 *   A: B(m) 10..30, S 35..38
 *   B: holds m 4..30
 * </pre>
 *
 * <p>States:
 *
 * <pre>
 *   R running   Q without CPU   C without carrier   V stopped by the VM   Z spinning   U unknown
 *   . not alive (rows only)     I waiting for work, in a pool's own loop
 *   S sleeping  B(m) monitor.enter  L(m) lock.acquire  W(q) queue.take  J(T) joining thread T
 *   N(read db:5432) socket.read; N and W take any operation's name: N(file.force log) W(future.get f)
 *   - as before (rows only)     [m … ] holds m (rows only)
 *   ! after a wait: timed out   ~ interrupted
 * </pre>
 *
 * <p>After the interval of a wait in a list, in any order: {@code by T} or {@code by T@28} the
 * thread that ended it, and when it acted; {@code owner T} seen at its start; {@code previous T}
 * owner at its end; {@code inferred} for the waking edge; {@code guessed} for the wait itself; a
 * wake kind ({@code notify}, {@code interrupt} …); {@code satisfied}, {@code unfinished}, {@code
 * timed-out}, {@code interrupted}, {@code failed}; {@code at frame<frame} its stack, {@code
 * nowhere} for none. A wait that lasts to the end and has no waker is unfinished.
 *
 * <p>Lines:
 *
 * <pre>
 *   thread v1 virtual 5..90 by main                or carrier; life and creator may be left out
 *   A: holds m 4..30, shares p 5..9                exclusive or shared ownership; 'guessed' if inferred
 *   wake B@18 -&gt; A@20 notify                       ends A's wait that ends at 20 (rows)
 *   task Y by A at 10 on W1 100..115 in pool for f without 'on …' it never ran
 *   mount v1 on c1 0..50
 *   pause gc 10..20 G1                             gc, op or sync; 'late T' after a sync
 *   end 120                                        length; default: the last instant drawn
 *   expect …                                       see {@link Expectation}
 * </pre>
 */
public final class Drawing {
    /**
     * A thread; {@code endNanos} is Long.MAX_VALUE for one that lives to the end, {@code creator}
     * empty if it is not known who started it.
     */
    public record DrawnThread(
            String name,
            boolean virtual,
            boolean carrier,
            long startNanos,
            long endNanos,
            String creator) {
        /** A thread of which it is not known who started it. */
        public DrawnThread(
                String name, boolean virtual, boolean carrier, long startNanos, long endNanos) {
            this(name, virtual, carrier, startNanos, endNanos, "");
        }
    }

    /** A wait; names are empty where nothing is known. */
    public record DrawnWait(
            String thread,
            Operation operation,
            String resource,
            long startNanos,
            long endNanos,
            Outcome outcome,
            String owner,
            String previousOwner,
            String waker,
            long actNanos,
            WakeKind wakeKind,
            Confidence wakeConfidence,
            Confidence confidence,
            List<String> frames) {}

    /** A stretch in a state that is not a wait. */
    public record DrawnState(String thread, ThreadState state, long startNanos, long endNanos) {}

    /** Recorded ownership. */
    public record DrawnHold(
            String resource,
            String thread,
            long startNanos,
            long endNanos,
            boolean shared,
            Confidence confidence) {}

    /** A task; {@code worker} is empty for one that never ran. */
    public record DrawnTask(
            String name,
            String submitter,
            long submitNanos,
            String worker,
            long startNanos,
            long endNanos,
            String executor,
            String result) {}

    /** A virtual thread on a carrier. */
    public record DrawnMount(String virtual, String carrier, long startNanos, long endNanos) {}

    /** A pause of the VM; {@code late} is empty if not recorded. */
    public record DrawnPause(
            PauseTable.Kind kind, String name, long startNanos, long endNanos, String late) {}

    final List<DrawnThread> threads = new ArrayList<>();
    final List<DrawnWait> waits = new ArrayList<>();
    final List<DrawnState> states = new ArrayList<>();
    final List<DrawnHold> holds = new ArrayList<>();
    final List<DrawnTask> tasks = new ArrayList<>();
    final List<DrawnMount> mounts = new ArrayList<>();
    final List<DrawnPause> pauses = new ArrayList<>();
    final List<Expectation> expectations = new ArrayList<>();
    long unitNanos = 1_000_000;
    long endNanos;

    Drawing() {}

    /**
     * Reads a drawing.
     *
     * @throws IllegalArgumentException with line, what was expected and what was found
     */
    public static Drawing parse(String text) {
        return new DrawingParser(text).parse();
    }

    /** The drawing as a trace; each call builds a new one. */
    public Trace trace() {
        return new DrawingTrace(this).build();
    }

    /** The drawing as text in list form; {@link #parse} reads it back. */
    public String text() {
        return DrawingPrinter.print(this);
    }

    public List<Expectation> expectations() {
        return List.copyOf(expectations);
    }

    public List<DrawnThread> threads() {
        return List.copyOf(threads);
    }

    public List<DrawnWait> waits() {
        return List.copyOf(waits);
    }

    public List<DrawnState> states() {
        return List.copyOf(states);
    }

    public List<DrawnHold> holds() {
        return List.copyOf(holds);
    }

    public List<DrawnTask> tasks() {
        return List.copyOf(tasks);
    }

    public List<DrawnMount> mounts() {
        return List.copyOf(mounts);
    }

    public List<DrawnPause> pauses() {
        return List.copyOf(pauses);
    }

    /** Length of the drawing. */
    public long endNanos() {
        return endNanos;
    }

    /** Nanoseconds of one unit of time in the text. */
    public long unitNanos() {
        return unitNanos;
    }
}
