package dev.holdup.blame;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.Trace;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A large trace of a server: workers that take a request, then three times pass through one of
 * eight locks and ask a database. A lock is held for 50 us by one thread after the other, in the
 * order they came, and for two thirds of the time. One holder in a thousand asks the database while
 * it has the lock, and a convoy forms. There are six places in the code that wait.
 */
final class ConvoyTrace {
    private static final int LOCKS = 8;
    private static final int ROUNDS = 3;

    /** Who has a lock, or will have it, from when until when. */
    private record Hold(int thread, long from, long to) {}

    /** When a thread goes on, and how many rounds of its request it has done. */
    private record Turn(int thread, long nanos, int rounds) {}

    private final Random random;
    private final TraceBuilder builder = new TraceBuilder();
    private final int[] lockStacks = new int[ROUNDS];
    private final int poolStack;
    private final int readStack;
    private final int unlockStack;
    private final int[] locks = new int[LOCKS];
    private final List<Deque<Hold>> holds = new ArrayList<>();
    private final int queue;
    private final int socket;
    private final PriorityQueue<Turn> turns =
            new PriorityQueue<>(
                    Comparator.comparingLong(Turn::nanos).thenComparingInt(Turn::thread));
    private final int threads;
    private int waits;
    private long end;

    private ConvoyTrace(int threads, long seed) {
        this.threads = threads;
        random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            lockStacks[round] = stack("app.Stock.take:1" + round, "app.Orders.handle:20");
        }
        readStack = stack("app.Stock.read:30", "app.Orders.handle:20");
        unlockStack = stack("app.Stock.done:40", "app.Orders.handle:20");
        poolStack =
                stack(
                        "java.util.concurrent.LinkedBlockingQueue.take:435",
                        "java.util.concurrent.ThreadPoolExecutor.getTask:1070");
        for (int lock = 0; lock < LOCKS; lock++) {
            locks[lock] = builder.resource(ResourceTable.Kind.LOCK, "app.Stock", lock + 1L);
            holds.add(new ArrayDeque<>());
        }
        queue = builder.resource(ResourceTable.Kind.SYNCHRONIZER, "Queue", 1);
        socket = builder.resource(ResourceTable.Kind.SOCKET, "db:5432", 0);
        for (int thread = 0; thread < threads; thread++) {
            builder.addThread("worker-" + thread, thread + 1L, 0, "");
            turns.add(new Turn(thread, random.nextInt(2_000_000), 0));
        }
    }

    private int stack(String inner, String outer) {
        return builder.stack(List.of(inner, outer, "app.Worker.run:30"));
    }

    /** A trace of about so many segments. */
    static Trace of(int segments, int threads, long seed) {
        ConvoyTrace convoys = new ConvoyTrace(threads, seed);
        while (convoys.waits < segments / 2) {
            Turn turn = convoys.turns.remove();
            if (turn.rounds() == 0) {
                convoys.takeRequest(turn.thread(), turn.nanos());
            } else {
                convoys.takeLock(turn);
            }
        }
        return ScaleTraces.build(convoys.builder, convoys.end);
    }

    private void takeRequest(int thread, long now) {
        // So that the locks are as busy whatever the number of threads.
        int longest = (int) Math.min(1_000_000_000L, threads * 45_000L);
        long until = now + 1_000 + random.nextInt(longest);
        int wait = wait(thread, now, until, Operation.QUEUE_TAKE, queue, poolStack);
        int feeder = random.nextInt(threads);
        builder.addWake(wait, feeder, until, WakeKind.UNPARK, Confidence.EXACT, unlockStack);
        turns.add(new Turn(thread, until + 20_000 + random.nextInt(50_000), 1));
    }

    private void takeLock(Turn turn) {
        int thread = turn.thread();
        long now = turn.nanos();
        int lock = random.nextInt(LOCKS);
        Deque<Hold> held = holds.get(lock);
        while (!held.isEmpty() && held.peekFirst().to() <= now) {
            held.removeFirst();
        }
        long from = now;
        if (!held.isEmpty()) {
            Hold before = held.peekLast();
            from = before.to();
            int stack = lockStacks[turn.rounds() - 1];
            int wait = wait(thread, now, from, Operation.LOCK_ACQUIRE, locks[lock], stack);
            builder.waitOwner(wait, held.peekFirst().thread());
            builder.addWake(
                    wait, before.thread(), from, WakeKind.UNPARK, Confidence.EXACT, unlockStack);
        }
        long to = from + 20_000 + random.nextInt(60_000);
        if (random.nextInt(1_000) == 0) {
            wait(thread, to, to + 2_000_000, Operation.SOCKET_READ, socket, readStack);
            to += 2_010_000;
        }
        held.addLast(new Hold(thread, from, to));
        long read = to + 30_000;
        long done = read + 200_000 + random.nextInt(500_000);
        wait(thread, read, done, Operation.SOCKET_READ, socket, readStack);
        int rounds = turn.rounds() < ROUNDS ? turn.rounds() + 1 : 0;
        turns.add(new Turn(thread, done + 50_000, rounds));
    }

    private int wait(int thread, long from, long to, Operation operation, int resource, int stack) {
        waits++;
        end = Math.max(end, to);
        return builder.addWait(thread, from, to, operation, resource, stack);
    }
}
