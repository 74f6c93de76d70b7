package dev.holdup.load;

import dev.holdup.load.event.VirtualRows;
import dev.holdup.load.event.WaitRows;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds what virtual threads did on and off carriers: mounts, unmounted waits nobody else recorded,
 * and the time they queued for a carrier. Everything between is unknown and stays so.
 */
final class BlockedAssembly {
    /** The JVM's own thread that hands monitors on; it says nothing about who let go. */
    private static final String UNBLOCKER = "VirtualThread-unblocker";

    /** The JVM's own threads that end timed waits of virtual threads; ends of their names. */
    private static final List<String> TIMERS = List.of("VirtualThread-unparker", "-delayScheduler");

    private final Assembly assembly;
    private final VirtualRows virtuals;
    private final WaitRows waits;
    private final BlockedMatcher matcher;
    private final Map<Integer, Integer> stackByText = new HashMap<>();
    private final Map<Integer, List<String>> framesByText = new HashMap<>();

    /** Row of the table of unfinished waits, by row of the wait. */
    private final Map<Integer, Integer> unfinished = new HashMap<>();

    BlockedAssembly(Assembly assembly, BlockedMatcher matcher) {
        this.assembly = assembly;
        virtuals = assembly.rows.virtuals;
        waits = assembly.rows.waits;
        this.matcher = matcher;
        for (int row = 0; row < virtuals.unfinishedRows.size(); row++) {
            unfinished.put(virtuals.unfinishedRows.get(row), row);
        }
    }

    void run() {
        for (int slice = 0; slice < virtuals.sliceThreads.size(); slice++) {
            addSlice(slice);
        }
        for (int blocked = 0; blocked < virtuals.blockedThreads.size(); blocked++) {
            if (virtuals.blockedThreads.get(blocked) >= 0) {
                addBlocked(blocked);
            }
        }
        addPinned();
    }

    private void addSlice(int slice) {
        int thread = assembly.thread(virtuals.sliceThreads.get(slice));
        int carrier = assembly.thread(virtuals.sliceCarriers.get(slice));
        long start = virtuals.sliceStartNanos.get(slice);
        long end = virtuals.sliceEndNanos.get(slice);
        if (thread < 0) {
            return;
        }
        if (carrier >= 0) {
            assembly.builder.addMount(thread, carrier, start, end);
        }
        assembly.builder.addState(thread, start, end, ThreadState.RUNNING);
    }

    private void addPinned() {
        for (int pinned = 0; pinned < virtuals.pinnedThreads.size(); pinned++) {
            int thread = assembly.thread(virtuals.pinnedThreads.get(pinned));
            int carrier = assembly.thread(virtuals.pinnedCarriers.get(pinned));
            if (thread >= 0 && carrier >= 0) {
                assembly.builder.addMount(
                        thread,
                        carrier,
                        virtuals.pinnedStartNanos.get(pinned),
                        virtuals.pinnedEndNanos.get(pinned));
            }
        }
    }

    private void addBlocked(int blocked) {
        int thread = assembly.thread(virtuals.blockedThreads.get(blocked));
        long start = virtuals.blockedStartNanos.get(blocked);
        long ready = virtuals.blockedReadyNanos.get(blocked);
        long mounted = virtuals.blockedMountedNanos.get(blocked);
        TraceBuilder builder = assembly.builder;
        Reason reason = Reason.of(virtuals.blockedReasons.get(blocked));
        int around = matcher.waitOf(blocked);
        if (unfinished.containsKey(blocked)) {
            if (around == BlockedMatcher.NONE && reason != Reason.YIELD) {
                int wait = addWait(blocked, thread, start, assembly.windowNanos, reason);
                builder.waitOutcome(wait, Outcome.UNFINISHED);
                addOwner(blocked, wait);
            }
            return;
        }
        if (around == BlockedMatcher.NONE && reason != Reason.YIELD) {
            int wait = addWait(blocked, thread, start, ready, reason);
            if (isInterrupted(blocked, reason)) {
                builder.waitOutcome(wait, Outcome.INTERRUPTED);
            }
            addWake(blocked, wait, ready, reason);
        }
        // Inside a recorded park the state was added with the park.
        if (ready < mounted
                && (around == BlockedMatcher.NONE || matcher.blockedOf(around) != blocked)) {
            builder.addState(thread, ready, mounted, ThreadState.RUNNABLE_CARRIER);
        }
    }

