package dev.holdup.agent;

import dev.holdup.agent.probe.Family;
import dev.holdup.agent.weave.HookStatus;
import dev.holdup.boot.CaptureEvent;
import dev.holdup.boot.Families;
import dev.holdup.boot.HookEvent;
import dev.holdup.boot.Kinds;
import dev.holdup.boot.LossEvent;
import dev.holdup.boot.Losses;
import dev.holdup.boot.VirtualDrain;
import dev.holdup.boot.VirtualStarts;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Says in the recording what the recording can show: which hooks work and why others do not,
 * thresholds, limits, and what was lost. Written at the start and again in every chunk, so that a
 * recording whose oldest part was given up still says it.
 */
final class CapabilityRecord {
    /** A recording with a duration is ended by a timer, which may be early. */
    private static final long EDGE_NANOS = 50_000_000;

    private final Options options;
    private final HookStatus status;
    private final boolean attached;
    private final long startNanoTime = System.nanoTime();
    private final Runnable chunkStart = new ChunkStart();
    private final Runnable chunkEdge = new ChunkEdge();
    private final Thread neverStarted = new Thread(null, null, "holdup", 0, false);
    private volatile boolean isEnding;
    private boolean isEnded;
    private volatile long registeredNanos;

    CapabilityRecord(Options options, HookStatus status, boolean attached) {
        this.options = options;
        this.status = status;
        this.attached = attached;
    }

    /** From here on written by JFR into every chunk. */
    void register() {
        registeredNanos = System.nanoTime();
        FlightRecorder.addPeriodicEvent(CaptureEvent.class, chunkStart);
        FlightRecorder.addPeriodicEvent(LossEvent.class, chunkEdge);
    }

    /** Ends what {@link #register} began. */
    void unregister() {
        FlightRecorder.removePeriodicEvent(chunkStart);
        FlightRecorder.removePeriodicEvent(chunkEdge);
    }

    /** The recording ends now. */
    void end() {
        isEnding = true;
    }

    /** True when this is the last edge of a chunk, as far as that can be told. */
    private boolean isLast() {
        long duration = options.durationNanos();
        if (isEnding
                || (duration > 0 && System.nanoTime() - registeredNanos > duration - EDGE_NANOS)) {
            return true;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(neverStarted);
            return false;
        } catch (IllegalStateException theJvmEnds) {
            return true;
        }
    }

    private void writeUnfinished() {
        if (!isEnded && isLast()) {
            isEnded = true;
            UnfinishedWaits.write();
        }
    }

    private void writeCapture() {
        CaptureEvent capture = new CaptureEvent();
        capture.agentVersion = Version.TEXT;
        capture.hooksLive = status.liveCount();
        capture.thresholdNanos = options.thresholdNanos();
        capture.limits = limits();
        capture.options = options.text();
        capture.startNanoTime = startNanoTime;
        capture.attached = attached;
        capture.idleRules = options.idleRules();
        capture.commit();
        for (HookStatus.Entry entry : status.entries()) {
            writeHook(entry);
        }
    }

    /** Classes with methods of the user may have come since the chunk began. */
    private void writeProbes() {
        if (!options.probes().isEmpty()) {
            for (HookStatus.Entry entry : status.entries()) {
                if (entry.hook().family() == Families.USER) {
                    writeHook(entry);
                }
            }
        }
    }

    private void writeHook(HookStatus.Entry entry) {
        HookEvent hook = new HookEvent();
        hook.hook = entry.hook().id();
        hook.live = entry.isLive();
        hook.reason = entry.isLive() ? null : entry.reason();
        hook.thresholdNanos = threshold(Family.ofNumber(entry.hook().family()));
        hook.commit();
    }

    private long threshold(@Nullable Family family) {
        return family == null ? options.thresholdNanos() : options.thresholdNanos(family);
    }

    private String limits() {
        long rate = options.ratePerSecond();
        return rate == 0
                ? "none"
                : rate
                        + " events per second and kind for waits shorter than 20 ms, and as many"
                        + " for longer ones";
    }

    private static void writeLosses() {
        for (int kind = 0; kind < Kinds.COUNT; kind++) {
            for (int reason = 0; reason < Losses.REASONS; reason++) {
                LossEvent loss = new LossEvent();
                loss.kind = Losses.name(kind, reason);
                loss.count = Losses.count(kind, reason);
                loss.nanos = reason == Losses.ERROR ? -1 : Losses.nanos(kind, reason);
                loss.commit();
            }
        }
    }

    private final class ChunkStart implements Runnable {
        @Override
        public void run() {
            writeCapture();
        }
    }

    private final class ChunkEdge implements Runnable {
        @Override
        public void run() {
            VirtualDrain.drain();
            VirtualStarts.flush();
            writeUnfinished();
            writeProbes();
            writeLosses();
        }
    }
}
