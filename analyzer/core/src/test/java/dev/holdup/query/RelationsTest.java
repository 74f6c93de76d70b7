package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RelationsTest {
    private static final int WINDOW = 2_000;

    @Test
    void blockingStripCountsTheThreadsThatWaitAtEachInstant() {
        for (int seed = 0; seed < 60; seed++) {
            BlameResult blame = waitsForTheFirstThread(seed);
            int from = new Random(seed).nextInt(WINDOW / 2);
            int[] shown = shown(new Relations(blame), from, 1);
            for (int at = from; at < WINDOW; at++) {
                assertThat(shown[at]).as("seed %d at %d", seed, at).isEqualTo(waiting(blame, at));
            }
        }
    }

    @Test
    void coarseStripNeverHidesAWaiterAndNeverReachesAPixelBeyondOne() {
        for (int seed = 0; seed < 60; seed++) {
            BlameResult blame = waitsForTheFirstThread(seed);
            int resolution = 64;
            int[] shown = shown(new Relations(blame), 0, resolution);
            for (int at = 0; at < WINDOW; at++) {
                int most = 0;
                int here = waiting(blame, at);
                for (int near = Math.max(0, at - resolution);
                        near < Math.min(WINDOW, at + resolution);
                        near++) {
                    most = Math.max(most, waiting(blame, near));
                }
                assertThat(shown[at]).as("seed %d at %d", seed, at).isBetween(here, most);
            }
        }
    }

    private static BlameResult waitsForTheFirstThread(int seed) {
        Random random = new Random(seed);
        TraceBuilder trace = new TraceBuilder();
        int culprit = trace.addThread("culprit", 1, 0, "");
        for (int i = 0; i < 6; i++) {
            int victim = trace.addThread("victim-" + i, 2 + i, 0, "");
            int now = 0;
            while (now < WINDOW - 2) {
                int start = now + random.nextInt(300);
                int end = start + 1 + random.nextInt(200);
                int wait =
                        trace.addWait(
                                victim,
                                start,
                                end,
                                Operation.LATCH_AWAIT,
                                ResourceTable.NONE,
                                StackTable.NONE);
                trace.addWake(
                        wait, culprit, end, WakeKind.UNPARK, Confidence.EXACT, StackTable.NONE);
                now = end;
            }
        }
        return BlameEngine.analyze(
                trace.build(
                        new RecordingInfo(List.of("x"), 0, WINDOW + 600, 1, "", ""),
                        new CaptureInfo(
                                CaptureInfo.Tier.AGENT,
                                1,
                                List.of(),
                                "none",
                                new TreeMap<>(),
                                List.of(),
                                0)),
                BlameOptions.wholeRecording());
    }

    private static int waiting(BlameResult blame, int at) {
        WaitTable waits = blame.trace().waits();
        int count = 0;
        for (int wait = 0; wait < waits.size(); wait++) {
            if (waits.startNanos(wait) <= at && at < waits.endNanos(wait)) {
                count++;
            }
        }
        return count;
    }

    private static int[] shown(Relations relations, int from, int resolution) {
        TileColumns columns = new TileColumns(from, WINDOW, 0);
        columns.beginLane(0);
        relations.paintBlocking(0, from, WINDOW, resolution, columns);
        ByteBuffer in = ByteBuffer.wrap(columns.encode()).order(ByteOrder.LITTLE_ENDIAN);
        int items = in.getInt(28);
        int starts = 32 + 4 + 8;
        int[] shown = new int[WINDOW];
        for (int item = 0; item < items; item++) {
            int start = in.getInt(starts + 4 * item);
            int end = in.getInt(starts + 4 * (items + item));
            int count = in.getInt(starts + 4 * (3 * items + item));
            for (int at = start; at < end; at++) {
                shown[from + at] = count;
            }
        }
        return shown;
    }
}
