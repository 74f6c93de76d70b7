package dev.holdup.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thread dump as HotSpot prints it, read for one purpose: what each thread waits for at that
 * instant. Lines that are not understood are passed over.
 */
final class ThreadDump {
    /** How the JVM calls what a thread does. */
    enum State {
        /** {@code BLOCKED (on object monitor)}. */
        ENTERING,
        /** {@code WAITING (on object monitor)}, timed or not. */
        WAITING,
        /** {@code WAITING (parking)}, timed or not. */
        PARKED,
        /** {@code TIMED_WAITING (sleeping)}. */
        SLEEPING,
        /** Everything else: running, or in a native method. */
        OTHER
    }

    /**
     * A Java thread in the dump.
     *
     * @param javaId its {@code Thread.threadId()}
     * @param state what it does
     * @param frames {@code pkg.Class.method:line}, innermost first
     * @param object address of what it waits for, 0 if the dump names none
     * @param objectClass its class, empty if the dump names none
     * @param ownerId id of the thread that holds it, 0 if the dump does not tell
     */
    record Entry(
            long javaId,
            State state,
            List<String> frames,
            long object,
            String objectClass,
            long ownerId) {
        Entry {
            frames = List.copyOf(frames);
        }
    }

    private static final Pattern HEAD = Pattern.compile("\"(.*)\" #(\\d+) .*");
    private static final Pattern WAITS =
            Pattern.compile(
                    "- (?:waiting to lock|waiting on|waiting to re-lock in wait\\(\\)|parking to"
                            + " wait for) +<(0x[0-9a-f]+)> \\(a (.*)\\)");
    private static final Pattern LOCKED = Pattern.compile("- locked <(0x[0-9a-f]+)> \\(a .*\\)");
    private static final Pattern HELD = Pattern.compile("which is held by \"(.*)\"");
    private static final Pattern WANTS =
            Pattern.compile(
                    "waiting (?:to lock monitor .*\\(object|for ownable synchronizer)"
                            + " (0x[0-9a-f]+), .*");

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Long, Long> ownerOfObject = new HashMap<>();
    private final Map<String, Long> idByName = new HashMap<>();

    // The thread being read.
    private long javaId;
    private State state = State.OTHER;
    private List<String> frames = new ArrayList<>();
    private long object;
    private String objectClass = "";
    private long wanted;

    private ThreadDump() {}

    static List<Entry> parse(String text) {
        ThreadDump dump = new ThreadDump();
        for (String line : text.split("\n", -1)) {
            dump.line(line.strip());
        }
        dump.finish();
        return dump.withOwners();
    }

    private void line(String line) {
        if (line.startsWith("\"") && line.contains("\" #")) {
            Matcher head = HEAD.matcher(line);
            finish();
            if (head.matches()) {
                javaId = number(head.group(2), 10);
                idByName.putIfAbsent(head.group(1), javaId);
            }
        } else if (line.startsWith("java.lang.Thread.State:")) {
            state = state(line);
        } else if (line.startsWith("at ")) {
            frames.add(StackText.frame(line));
        } else if (line.startsWith("- ")) {
            lock(line);
        } else {
            deadlock(line);
        }
    }

    private static State state(String line) {
        if (line.contains("BLOCKED")) {
            return State.ENTERING;
        }
        if (line.contains("(on object monitor)")) {
            return State.WAITING;
        }
        if (line.contains("(parking)")) {
            return State.PARKED;
        }
        return line.contains("(sleeping)") ? State.SLEEPING : State.OTHER;
    }

    private void lock(String line) {
        Matcher waits = WAITS.matcher(line);
        if (waits.matches()) {
            object = number(waits.group(1), 16);
            objectClass = waits.group(2);
            return;
        }
        Matcher locked = LOCKED.matcher(line);
        if (locked.matches()) {
            long address = number(locked.group(1), 16);
            // A thread in wait() gave the monitor back, though its frame still shows it.
            if (address != object || state == State.ENTERING) {
                ownerOfObject.putIfAbsent(address, javaId);
            }
        }
    }

    /** At its end a dump lists deadlocks, with the owners of java.util.concurrent locks too. */
    private void deadlock(String line) {
        if (line.isEmpty() || line.startsWith("Found ")) {
            finish();
            return;
        }
        Matcher wants = WANTS.matcher(line);
        if (wants.matches()) {
            wanted = number(wants.group(1), 16);
            return;
        }
        Matcher held = HELD.matcher(line);
        if (held.matches() && wanted != 0) {
            Long owner = idByName.get(held.group(1));
            if (owner != null) {
                ownerOfObject.putIfAbsent(wanted, owner);
            }
            wanted = 0;
        }
    }

    private void finish() {
        if (javaId != 0 && !frames.isEmpty()) {
            entries.add(new Entry(javaId, state, frames, object, objectClass, 0));
        }
        javaId = 0;
        state = State.OTHER;
        frames = new ArrayList<>();
        object = 0;
        objectClass = "";
    }

    private List<Entry> withOwners() {
        List<Entry> complete = new ArrayList<>();
        for (Entry entry : entries) {
            Long owner = ownerOfObject.get(entry.object);
            complete.add(
                    owner == null || entry.object == 0 || owner == entry.javaId
                            ? entry
                            : new Entry(
                                    entry.javaId,
                                    entry.state,
                                    entry.frames,
                                    entry.object,
                                    entry.objectClass,
                                    owner));
        }
        return complete;
    }

    private static long number(String text, int radix) {
        try {
            return Long.parseUnsignedLong(radix == 16 ? text.substring(2) : text, radix);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