    private int addWait(int blocked, int thread, long start, long ready, Reason reason) {
        int text = virtuals.blockedStackTexts.get(blocked);
        Operation operation =
                switch (reason) {
                    case MONITOR_ENTER -> Operation.MONITOR_ENTER;
                    case MONITOR_WAIT -> ParkLabels.ofFrames(frames(text), Operation.MONITOR_WAIT);
                    case PARK, YIELD -> ParkLabels.ofFrames(frames(text), Operation.PARK);
                };
        int notify = matcher.notifyOf(blocked);
        int resource = resource(blocked, notify, operation, reason);
        int wait = assembly.builder.addWait(thread, start, ready, operation, resource, stack(text));
        if (notify != BlockedMatcher.NONE) {
            assembly.builder.waitOutcome(wait, Outcome.ofCode(waits.outcomes.get(notify)));
        } else if (operation != Operation.THREAD_SLEEP
                && isTimer(virtuals.blockedReadiers.get(blocked))) {
            assembly.builder.waitOutcome(wait, Outcome.TIMED_OUT);
        }
        return wait;
    }

    private int resource(int blocked, int notify, Operation operation, Reason reason) {
        Integer last = unfinished.get(blocked);
        if (last != null && virtuals.unfinishedIds.get(last) != 0) {
            return assembly.builder.resource(
                    WaitResources.kind(operation),
                    assembly.className(virtuals.unfinishedClasses.get(last)),
                    virtuals.unfinishedIds.get(last));
        }
        return reason == Reason.MONITOR_WAIT && notify != BlockedMatcher.NONE
                ? assembly.builder.resource(
                        ResourceTable.Kind.MONITOR,
                        assembly.className(waits.names.get(notify)),
                        waits.identities.get(notify))
                : ResourceTable.NONE;
    }

    /** The owner is the one of the end; that it has held the lock all the time is concluded. */
    private void addOwner(int blocked, int wait) {
        Integer last = unfinished.get(blocked);
        int owner = last == null ? -1 : virtuals.unfinishedOwners.get(last);
        if (owner >= 0) {
            assembly.builder.waitOwner(wait, assembly.thread(owner));
            assembly.builder.waitConfidence(wait, Confidence.INFERRED);
        }
    }

    private boolean isTimer(int readier) {
        if (readier < 0) {
            return false;
        }
        String name = assembly.text(assembly.dictionaries.threads().name(readier));
        return TIMERS.stream().anyMatch(name::endsWith);
    }

    /**
     * Who waits in {@code Object.wait} is made runnable by the JVM's own thread when notified, and
     * by a timer when the time is over; another thread does it only by an interrupt.
     */
    private boolean isInterrupted(int blocked, Reason reason) {
        int readier = virtuals.blockedReadiers.get(blocked);
        return reason == Reason.MONITOR_WAIT
                && readier >= 0
                && !isUnblocker(readier)
                && !isTimer(readier);
    }

    private void addWake(int blocked, int wait, long ready, Reason reason) {
        int notify = matcher.notifyOf(blocked);
        if (reason == Reason.MONITOR_WAIT && notify != BlockedMatcher.NONE) {
            int notifier = waits.releasers.get(notify);
            if (notifier >= 0) {
                addWake(wait, notifier, ready, WakeKind.NOTIFY);
                return;
            }
        }
        int readier = virtuals.blockedReadiers.get(blocked);
        if (readier >= 0 && !isUnblocker(readier) && !isTimer(readier)) {
            boolean interrupted = isInterrupted(blocked, reason);
            addWake(wait, readier, ready, interrupted ? WakeKind.INTERRUPT : WakeKind.UNPARK);
        }
    }

    private void addWake(int wait, int from, long at, WakeKind kind) {
        assembly.builder.addWake(
                wait, assembly.thread(from), at, kind, Confidence.EXACT, StackTable.NONE);
    }

    private boolean isUnblocker(int thread) {
        int name = assembly.dictionaries.threads().name(thread);
        return assembly.text(name).startsWith(UNBLOCKER);
    }

    private int stack(int text) {
        return text < 0
                ? StackTable.NONE
                : stackByText.computeIfAbsent(text, t -> assembly.builder.stack(frames(t)));
    }

    private List<String> frames(int text) {
        return text < 0
                ? List.of()
                : framesByText.computeIfAbsent(text, t -> StackText.frames(assembly.text(t)));
    }

    /** Why a virtual thread unmounted, by the state it went into; numbers of JDK 24 and 25. */
    private enum Reason {
        PARK,
        YIELD,
        MONITOR_ENTER,
        MONITOR_WAIT;

        static Reason of(int state) {
            return switch (state) {
                case 10, 11 -> YIELD;
                case 12, 13, 14 -> MONITOR_ENTER;
                case 15, 16, 17, 18 -> MONITOR_WAIT;
                default -> PARK;
            };
        }
    }
}
